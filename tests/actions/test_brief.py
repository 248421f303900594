"""What a sentence adds to the trip, and what follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from actions.brief import forget_trip, remember_flight, remember_stay, stay_of
from actions.desk import Desk
from actions.party import ages_missing, party_of, remember_party
from actions.turn import Turn
from tests.actions.test_routing import turn_of
from travel.errors import BadQuery
from travel.party import Party

TRIP = {"depart_date": "2027-02-12", "return_date": "2027-02-19"}


def flight(desk: Desk, text: str, answering: str | None = None, intent: str = "search_flights", **slots: Any) -> Turn:
    turn = turn_of(desk, text, intent, **slots)
    remember_flight(turn, answering)
    return turn


def stay(desk: Desk, text: str, answering: str | None = None, intent: str = "search_stays", **slots: Any) -> Turn:
    turn = turn_of(desk, text, intent, **slots)
    remember_stay(turn, answering)
    return turn


def days(turn: Turn) -> tuple[Any, Any]:
    return turn.get("depart_date"), turn.get("return_date")


@pytest.mark.parametrize(
    ("text", "answering", "start", "end"),
    [
        # A bare day is a day of the trip that is known, not of this month.
        ("back on the 20th", None, "2027-02-12", "2027-02-20"),
        ("the 20th", "return_date", "2027-02-12", "2027-02-20"),
        ("on Sunday", "return_date", "2027-02-12", "2027-02-14"),
        ("leave on the 10th", None, "2027-02-10", "2027-02-19"),
        ("leave on 25 February", None, "2027-02-25", "2027-03-04"),
        ("leave on 1 March and come back on 5 March", None, "2027-03-01", "2027-03-05"),
        ("come back on 2 March", None, "2027-02-12", "2027-03-02"),
        ("for 3 nights", None, "2027-02-12", "2027-02-15"),
        ("one way", "return_date", "2027-02-12", None),
    ],
)
def test_days_are_read_in_the_light_of_the_trip(
    desk: Desk, text: str, answering: str | None, start: str, end: str | None
):
    intent = "inform" if answering else "search_flights"
    assert days(flight(desk, text, answering, intent, **TRIP)) == (start, end)


def test_a_return_before_the_start_is_the_next_such_day(desk: Desk):
    turn = flight(desk, "the 3rd", "return_date", "inform", depart_date="2027-02-12")
    assert days(turn) == ("2027-02-12", "2027-03-03")


def test_yes_to_one_way_is_one_way(desk: Desk):
    turn = flight(desk, "yes", "return_date", "affirm", depart_date="2027-02-12")
    assert (turn.get("one_way"), turn.get("return_date")) == (True, None)


def test_a_new_goal_does_not_forget_the_start(desk: Desk):
    turn = flight(desk, "from Berlin to Lisbon")
    second = flight(desk, "to Porto instead", **turn.slots)
    assert (second.get("origin")["name"], second.get("destination")["name"]) == ("Berlin", "Porto")


@pytest.mark.parametrize(
    ("answering", "slot"), [("origin", "origin"), ("destination", "destination"), (None, "destination")]
)
def test_a_lone_place_is_what_was_asked_for(desk: Desk, answering: str | None, slot: str):
    turn = flight(desk, "Lisbon", answering, "inform")
    assert turn.get(slot)["name"] == "Lisbon"
    assert turn.get("destination" if slot == "origin" else "origin") is None


def test_the_stay_takes_place_and_days_from_the_flight(desk: Desk):
    turn = flight(desk, "from Berlin to Lisbon 12-19 February")
    assert stay_of(turn)["place"]["name"] == "Lisbon"
    assert (stay_of(turn)["check_in"], stay_of(turn)["check_out"]) == ("2027-02-12", "2027-02-19")


@pytest.mark.parametrize(
    ("text", "answering", "check_in", "check_out"),
    [
        ("for 3 nights", None, "2027-02-12", "2027-02-15"),
        ("3", "nights", "2027-02-12", "2027-02-15"),
        ("from the 14th", None, "2027-02-14", "2027-02-19"),
        ("from the 14th to the 16th", None, "2027-02-14", "2027-02-16"),
        ("until the 17th", None, "2027-02-12", "2027-02-17"),
    ],
)
def test_days_of_the_stay_said_for_it(desk: Desk, text: str, answering: str | None, check_in: str, check_out: str):
    turn = stay(desk, text, answering, "inform", **TRIP)
    assert (stay_of(turn)["check_in"], stay_of(turn)["check_out"]) == (check_in, check_out)
    assert days(turn) == ("2027-02-12", "2027-02-19")


def test_another_town_has_another_neighbourhood(desk: Desk):
    turn = stay(desk, "a hotel in Lisbon near the old town")
    assert turn.get("near")
    assert stay(desk, "a hotel in Porto", **turn.slots).get("near") is None


@pytest.mark.parametrize(
    ("text", "answering", "party"),
    [
        ("for 2", None, Party(2)),
        ("two", "adults", Party(2)),
        ("4", "adults", Party(4)),
        ("just me", "adults", Party(1)),
        ("2 adults and children of 4 and 9", None, Party(2, (4, 9))),
        ("2 adults and an infant", None, Party(2, (), 1)),
    ],
)
def test_who_travels(desk: Desk, text: str, answering: str | None, party: Party):
    turn = turn_of(desk, text, "search_flights" if answering is None else "inform")
    remember_party(turn, answering)
    assert party_of(turn) == party


def test_nobody_said_how_many(desk: Desk):
    turn = turn_of(desk, "to Lisbon", "search_flights")
    remember_party(turn)
    assert party_of(turn) is None


def test_ages_are_asked_until_all_are_known(desk: Desk):
    turn = turn_of(desk, "2 adults and 2 children", "search_flights")
    remember_party(turn)
    assert ages_missing(turn)
    more = turn_of(desk, "one is 4", "inform", **turn.slots)
    remember_party(more, "child_ages")
    assert ages_missing(more)
    last = turn_of(desk, "and the other 18 months", "inform", **more.slots)
    remember_party(last, "child_ages")
    assert not ages_missing(last)
    assert party_of(last) == Party(2, (4,), 1)


def test_a_party_that_cannot_be_is_refused(desk: Desk):
    with pytest.raises(BadQuery):
        party_of(turn_of(desk, "", "inform", adults=0))


def test_forgetting_the_trip_leaves_nothing_of_it(desk: Desk):
    turn = flight(desk, "from Berlin to Lisbon 12-19 February for 2, direct, in the morning, under 300 euros")
    remember_party(turn)
    assert turn.get("origin")
    forget_trip(turn)
    assert {name: value for name, value in turn.slots.items() if value is not None} == {}


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("a day earlier", "2027-02-11", "2027-02-18"),
        ("leave a day earlier", "2027-02-11", "2027-02-19"),
        ("come back two days later", "2027-02-12", "2027-02-21"),
        ("one night longer", "2027-02-12", "2027-02-20"),
        ("2 more nights", "2027-02-12", "2027-02-21"),
        ("two nights less", "2027-02-12", "2027-02-17"),
        ("postpone it by a week", "2027-02-19", "2027-02-26"),
    ],
)
def test_a_trip_under_way_is_moved_by_what_is_said(desk: Desk, text: str, start: str, end: str):
    assert days(flight(desk, text, None, "refine_search", **TRIP)) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("one night longer", "2027-02-12", "2027-02-20"),
        ("leave a day earlier", "2027-02-12", "2027-02-18"),
        ("arrive a day later", "2027-02-13", "2027-02-19"),
        ("everything a day later", "2027-02-13", "2027-02-20"),
    ],
)
def test_a_stay_is_moved_from_the_days_of_its_flight(desk: Desk, text: str, start: str, end: str):
    known = stay_of(stay(desk, text, None, "refine_search", **TRIP))
    assert (known["check_in"], known["check_out"]) == (start, end)


def test_without_an_end_a_week_later_is_a_length(desk: Desk):
    assert days(flight(desk, "a week later", "return_date", "inform", depart_date="2027-02-12"))[1] == "2027-02-19"
    lone = flight(desk, "a day later", None, "inform", depart_date="2027-02-12", one_way=True)
    assert days(lone) == ("2027-02-13", None)
