"""Ages as an answer: "4 and 9", "four, and the baby is 20 months", "one is 4, the other one 9"."""

from __future__ import annotations

import re

from world.folding import fold
from world.numerals import count_of

_PRONOUN = re.compile(
    r"\b(?:the|other|older|younger|elder|bigger|smaller|big|little|small|first|second|last) one\b"
    r"|\bone(?=(?: (?:is|will|turns|just|of)|'s)\b)"
)
_AGE = re.compile(r"\b(\d{1,2}|[a-z]{3,9})\b(?:\s*(months?|mos?|weeks?)\b)?")


def read_ages(text: str) -> list[int]:
    """The ages that ``text`` names, in full years; 20 months are 1. Empty when it names none."""
    ages: list[int] = []
    for said, unit in _AGE.findall(_PRONOUN.sub(" ", fold(text))):
        number = count_of(said)
        if number is not None and number <= 120:
            ages.append(number // 12 if unit.startswith("mo") else 0 if unit else number)
    return ages
