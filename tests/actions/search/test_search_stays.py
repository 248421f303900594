"""Searching stays; what the flight said need not be said again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.actions.talk import Talk
from travel.party import Party

FLIGHT = "flight for 2 from berlin to lisbon 12-19 feb"


def query(talk: Talk) -> Any:
    return talk.desk.stays.asked[-1]  # type: ignore[attr-defined]


async def test_a_whole_sentence_needs_no_question(talk: Talk):
    await talk.say("a hotel in Lisbon from 12 to 15 February for 2 adults", "search_stays")
    assert (talk.said[0], talk.kinds(), talk.asked) == ("utter_search_stays_found", ["stay"] * 3, "option")
    assert "Lisbon, Fri 12 Feb to Mon 15 Feb 2027, 2 adults, 1 room" in talk.text
    assert "240.00 EUR in total for 3 nights" in talk.text
    assert (query(talk).country, query(talk).tz) == ("PT", "Europe/Lisbon")


@pytest.mark.parametrize(
    ("given", "asked", "kind"),
    [
        ("I need a hotel", "place", "place"),
        ("a hotel in Lisbon", "check_in", "date_range"),
        ("a hotel in Lisbon in May", "check_in", "date"),
        ("a hotel in Lisbon from 12 February", "nights", "number"),
        ("a hotel in Lisbon from 12 to 15 February", "adults", "party"),
    ],
)
async def test_the_question_fits_what_is_missing(talk: Talk, given: str, asked: str, kind: str):
    await talk.say(given, "search_stays")
    ask = talk.replies[-1]["ask"]
    assert (ask["slot"], ask["kind"]) == (asked, kind)


async def test_a_bare_number_answers_how_many_nights(talk: Talk):
    await talk.say("a hotel in Lisbon from 12 February for 2 adults", "search_stays")
    await talk.say("3", "inform")
    assert query(talk).check_out == date(2027, 2, 15)


async def test_the_flight_gives_place_days_and_people(talk: Talk):
    await talk.say(FLIGHT, "search_flights")
    await talk.say("and a hotel there for those days", "search_stays")
    asked = query(talk)
    assert (asked.name, asked.check_in, asked.check_out) == ("Lisbon", date(2027, 2, 12), date(2027, 2, 19))
    assert asked.party == Party(2)


async def test_what_is_said_for_the_stay_counts_for_the_stay_alone(talk: Talk):
    await talk.say(FLIGHT, "search_flights")
    await talk.say("a hotel in Porto from 14 to 16 February", "search_stays")
    assert (query(talk).name, query(talk).nights) == ("Porto", 2)
    assert (talk.slots["depart_date"], talk.slots["destination"]["name"]) == ("2027-02-12", "Lisbon")


async def test_a_stay_gives_its_place_and_days_to_the_flight(talk: Talk):
    await talk.say("a hotel in Lisbon from 12 to 15 February for 2 adults", "search_stays")
    await talk.say("and flights from Berlin", "search_flights")
    (asked,) = talk.desk.flights.asked  # type: ignore[attr-defined]
    assert (asked.origin, asked.destination) == (("BER",), ("LIS",))
    assert (asked.depart, asked.back, asked.party) == (date(2027, 2, 12), date(2027, 2, 15), Party(2))


async def test_wishes_about_flights_do_not_hold_for_stays(talk: Talk):
    await talk.say(f"direct {FLIGHT}", "search_flights")
    await talk.say("and a hotel there", "search_stays")
    assert talk.kinds() == ["stay"] * 3
    assert "direct" not in talk.text


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ("with breakfast", ["Pensao do Sol"]),
        ("5 stars", ["Palacio Azul"]),
        ("with a pool", ["Pensao do Sol"]),
        ("not more than 120 euros a night", ["Casa da Rua", "Pensao do Sol"]),
    ],
)
async def test_wishes_narrow_down(talk: Talk, wish: str, names: list[str]):
    await talk.say(f"a hotel in Lisbon from 12 to 15 February for 2 adults, {wish}", "search_stays")
    assert [card["title"] for card in talk.cards] == names


async def test_wishes_that_nothing_meets_are_said_and_lifted(talk: Talk):
    await talk.say("a hotel in Lisbon from 12 to 15 February for 2 adults, under 20 euros a night", "search_stays")
    assert "utter_search_stays_filters_lifted" in talk.said
    assert "up to 20 EUR a night" in talk.text
    assert talk.kinds() == ["stay"] * 3
    await talk.say("for 3 adults", "inform")
    assert "utter_search_stays_filters_lifted" not in talk.said


async def test_two_adults_share_a_room_unless_said(talk: Talk):
    await talk.say("a hotel in Lisbon from 12 to 15 February for 3 adults", "search_stays")
    assert query(talk).rooms == 2
    await talk.say("3 rooms please", "refine_search")
    assert query(talk).rooms == 3
    assert "Rooms: 3" in talk.text


@pytest.mark.parametrize(
    ("given", "problem", "asked"),
    [
        ("a hotel in Lisbon from 1 February to 20 May for 2", "too_many_nights", "check_out"),
        ("a hotel in Lisbon from 12 to 15 February for 2 adults, 4 rooms", "too_many_rooms", "adults"),
    ],
)
async def test_what_cannot_be_is_said_and_asked_anew(talk: Talk, given: str, problem: str, asked: str):
    await talk.say(given, "search_stays")
    assert (talk.said[-1], talk.asked) == (f"utter_problem_{problem}", asked)


async def test_a_full_town(talk: Talk):
    talk.desk.stays.shelf = lambda query: []  # type: ignore[attr-defined]
    await talk.say("a hotel in Lisbon from 12 to 15 February for 2 adults", "search_stays")
    assert (talk.said, talk.asked) == (["utter_search_stays_none"], "check_in")
    assert talk.slots.get("shown") is None


async def test_a_correction_is_said(talk: Talk):
    await talk.say("a hotel in Lisbon from 12 to 15 February for 2 adults", "search_stays")
    await talk.say("until the 17th", "inform")
    assert query(talk).check_out == date(2027, 2, 17)
    assert "Last day moved to Wed 17 Feb 2027" in talk.text


@pytest.mark.parametrize(
    ("said", "response", "asked"),
    [
        ("5 March to 31 April", "utter_impossible_date", "check_out"),
        ("on 31 April for 2 nights", "utter_impossible_date", "check_in"),
        ("in March 2029", "utter_problem_too_far_ahead", "check_in"),
        ("5 March to 1 March", "utter_problem_back_before_out", "check_out"),
    ],
)
async def test_days_that_cannot_be_are_said_before_anything_is_asked(talk: Talk, said: str, response: str, asked: str):
    await talk.say(f"a hotel in Rome {said}", "search_stays")
    assert (talk.said, talk.asked) == ([response], asked)


@pytest.mark.parametrize(
    ("said", "place", "near"),
    [
        ("near the Vatican", "Rome", "Vatican"),
        ("close to Vatican City please", "Rome", "Vatican City"),
        ("near the Colosseum", "Rome", "Colosseum"),
        ("near Naples", "Naples", None),
        ("in Vatican City", "Vatican City", None),
    ],
)
async def test_near_a_place_of_the_town_is_a_part_of_it(talk: Talk, said: str, place: str, near: str | None):
    await talk.say("a hotel in Rome for 2 from 12 to 15 February", "search_stays")
    await talk.say(said, "search_stays")
    query = talk.desk.stays.asked[-1]  # type: ignore[attr-defined]
    assert query.name == place
    assert near is None or query.area.casefold() == near.casefold()
