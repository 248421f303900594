"""Searching flights: what is asked, what is understood, what is shown."""

from __future__ import annotations

from datetime import date

import pytest

from tests.actions.conftest import flights_of
from tests.actions.talk import Talk
from travel.party import Party

WHOLE = "flight for 2 from berlin to lisbon 12-19 feb"


async def test_a_whole_sentence_needs_no_question(talk: Talk):
    await talk.say(WHOLE, "search_flights")
    assert talk.said[0] == "utter_search_flights_found"
    assert "Berlin (BER) → Lisbon (LIS), Fri 12 Feb to Fri 19 Feb 2027, 2 adults" in talk.text
    assert "400.00 EUR, all included for both" in talk.text
    assert (talk.kinds(), talk.asked) == (["flight"] * 5, "option")
    (query,) = talk.desk.flights.asked  # type: ignore[attr-defined]
    assert (query.origin, query.destination, query.party) == (("BER",), ("LIS",), Party(2))
    assert (query.depart, query.back) == (date(2027, 2, 12), date(2027, 2, 19))


async def test_one_thing_is_asked_at_a_time_and_nothing_twice(talk: Talk):
    asked = []
    for text in ("a flight please", "to Lisbon", "from Berlin", "12 February", "one way", "just me"):
        await talk.say(text, "search_flights" if not asked else "inform")
        asked.append(talk.asked)
        assert sum(bool(reply.get("ask")) for reply in talk.replies) == 1
    assert asked == ["destination", "origin", "depart_date", "return_date", "adults", "option"]
    assert "one way, 1 adult" in talk.text


@pytest.mark.parametrize(
    ("given", "asked", "kind"),
    [
        ("fly to Lisbon", "origin", "place"),
        ("fly from Berlin to Lisbon", "depart_date", "date"),
        ("fly from Berlin to Lisbon in May", "depart_date", "date"),
        ("fly from Berlin to Lisbon on 12 February", "return_date", "date"),
        ("fly from Berlin to Lisbon 12-19 Feb", "adults", "party"),
        ("fly from Berlin to Lisbon 12-19 Feb, 2 adults and 2 children", "child_ages", "number"),
    ],
)
async def test_the_question_fits_what_is_missing(talk: Talk, given: str, asked: str, kind: str):
    await talk.say(given, "search_flights")
    ask = talk.replies[-1]["ask"]
    assert (ask["slot"], ask["kind"]) == (asked, kind)


async def test_a_window_bounds_the_days_that_can_be_answered(talk: Talk):
    await talk.say("fly from Berlin to Lisbon in May", "search_flights")
    ask = talk.replies[-1]["ask"]
    assert (ask["min"], ask["max"]) == ("2027-05-01", "2027-05-31")
    await talk.say("the 10th", "inform")
    assert talk.slots["depart_date"] == "2027-05-10"


async def test_choices_answer_as_words_do(talk: Talk):
    await talk.say("fly from Berlin to Lisbon on 12 February", "search_flights")
    await talk.tap("One way")
    assert talk.slots["one_way"] is True
    await talk.tap("Two adults")
    assert talk.slots["adults"] == 2
    assert talk.kinds() == ["flight"] * 5


@pytest.mark.parametrize(
    ("said", "intent", "echoed", "changed"),
    [
        ("actually back on the 20th", "refine_search", "Return moved to Sat 20 Feb 2027", "Sat 20 Feb 2027"),
        ("no, from Vienna", "inform", "Start is now Vienna", "Vienna (VIE) → Lisbon"),
        ("for 3 adults", "inform", "It is now for 3 adults", "3 adults"),
        ("in business class", "refine_search", "Cabin is now", "business class"),
    ],
)
async def test_a_correction_searches_again_and_says_so(talk: Talk, said: str, intent: str, echoed: str, changed: str):
    await talk.say(WHOLE, "search_flights")
    first = [card["id"] for card in talk.cards]
    await talk.say(said, intent)
    assert "utter_search_flights_changed" in talk.said
    assert echoed in talk.text
    assert changed in talk.text
    assert "prices are new" in talk.text
    assert not {card["id"] for card in talk.cards} & set(first)


async def test_a_start_after_the_return_moves_the_return_along(talk: Talk):
    await talk.say(WHOLE, "search_flights")
    await talk.say("leave on 25 February instead", "refine_search")
    assert (talk.slots["depart_date"], talk.slots["return_date"]) == ("2027-02-25", "2027-03-04")


async def test_an_ambiguous_place_is_asked_with_choices(talk: Talk):
    await talk.say("fly from Berlin to Portland on 9 March, one way, just me", "search_flights")
    ask = talk.replies[-1]["ask"]
    assert (ask["slot"], ask["kind"]) == ("destination", "choice")
    assert len(ask["options"]) >= 2
    labels = [one["label"] for one in ask["options"]]
    assert any("Maine" in label for label in labels)
    await talk.tap(next(label for label in labels if "Maine" in label))
    assert talk.slots["destination"]["airports"][0] == "PWM"
    assert talk.kinds() == ["flight"] * 5


async def test_a_place_may_be_told_by_where_it_lies(talk: Talk):
    await talk.say("fly from Berlin to Portland on 9 March, one way, just me", "search_flights")
    await talk.say("the west one", "inform")
    assert talk.slots["destination"]["airports"][0] == "PDX"


async def test_the_same_place_twice_is_asked_again(talk: Talk):
    await talk.say("fly from Berlin to Berlin on 9 March", "search_flights", destination=None, origin=None)
    await talk.say("from Berlin", "inform")
    assert talk.asked == "destination"
    await talk.say("to Berlin", "inform")
    assert "utter_search_flights_same_place" in talk.said
    assert talk.asked == "destination"
    await talk.say("Lisbon then", "inform")
    assert talk.asked == "return_date"


async def test_a_date_that_has_passed_is_asked_about(talk: Talk):
    await talk.say("fly from Rome to Madrid on 3 jan 2020, just me", "search_flights")
    assert "utter_past_date" in talk.said
    assert "3 January 2020 has passed" in talk.text
    assert talk.replies[-1]["ask"]["kind"] == "yes_no"
    await talk.say("yes", "affirm")
    assert talk.slots["depart_date"] == "2027-01-03"
    assert talk.asked == "return_date"


@pytest.mark.parametrize(
    ("given", "problem", "asked"),
    [
        ("fly from Berlin to Lisbon 12-19 feb for 12 people", "too_many_people", "adults"),
        ("fly from Berlin to Lisbon 12-19 feb, 1 adult and 2 infants", "more_infants_than_adults", "adults"),
        ("fly from Berlin to Lisbon on 12 February 2028, one way, just me", "too_far_ahead", "depart_date"),
    ],
)
async def test_what_cannot_be_is_said_and_asked_anew(talk: Talk, given: str, problem: str, asked: str):
    await talk.say(given, "search_flights")
    assert (talk.said[-1], talk.asked) == (f"utter_problem_{problem}", asked)
    assert talk.desk.flights.asked == []  # type: ignore[attr-defined]


async def test_ages_make_children_and_infants(talk: Talk):
    await talk.say("fly from Berlin to Lisbon 12-19 Feb, 2 adults and 2 children", "search_flights")
    await talk.say("4 and 18 months", "inform")
    (query,) = talk.desk.flights.asked  # type: ignore[attr-defined]
    assert query.party == Party(2, (4,), 1)
    assert "2 adults, 1 child (4) and 1 infant" in talk.text


async def test_a_wish_in_the_first_sentence_narrows_the_first_answer(talk: Talk):
    await talk.say(f"direct {WHOLE}", "search_flights")
    assert len(talk.cards) == 5
    assert all("direct" in card["facts"][0]["value"] for card in talk.cards)
    assert "direct" in talk.text


async def test_nobody_flies_direct(talk: Talk):
    talk.desk.flights.shelf = lambda query: [  # type: ignore[attr-defined]
        offer for offer in flights_of(query) if offer.stops
    ]
    await talk.say(f"direct {WHOLE}", "search_flights")
    assert "utter_search_flights_only_stops" in talk.said
    assert talk.kinds() == ["flight"]


async def test_no_flight_at_all_offers_the_days_around(talk: Talk):
    talk.desk.flights.shelf = lambda query: []  # type: ignore[attr-defined]
    await talk.say(WHOLE, "search_flights")
    assert (talk.said, talk.asked) == (["utter_search_flights_none"], "depart_date")
    assert [one["label"] for one in talk.replies[-1]["ask"]["options"]] == ["Thu 11 Feb 2027", "Sat 13 Feb 2027"]


async def test_a_further_wish_is_remembered_for_later(talk: Talk):
    await talk.say(f"{WHOLE}, and a hotel near the old town", "search_flights")
    assert talk.slots["wishes"] == ["search_stays"]
    assert talk.slots["near"] == "old town"


async def test_wishes_hold_while_questions_are_open(talk: Talk):
    await talk.say("a direct flight to Lisbon under 700 euros with TAP and two checked bags each", "search_flights")
    for text in ("from Berlin", "12 to 19 February", "2 adults"):
        await talk.say(text, "inform")
    assert "direct, TAP Air Portugal, 2 checked bags each, up to 700 EUR" in talk.text
    assert "utter_search_flights_filters_lifted" in talk.said


async def test_several_airlines_are_a_choice(talk: Talk):
    await talk.say(f"{WHOLE} with Ryanair or Lufthansa", "search_flights")
    assert "Ryanair or Lufthansa" in talk.text
    assert {card["title"].split(" BER")[0] for card in talk.cards} == {"Lufthansa", "Ryanair"}


async def test_a_limit_in_another_currency_is_converted(talk: Talk):
    # The shelf sells in euros alone: 400 and 480 for two there and back, a dollar is 0.80.
    await talk.say(f"{WHOLE} under 550 dollars", "search_flights")
    assert len(talk.cards) == 1
    await talk.say(f"{WHOLE} under 499 dollars", "search_flights")
    assert "utter_search_flights_filters_lifted" in talk.said


async def test_a_limit_without_a_rate_is_left_out_and_said(talk: Talk):
    await talk.say(f"{WHOLE} under 9000000 VND", "search_flights")
    assert talk.said == ["utter_refine_search_no_rate", "utter_search_flights_found", "utter_select_option_which"]
    assert "VND" in talk.replies[0]["text"]
    assert talk.kinds() == ["flight"] * 5


async def test_a_route_to_where_it_begins_is_said_and_the_goal_asked(talk: Talk):
    await talk.say("flights from Berlin to Berlin on 5 May", "search_flights")
    assert talk.said == ["utter_search_flights_same_place"]
    assert "Berlin" in talk.text
    assert (talk.asked, talk.slots["origin"]["name"], talk.slots["depart_date"]) == (
        "destination",
        "Berlin",
        "2027-05-05",
    )


@pytest.mark.parametrize(
    ("said", "asked", "first"),
    [
        ("from Berlin to Lisbon on 31 February", "depart_date", "2026-11-22"),
        ("from Berlin to Lisbon 5 March to 31 April", "return_date", "2027-03-05"),
        ("from Berlin to Lisbon 31 April to 5 May", "depart_date", "2026-11-22"),
        ("to Lisbon on 30/2", "depart_date", "2026-11-22"),
    ],
)
async def test_a_day_that_no_calendar_has_is_said_and_asked_again(talk: Talk, said: str, asked: str, first: str):
    await talk.say(f"flights {said}", "search_flights")
    assert talk.said == ["utter_impossible_date"]
    ask = talk.replies[-1]["ask"]
    assert (ask["slot"], ask["kind"], ask["min"]) == (asked, "date", first)


async def test_an_impossible_day_as_an_answer_is_told_once_a_time(talk: Talk):
    await talk.say("fly from Berlin to Lisbon, one way, just me", "search_flights")
    await talk.say("31 february", "inform")
    assert talk.text == "There is no 31 February. Which day do you mean?"
    await talk.say("the 28th of february", "inform")
    assert talk.kinds() == ["flight"] * 5


async def test_what_is_not_on_sale_yet_is_said_before_anything_is_asked(talk: Talk):
    await talk.say("flights to Porto on 5 March 2029", "search_flights")
    assert talk.said == ["utter_problem_too_far_ahead"]
    await talk.say("5 March 2027", "inform")
    assert (talk.asked, talk.slots["depart_date"]) == ("origin", "2027-03-05")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("5 March to 1 March", "utter_problem_back_before_out"),
        ("5 January to 1 January", "utter_problem_back_before_out"),
        ("28 December to 5 January", "utter_search_flights_found"),
        ("5 January 2027 to 1 January 2028", "utter_search_flights_found"),
    ],
)
async def test_days_in_the_wrong_order_do_not_silently_take_a_year(talk: Talk, days: str, said: str):
    await talk.say(f"flights for 2 from Berlin to Lisbon {days}", "search_flights")
    assert talk.said[0] == said


@pytest.mark.parametrize(
    ("month", "answer", "party"),
    [
        ("February", "me and my daughter who is 4", "1 adult and 1 child (4)"),
        ("February", "my toddler is 20 months", "1 adult and 1 infant"),
        ("April", "my toddler is 20 months", "1 adult and 1 child (2)"),
        ("April", "my toddler will be 20 months then", "1 adult and 1 infant"),
    ],
)
async def test_who_names_only_the_young_comes_along(talk: Talk, month: str, answer: str, party: str):
    await talk.say(f"flights from Vienna to Porto 12 to 19 {month}", "search_flights")
    assert talk.asked == "adults"
    await talk.say(answer, "inform")
    assert (talk.asked, party in talk.text) == ("option", True)


async def test_a_toddler_without_an_age_is_asked_for_it(talk: Talk):
    await talk.say("flights from Vienna to Porto 12 to 19 February", "search_flights")
    await talk.say("me and my toddler", "inform")
    assert talk.asked == "child_ages"
    await talk.say("20 months", "inform")
    assert "1 adult and 1 infant" in talk.text


async def test_the_age_on_the_day_counts_also_when_the_day_comes_later(talk: Talk):
    await talk.say("flights from Vienna to Porto for 2 adults and a 20-month-old baby", "search_flights")
    await talk.say("12 to 19 April", "inform")
    assert "2 adults and 1 child (2)" in talk.text
    assert talk.slots["infants"] == 0
