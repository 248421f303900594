"""Days moved against those that are known."""

from __future__ import annotations

import pytest

from world.shifts import find_shift


@pytest.mark.parametrize(
    ("text", "edge", "days"),
    [
        ("one night longer", "end", 1),
        ("can we stay one night longer?", "end", 1),
        ("2 more nights", "end", 2),
        ("two extra days please", "end", 2),
        ("another night", "end", 1),
        ("make it a week longer", "end", 7),
        ("extend the stay by 3 nights", "end", 3),
        ("a night less", "end", -1),
        ("two fewer nights", "end", -2),
        ("shorten it by a day", "end", -1),
        ("a day earlier", "both", -1),
        ("one week later", "both", 7),
        ("push the trip back by a week", "both", 7),
        ("bring the trip forward by two days", "both", -2),
        ("postpone it by two days", "both", 2),
        ("leave a day earlier", "leave", -1),
        ("could we fly out two days later", "start", 2),
        ("come back a day later", "end", 1),
        ("return 2 days sooner", "end", -2),
    ],
)
def test_what_moves_and_how_far(text: str, edge: str, days: int) -> None:
    found = find_shift(text)
    assert found is not None
    assert found.as_dict() == {"edge": edge, "days": days}


@pytest.mark.parametrize(
    "text",
    [
        "3 nights",
        "2 nights or more",
        "not more than 2 nights",
        "two hours later",
        "an hour earlier",
        "2 days later than that",
        "leave later",
        "a week in May",
        "two more people",
        "one more",
        "",
    ],
)
def test_what_moves_nothing(text: str) -> None:
    assert find_shift(text) is None
