"""Lengths of stay that belong to no date."""

from __future__ import annotations

from datetime import datetime

import pytest

from world.dates import find_dates, find_days

NOON = datetime(2026, 1, 1, 12)  # noqa: DTZ001 (the traveller's local time)


@pytest.mark.parametrize(
    ("text", "nights", "span"),
    [
        ("a flat in Porto for 6 nights", 6, "for 6 nights"),
        ("for about ten days please", 10, "for about ten days"),
        ("a week by the sea", 7, "a week"),
        ("two weeks in Crete", 14, "two weeks"),
        ("a fortnight away", 14, "a fortnight"),
        ("a long weekend in Graz", 3, "a long weekend"),
        ("a weekend in Graz", 2, "a weekend"),
        ("weekend trip to Graz", 2, "weekend"),
        ("a 9-night cruise", 9, "9-night"),
        ("a couple of nights", 2, "a couple of nights"),
        ("3 or 4 nights", 3, "3 or 4 nights"),
        ("one night only", 1, "one night"),
    ],
)
def test_length(text: str, nights: int, span: str) -> None:
    found = find_days(text, NOON).duration
    assert found is not None
    assert (found[0], text[found[1] : found[2]]) == (nights, span)


@pytest.mark.parametrize(
    "text",
    [
        "70 a night", "85.50 a night", "in 5 days", "3 days before christmas", "a week from tuesday",
        "5 nights in june", "from 2 may for a week", "a 6 year old", "a day trip", "a night train",
        "a 2 day pass", "twice a week", "the next 3 weeks", "this weekend", "0 nights", "999 weeks", "",
    ],
)  # fmt: skip
def test_no_length(text: str) -> None:
    assert find_days(text, NOON).duration is None


@pytest.mark.parametrize("text", ["5 nights in june", "from 2 may for a week"])
def test_a_date_that_claims_the_length_tells_it(text: str) -> None:
    assert find_dates(text, NOON)[0].nights is not None
