"""Bare days in the light of a trip that is known."""

from __future__ import annotations

from datetime import date

import pytest

from world.anchoring import anchored, anchored_window

# Today is 22 November 2026: what a bare day means without a trip.
TRIP = date(2027, 2, 12)


@pytest.mark.parametrize(
    ("phrase", "day", "after", "moved"),
    [
        ("the 20th", date(2026, 12, 20), True, date(2027, 2, 20)),
        ("the 10th", date(2026, 12, 10), True, date(2027, 3, 10)),
        ("the 10th", date(2026, 12, 10), False, date(2027, 2, 10)),
        ("the 31st", date(2026, 12, 31), True, date(2027, 3, 31)),
        ("from the 14th to the 16th", date(2026, 12, 14), False, date(2027, 2, 14)),
        ("Sunday", date(2026, 11, 29), True, date(2027, 2, 14)),
        ("Friday", date(2026, 11, 27), True, date(2027, 2, 19)),
        ("Friday", date(2026, 11, 27), False, date(2027, 2, 12)),
        ("Wednesday", date(2026, 11, 25), False, date(2027, 2, 10)),
        ("Friday to Sunday", date(2026, 11, 27), False, date(2027, 2, 12)),
        ("the 20th for two weeks", date(2026, 12, 20), False, date(2027, 2, 20)),
    ],
)
def test_a_bare_day_is_a_day_of_the_trip(phrase: str, day: date, after: bool, moved: date):
    assert anchored(phrase, day, TRIP, after=after) == moved


@pytest.mark.parametrize("phrase", ["20 December", "tomorrow", "in two weeks", "20.12.", "next week", "Christmas"])
def test_a_day_that_says_its_month_stays(phrase: str):
    assert anchored(phrase, date(2026, 12, 20), TRIP, after=False) == date(2026, 12, 20)


def test_a_start_is_never_moved_into_the_past():
    """The trip is planned for the 28th; "the 10th" is the 10th to come, not the one twelve days ago."""
    assert anchored("the 10th", date(2026, 12, 10), date(2026, 11, 28), after=False) == date(2026, 12, 10)
    assert anchored("Friday", date(2026, 11, 27), date(2026, 11, 23), after=False) == date(2026, 11, 27)


def test_the_middle_of_the_month_is_of_the_month_of_the_trip():
    first, last = date(2026, 12, 11), date(2026, 12, 20)
    assert anchored_window("the middle of the month", first, last, TRIP) == (date(2027, 2, 11), date(2027, 2, 20))
    assert anchored_window("mid December", first, last, TRIP) == (first, last)
