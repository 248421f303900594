"""Misspelt names are understood, their lookalikes are not."""

from __future__ import annotations

import pytest

from world.dates.vocabulary import MONTHS, WEEKDAYS, code_of


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("januray", "M1"), ("feburary", "M2"), ("febuary", "M2"), ("apirl", "M4"), ("agust", "M8"), ("setpember", "M9"),
        ("ocotber", "M10"), ("novemeber", "M11"), ("decemeber", "M12"), ("modnay", "W0"), ("tuseday", "W1"),
        ("wendesday", "W2"), ("thurday", "W3"), ("firday", "W4"), ("saterday", "W5"), ("sundya", "W6"),
        ("tommorow", "tomorrow"), ("tomorrrow", "tomorrow"), ("weekned", "weekend"), ("chirstmas", "christmas"),
    ],
)  # fmt: skip
def test_slips(word: str, code: str) -> None:
    assert code_of(word) == code


@pytest.mark.parametrize(
    "word",
    """match marsh mat mash marc parch maybe mayor julie jane sunny sundae sundry money monkey moon monaco wedding
    thirsty holiday someday everyday weekday borrow sorrow member remember ember christian christina augusta frida
    friends friendly satisfy saturn jury junk octopus novel decide decent apple appeal""".split(),
)
def test_lookalikes(word: str) -> None:
    assert code_of(word) == word


def test_right_spellings() -> None:
    assert [code_of(word) for word in MONTHS] == [f"M{number}" for number in range(1, 13)]
    assert [code_of(word) for word in WEEKDAYS] == [f"W{number}" for number in range(7)]
