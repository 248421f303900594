"""Spans, flags and aware clocks of matches."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from world.dates import find_dates

NOW = datetime.fromisoformat("2026-11-22T10:00")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("a room from the 3rd to the 5th of june please", "from the 3rd to the 5th of june"),
        ("to Oslo on 9 april for a week with skis", "on 9 april for a week"),
        ("I stay until Friday then", "until Friday"),
        ("we need 4 nights starting 2 Feb in Graz", "4 nights starting 2 Feb"),
        ("Rome ☀ tomorrow", "tomorrow"),
        ("in Bonn, any Monday in May.", "any Monday in May"),
    ],
)
def test_span_takes_in_cue_words(text: str, span: str) -> None:
    (match,) = find_dates(text, NOW)
    assert match.text == span == text[match.start : match.end]


def test_a_pair_spans_the_words_between() -> None:
    (match,) = find_dates("leave Bonn on 2 May for Rome and come back on 8 May", NOW)
    assert match.text == "on 2 May for Rome and come back on 8 May"
    assert (match.kind, match.role) == ("range", None)


def test_full_stop_keeps_days_apart() -> None:
    out, back = find_dates("We leave on Tuesday. We are back on Thursday", NOW)
    assert (out.role, back.role) == ("out", "back")


def test_past_days_stay_where_they_were_said() -> None:
    (match,) = find_dates("14 may 2019", NOW)
    assert match.past
    assert match.first == date(2019, 5, 14)


def test_the_local_day_of_an_aware_clock_counts() -> None:
    late = datetime(2026, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=13)))
    assert find_dates("today", late)[0].first == date(2026, 12, 31)


@pytest.mark.parametrize("today", ["0001-01-01T00:00", "9999-12-31T23:59"])
@pytest.mark.parametrize(
    "text", ["yesterday", "tomorrow", "next month", "in 10 years", "at 8am", "easter", "29 feb", "2 jan"]
)
def test_the_ends_of_the_calendar_raise_nothing(today: str, text: str) -> None:
    for match in find_dates(text, datetime.fromisoformat(today)):
        assert match.last is None or match.last >= match.first
