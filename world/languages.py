"""Names of languages in a text."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from world.folding import fold

_TABLE = Path(__file__).parent / "data" / "languages.csv"
_LAST_WORD = re.compile(r"\b(?:in|into|to) (\w{5,})\W*$")
_SLIP = 0.93
"""Jaro-Winkler similarity from which a word after "in" is a mistyped language."""


def find_languages(text: str) -> list[tuple[int, int, str]]:
    """Languages named in ``text``: (start, end, ISO 639 code), left to right; a slip is seen after "in" at the end."""
    folded = fold(text)
    found = [(match.start(), match.end(), _codes()[match[0]]) for match in _pattern().finditer(folded)]
    last = _LAST_WORD.search(folded)
    if not found and last:
        near = process.extractOne(last[1], _codes().keys(), scorer=JaroWinkler.similarity, score_cutoff=_SLIP)
        found = [(last.start(1), last.end(1), _codes()[near[0]])] if near else []
    return found


def language_name(code: str) -> str | None:
    """The English name of a language; None when the table has none."""
    return _names().get(code)


@lru_cache(maxsize=1)
def _rows() -> list[dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in _rows()}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {fold(name): row["code"] for row in _rows() for name in [row["name"], *row["others"].split("|")] if name}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = sorted(_codes(), key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, names))})(?![\w'])")
