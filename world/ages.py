"""Ages as an answer: "4 and 9", "four, and the baby is 20 months"."""

from __future__ import annotations

import re

from world.folding import fold
from world.numerals import count_of

_AGE = re.compile(r"\b(\d{1,2}|[a-z]{3,9})\b(?:\s*(months?|mos?|weeks?)\b)?")


def read_ages(text: str) -> list[int]:
    """The ages that ``text`` names, in full years; 20 months are 1. Empty when it names none."""
    ages: list[int] = []
    for said, unit in _AGE.findall(fold(text)):
        number = count_of(said)
        if number is not None and number <= 120:
            ages.append(number // 12 if unit.startswith("mo") else 0 if unit else number)
    return ages
