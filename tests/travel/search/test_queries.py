"""Searches that cannot be are refused by name, at the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from travel.errors import BadQuery
from travel.party import Party
from travel.search.queries import MAX_DAYS_AHEAD, MAX_NIGHTS, FlightQuery, StayQuery

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
FLIGHT = FlightQuery(("BER",), ("LIS",), date(2027, 2, 12), date(2027, 2, 19), Party(2))
STAY = StayQuery("gn:1", "Lisbon", "PT", 38.7, -9.1, "Europe/Lisbon", date(2027, 2, 12), date(2027, 2, 19), Party(2))


def problem(query: FlightQuery | StayQuery) -> str | None:
    try:
        query.check(TODAY)
    except BadQuery as refusal:
        return refusal.problem
    return None


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, None),
        ({"back": None}, None),
        ({"back": date(2027, 2, 12)}, None),
        ({"back": date(2027, 2, 11)}, "back_before_out"),
        ({"depart": TODAY, "back": None}, None),
        ({"depart": TODAY - DAY}, "in_the_past"),
        ({"depart": TODAY + MAX_DAYS_AHEAD * DAY, "back": None}, None),
        ({"depart": TODAY + (MAX_DAYS_AHEAD + 1) * DAY, "back": None}, "too_far_ahead"),
        ({"back": TODAY + (MAX_DAYS_AHEAD + MAX_NIGHTS) * DAY}, None),
        ({"back": TODAY + (MAX_DAYS_AHEAD + MAX_NIGHTS + 1) * DAY}, "too_far_ahead"),
        ({"origin": ()}, "no_airport"),
        ({"destination": ()}, "no_airport"),
        ({"destination": ("OPO", "BER")}, "same_place"),
    ],
)
def test_flights(changes: dict, refusal: str | None):
    assert problem(replace(FLIGHT, **changes)) == refusal


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, None),
        ({"check_in": TODAY, "check_out": TODAY + DAY}, None),
        ({"check_in": TODAY - DAY}, "in_the_past"),
        ({"check_out": date(2027, 2, 12)}, "no_night"),
        ({"check_out": date(2027, 2, 11)}, "back_before_out"),
        ({"check_out": date(2027, 2, 12) + MAX_NIGHTS * DAY}, None),
        ({"check_out": date(2027, 2, 12) + (MAX_NIGHTS + 1) * DAY}, "too_many_nights"),
        ({"rooms": 2}, None),
        ({"rooms": 3}, "too_many_rooms"),
        ({"rooms": 0}, "too_many_rooms"),
        ({"check_in": TODAY + 361 * DAY, "check_out": TODAY + 362 * DAY}, "too_far_ahead"),
    ],
)
def test_stays(changes: dict, refusal: str | None):
    assert problem(replace(STAY, **changes)) == refusal


def test_nights_are_counted_by_the_calendar():
    assert STAY.nights == 7
    assert replace(STAY, check_in=date(2027, 3, 27), check_out=date(2027, 3, 29)).nights == 2
