"""Ages as an answer: "4 and 9", "four, and the baby is 20 months", "one is 4, the other one 9"."""

from __future__ import annotations

import re

from world.folding import fold
from world.numerals import count_of

_PRONOUN = re.compile(
    r"\b(?:the|other|older|younger|elder|bigger|smaller|big|little|small|first|second|last) one\b"
    r"|\bone(?=(?: (?:is|will|turns|just|of)|'s)\b)"
)
_AGE = re.compile(r"\b(\d{1,2}|[a-z]{3,9})\b(?:[\s-]*(months?|mths?|mos?|weeks?)\b)?")

_LATER = re.compile(r"\b(?:will|'ll|then|turn(?:s|ing)?|on the day|when we|at the time)\b")


def read_ages(text: str) -> list[int]:
    """The ages that ``text`` names, in full years; 20 months are 1. Empty when it names none."""
    ages: list[int] = []
    for said, unit in _AGE.findall(_PRONOUN.sub(" ", fold(text))):
        number = count_of(said)
        if number is not None and number <= 120:
            ages.append(number // 12 if unit.startswith("mo") else 0 if unit else number)
    return ages


def read_months_now(text: str) -> list[int]:
    """The ages in months that are those of today ("she is 20 months"), not of the journey ("will be", "by then")."""
    folded = fold(text)
    if _LATER.search(folded):
        return []
    said = (count_of(number) for number, unit in _AGE.findall(folded) if unit.startswith("mo"))
    return [number for number in said if number is not None]
