"""Adjectives of countries: whose passport or plug ("as an Indian"), which country's visa or money ("Turkish visa")."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from world.folding import fold

_TABLE = Path(__file__).parent / "data" / "demonyms.csv"
_PERSON = (
    r"(?:passports?|citizens?|citizenship|nationals?|nationality|subjects?|people|persons?|tourists?|travell?ers?|"
    r"visitors?|famil(?:y|ies)|couple|guy|girl|man|woman|student|resident|id|identity cards?|holders?)"
)
_OWNED = r"(?:plugs?|plug in|chargers?|devices?|adapt[eo]rs?|hair ?dryers?|appliances?|laptops?|phones?|shavers?)"
_COUNTRYS = (
    r"(?:e-?visas?|visas?|embass(?:y|ies)|consulates?|borders?|immigration|money|currency|banknotes?|coins?|sockets?|"
    r"outlets?|voltage|tap|water|time|police|emergency|law|entry|eta|rules)"
)
_AFTER_PERSON = re.compile(rf" (?:and [a-z]+ )?{_PERSON}\b")
_AFTER_OWNED = re.compile(rf" (?:\w+ )?{_OWNED}\b")
_AFTER_COUNTRYS = re.compile(rf" (?:(?:tourist|student|transit|business|work|electronic|local) )?{_COUNTRYS}\b")
_BEFORE_PERSON = re.compile(
    r"(?:\b(?:as|i'm|i am|im|am|we're|we are|he's|he is|she's|she is|they are|they're|is|are|being) (?:an? )?"
    r"|\b(?:my|our|a|an|with|hold|have|for|do|does|can|may|would|as) )$"
)
_FROM = re.compile(
    r"\b(?:i'?m|i am|am|we'?re|are|is|he'?s|she'?s|people|someone|somebody|anyone|everyone|citizens?|nationals?|"
    r"passports?|visitors?|tourists?|travell?ers?|comes?|coming)(?: originally)? (?:from|of) (?:the )?$"
)
_SHY = frozenset(
    "us|pole|poles|finn|eu|uk|english|usa|u.s.|polish|swede|dane|new zealand|hong kong|liechtenstein".split("|")
)
"""Words with another meaning, and countries; they count only beside a word such as "passport" or "plug"."""


@dataclass(frozen=True)
class Demonym:
    """A country's adjective or people at ``text[start:end]``.

    ``use`` is "person" for a traveller's own, "thing" for what they bring, "country" for what is the country's.
    """

    start: int
    end: int
    country: str  # ISO 3166 alpha-2, or "EU"
    use: str  # empty where nothing tells


def find_demonyms(text: str) -> list[Demonym]:
    """The nationalities named in ``text``, left to right."""
    folded = fold(text)
    found = []
    for match in _pattern().finditer(folded):
        use = _use(folded, match)
        if use or match[0] not in _SHY:
            found.append(Demonym(match.start(), match.end(), _codes()[match[0]], use))
    return found


def nationality_of(text: str) -> str | None:
    """The passport that the traveller says to hold (ISO 3166 alpha-2, or "EU"); None when none is named."""
    named = [one for one in find_demonyms(text) if one.use == "person"]
    return named[0].country if named else None


def adjective(country: str) -> str | None:
    """``German`` for "DE", ``EU`` for "EU"; None for a country without one in the table."""
    return _adjectives().get(country)


def is_home(text: str, start: int) -> bool:
    """Whether the place at ``start`` is where somebody comes from: "I'm from India", "citizens of Brazil"."""
    return _FROM.search(fold(text)[:start]) is not None


def _use(folded: str, match: re.Match[str]) -> str:
    after, before = folded[match.end() :], folded[: match.start()]
    if _AFTER_COUNTRYS.match(after):
        return "country"
    if _AFTER_PERSON.match(after):
        return "person"
    if _AFTER_OWNED.match(after):
        return "thing"
    plural = match[0] in _people()
    return "person" if match[0] not in _SHY and (plural or _BEFORE_PERSON.search(before)) else ""


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["country"]: row["words"].partition("|")[0] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {fold(word): row["country"] for row in csv.DictReader(file) for word in row["words"].split("|")}


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    """Words that mean people and nothing else: "Germans", "Spaniards"."""
    known = _codes()
    return frozenset(word for word in known if word.endswith("s") and word[:-1] in known) | {"spaniards", "britons"}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = sorted(_codes(), key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, words))})(?![\w'])")
