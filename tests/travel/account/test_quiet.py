"""Hours in which nothing is written that was not asked for, by the traveller's own clocks."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from travel.account.quiet import is_muted, parse_hours, quiet_until

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("22-8", (time(22), time(8))),
        ("09-17", (time(9), time(17))),
        ("22:30-7:15", (time(22, 30), time(7, 15))),
        ("0-23:59", (time(0), time(23, 59))),
        ("off", None),
    ],
)
def test_hours_as_they_are_written(written: str, hours: tuple[time, time] | None):
    assert parse_hours(written) == hours


@pytest.mark.parametrize(
    "written", ["", "8", "24-8", "22-8-9", "22:60-8", "8-8", "8:00-8", "22 - 8", "-1-8", "22-8 ", "OFF"]
)
def test_other_words_are_no_hours(written: str):
    with pytest.raises(ValueError, match="must"):
        parse_hours(written)


def at(zone: str, *when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("zone", "hours", "now", "until"),
    [
        # From ten to eight where nothing else was said, by the clocks there.
        ("Europe/Berlin", None, (2026, 11, 22, 23, 30), (2026, 11, 23, 8)),
        ("Europe/Berlin", None, (2026, 11, 23, 3, 0), (2026, 11, 23, 8)),
        ("Europe/Berlin", None, (2026, 11, 22, 22, 0), (2026, 11, 23, 8)),
        ("Europe/Berlin", None, (2026, 11, 23, 8, 0), None),
        ("Europe/Berlin", None, (2026, 11, 22, 21, 59), None),
        ("Asia/Tokyo", None, (2026, 11, 23, 1, 0), (2026, 11, 23, 8)),
        ("America/Los_Angeles", None, (2026, 11, 22, 12, 0), None),
        ("Asia/Kathmandu", "21:30-7:15", (2026, 11, 22, 22, 0), (2026, 11, 23, 7, 15)),
        # Within one day.
        ("Europe/Berlin", "12-14", (2026, 11, 22, 13, 0), (2026, 11, 22, 14)),
        ("Europe/Berlin", "12-14", (2026, 11, 22, 23, 0), None),
        # Clocks go forward at two: the night is an hour shorter; back at three: an hour longer.
        ("Europe/Berlin", None, (2027, 3, 27, 23, 0), (2027, 3, 28, 8)),
        ("Europe/Berlin", None, (2027, 10, 30, 23, 0), (2027, 10, 31, 8)),
        ("America/New_York", None, (2027, 3, 13, 23, 0), (2027, 3, 14, 8)),
    ],
)
def test_the_end_of_the_quiet_hours(zone: str, hours: str | None, now: tuple[int, ...], until: tuple[int, ...] | None):
    wishes = {} if hours is None else {"quiet_hours": hours}
    expected = None if until is None else at(zone, *until)
    assert quiet_until(wishes, "reminder", zone, at(zone, *now)) == expected


def test_the_night_in_which_clocks_change_lasts_as_long_as_it_does():
    begins = at("Europe/Berlin", 2027, 3, 27, 22)
    until = quiet_until({}, "price", "Europe/Berlin", begins)
    assert until is not None
    assert until - begins == timedelta(hours=9)
    longer = at("Europe/Berlin", 2027, 10, 30, 22)
    until = quiet_until({}, "price", "Europe/Berlin", longer)
    assert until is not None
    assert until - longer == timedelta(hours=11)


def test_an_hour_that_comes_twice_is_quiet_both_times_and_one_that_is_left_out_ends_when_it_would_have():
    wishes = {"quiet_hours": "2:15-2:45"}
    first = at("Europe/Berlin", 2027, 10, 31, 2, 20)
    assert quiet_until(wishes, "price", "Europe/Berlin", first) is not None
    left_out = {"quiet_hours": "22-2:30"}
    assert quiet_until(left_out, "price", "Europe/Berlin", at("Europe/Berlin", 2027, 3, 28, 1, 59)) == datetime(
        2027, 3, 28, 1, 30, tzinfo=UTC
    )


def test_late_answers_and_who_wants_none_have_no_quiet_hours():
    night = at("Europe/Berlin", 2026, 11, 23, 1, 0)
    assert quiet_until({}, "answer", "Europe/Berlin", night) is None
    assert quiet_until({"quiet_hours": "off"}, "price", "Europe/Berlin", night) is None


@pytest.mark.parametrize("zone", ["", "Nowhere/Town", "../etc/passwd", "\x00"])
def test_an_unknown_zone_is_taken_for_utc(zone: str):
    night = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    assert quiet_until({}, "price", zone, night) == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert quiet_until({}, "price", zone, night - timedelta(hours=1, seconds=1)) is None


def test_only_what_can_be_muted_is():
    wishes = {"mute": ["reminder", "answer"]}
    assert [is_muted(wishes, kind) for kind in ("reminder", "price", "booking", "answer")] == [
        True,
        False,
        False,
        False,
    ]
    assert not is_muted({}, "reminder")
