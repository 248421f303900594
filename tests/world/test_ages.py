"""Ages as an answer."""

from __future__ import annotations

import pytest

from world.ages import read_ages, read_months_now


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("4", [4]),
        ("4 and 9", [4, 9]),
        ("four and nine", [4, 9]),
        ("4, 9 & 11 years old", [4, 9, 11]),
        ("20 months", [1]),
        ("she is 8 weeks", [0]),
        ("four, and the baby is 20 months", [4, 1]),
        ("one is 4", [4]),
        ("one's 4, the other one 9", [4, 9]),
        ("the older one is seven, the younger one three", [7, 3]),
        ("one and three", [1, 3]),
        ("one", [1]),
        ("they are at school", []),
        ("", []),
    ],
)
def test_ages_are_read_in_full_years(text: str, ages: list[int]):
    assert read_ages(text) == ages


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("my toddler is 20 months", [20]),
        ("a 20-month-old and a baby of six months", [20, 6]),
        ("she will be 20 months", []),
        ("20 months by then", []),
        ("4 and 9", []),
    ],
)
def test_months_of_today(text: str, months: list[int]) -> None:
    assert read_months_now(text) == months
