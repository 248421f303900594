"""Where a wish wants to go, and where not: continents, regions of the world and countries named in its words."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from recommender.catalogue import Destination
from world.folding import fold
from world.regions import region_countries

_WORLD = Path(__file__).resolve().parents[1] / "world" / "data"

_EUROPE = "northern_europe western_europe southern_europe eastern_europe"
_AFRICA = "north_africa west_africa east_africa southern_africa"
_ASIA = "central_asia south_asia southeast_asia east_asia"
_REGIONS: tuple[tuple[str, str, str], ...] = (
    ("europe|european union", _EUROPE, ""),
    ("(?:northern|north) europe", "northern_europe", ""),
    ("(?:western|west) europe", "western_europe", "GB IE"),
    ("(?:southern|south) europe", "southern_europe", ""),
    ("(?:eastern|east) europe", "eastern_europe", "EE LV LT RS BA AL"),
    ("central europe", "", "AT CH CZ DE HU PL SI SK"),
    ("scandinavia", "", "DK NO SE"),
    ("(?:the )?nordics?(?: countries)?", "", "DK FI IS NO SE"),
    ("(?:the )?baltics?(?: states| countries)?", "", "EE LT LV"),
    ("(?:the )?balkans?(?: countries)?", "", "AL BA BG GR HR ME MK RO RS SI XK"),
    ("(?:the )?benelux", "", "BE LU NL"),
    ("(?:the )?caucasus", "", "AM AZ GE"),
    ("(?:the )?iberian? peninsula|iberia", "", "ES PT"),
    ("(?:the )?british isles", "", "GB IE"),
    ("asia", _ASIA, ""),
    ("south[ -]?east(?:ern)? asia|indochina", "southeast_asia", ""),
    ("(?:eastern|east) asia|(?:the )?far east", "east_asia", ""),
    ("(?:southern|south) asia|indian subcontinent", "south_asia", ""),
    ("central asia|silk road", "central_asia", ""),
    ("(?:the )?(?:middle|near) east|(?:the )?gulf states", "middle_east", ""),
    ("africa", _AFRICA, ""),
    ("(?:northern|north) africa|maghreb", "north_africa", ""),
    ("(?:western|west) africa", "west_africa", ""),
    ("(?:eastern|east) africa", "east_africa", ""),
    ("southern africa", "southern_africa", ""),
    ("sub-?saharan africa|black africa", "west_africa east_africa southern_africa", ""),
    ("(?:north|northern) america", "north_america", ""),
    ("south america", "south_america", ""),
    ("central america", "central_america", ""),
    ("latin america", "south_america central_america", "MX CU DO PR"),
    ("(?:the )?americas", "north_america central_america south_america caribbean", ""),
    ("(?:the )?caribbean(?: islands)?|west indies", "caribbean", ""),
    ("oceania|australasia|down under", "oceania", ""),
    ("(?:the )?south pacific|polynesia|south seas?", "", "FJ PF WS TO VU NC CK"),
)
_NAMES_TOO = {
    "US": "usa|america|(?:the )?states|united states of america",
    "GB": "uk|u\\.k\\.|britain|great britain|england|scotland|wales",
    "AE": "uae|emirates",
    "CZ": "czech republic",
    "TR": "turkiye",
    "NL": "holland|(?:the )?netherlands",
    "KR": "korea",
    "CV": "cabo verde",
    "BA": "bosnia",
}
_ADJECTIVES = {
    "european": _EUROPE, "asian": _ASIA, "african": _AFRICA, "caribbean": "caribbean",
    "south american": "south_america", "scandinavian": "DK NO SE", "nordic": "DK FI IS NO SE",
    "balkan": "AL BA BG GR HR ME MK RO RS SI XK", "baltic": "EE LT LV",
}  # fmt: skip
_PLACES = (
    r"(?= (?:\w+ )?(?:islands?|isles?|coasts?|riviera|seaside|beach(?:es)?|cit(?:y|ies)|capitals?|towns?|villages?|"
    r"lakes?|alps|mountains|countryside|resorts?|national parks?|destinations?|countr(?:y|ies)|holidays?|break)\b)"
)
"""An adjective tells where only before a word for a place: "Greek islands", but not "Thai food"."""

_NOT = (
    r"\b(?:not|no|outside|beyond|except|but|excluding|without|avoid(?:ing)?|instead of|rather than|other than|leave|"
    r"apart from|away from|out of)(?: (?:in|to|of|for|from|anywhere|again|going|the))*$"
)
_ELSEWHERE = (
    r"\b(?:from|like|similar to|such as|as in|liked|loved|enjoyed|been (?:to|in)|was in|were in|went to|visited|seen|"
    r"saw|did|know|live in|living in|based in|back in|home in|flying out of)(?: (?:the|all of|all over|most of))*$"
)


BETWEEN = re.compile(
    r"\b(?:(?:on (?:the|our|my) (?:long )?(?:way|flight|journey|trip)|(?:break|split) (?:the|our|my) \w+|"
    r"stop ?overs?|lay ?overs?)(?: \w+){0,4}? )(?:from [\w ]{3,30}? )?(?:to|between) (?:[\w ]{3,30}? and )?"
    r"\w+(?: (?:Zealand|Africa|Kong|Lanka))?",
    re.I,
)
"""The ends of a long journey, when somebody looks for where to break it."""


@dataclass(frozen=True)
class Where:
    """``wanted`` and ``unwanted`` are areas of the catalogue and ISO codes of countries; nothing wanted is anywhere."""

    wanted: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()

    def allows(self, destination: Destination) -> bool:
        """Whether the destination lies where the wish wants to go."""
        here = {destination.area, destination.country}
        return bool(not self.wanted or here & self.wanted) and not here & self.unwanted


def where(text: str) -> Where:
    """The continents, regions of the world and countries that ``text`` wants and does not want.

    Those between which a journey is broken are neither. A later sentence that wants some takes the place of earlier
    ones.
    """
    wanted: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()
    for sentence in re.split(r"[.;!?]+\s", BETWEEN.sub(" ", text)):
        yes, no = _said(sentence)
        wanted = yes or wanted
        unwanted = (unwanted - yes) | no
    return Where(wanted, unwanted)


def bounds_of(place: Mapping[str, Any] | None) -> tuple[str | None, tuple[float, float] | None]:
    """The country and the point around which a wish for this place (in the shape of its slot) is kept.

    Neither for a region of the world, which the words of the wish name.
    """
    if place is None:
        return None, None
    if place["kind"] == "country":
        return place["country"], None
    if where(place["name"]).wanted:
        return None, None
    only = place["kind"] == "region" and len(region_countries(place["id"])) == 1
    return place["country"] if only else None, (place["lat"], place["lon"])


def _said(sentence: str) -> tuple[frozenset[str], frozenset[str]]:
    wanted: set[str] = set()
    unwanted: set[str] = set()
    before = "", 0
    for start, end, codes in _found(sentence):
        left = fold(sentence[:start]).rstrip()
        joined = before[1] and re.fullmatch(
            r"\s*(?:,|and|or|nor|/|&)+\s*(?:in |to |the )?", sentence[before[1] : start]
        )
        kind = before[0] if joined else _kind(left)
        if kind != "elsewhere":
            (unwanted if kind == "not" else wanted).update(codes)
        before = kind, end
    return frozenset(wanted - unwanted), frozenset(unwanted)


def _kind(left: str) -> str:
    if re.search(_NOT, left):
        return "not"
    return "elsewhere" if re.search(_ELSEWHERE, left) else "wanted"


def _found(sentence: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Names with their codes, left to right; a longer name hides the shorter one inside."""
    taken = 0
    for match in _pattern().finditer(sentence):
        if match.start() >= taken and match.lastgroup and _is_name(match):
            taken = match.end()
            yield match.start(), match.end(), _codes()[match.lastgroup.partition("_")[0]]


def _is_name(match: re.Match[str]) -> bool:
    """The United States are not us."""
    return match.group() != "us"


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, frozenset[str]], ...]:
    """Patterns with their codes, the longest first."""
    found = [(words, frozenset(f"{areas} {countries}".split())) for words, areas, countries in _REGIONS]
    found += [(words, frozenset({code})) for code, words in _NAMES_TOO.items()]
    found += [(re.escape(row["name"]), frozenset({row["country"]})) for row in _rows("countries.csv")]
    found += [("US", frozenset({"US"}))]
    found += [(f"(?:{words}){_PLACES}", frozenset(codes.split())) for words, codes in _ADJECTIVES.items()]
    found += [
        (f"(?:{'|'.join(map(re.escape, row['words'].split('|')))}){_PLACES}", frozenset({row["country"]}))
        for row in _rows("demonyms.csv")
        if row["country"] != "EU"
    ]
    return tuple(sorted(found, key=lambda entry: (-len(entry[0].split(_PLACES)[0]), entry[0])))


@lru_cache(maxsize=1)
def _codes() -> dict[str, frozenset[str]]:
    return {f"n{number}": codes for number, (_, codes) in enumerate(_table())}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """All names in one; at a word only those that have one with its first letter are tried, or it takes long."""
    beginning: dict[str, list[str]] = {}
    for number, (words, _) in enumerate(_table()):
        for letter in sorted(set(re.findall(r"(?<![^\W\d_])[^\W\d_]", words.split(_PLACES)[0].casefold()))):
            beginning.setdefault(letter, []).append(f"(?P<n{number}_{letter}>{words})")
    names = "|".join(f"(?={letter})(?:{'|'.join(found)})" for letter, found in sorted(beginning.items()))
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w])", re.I)


def _rows(name: str) -> list[dict[str, str]]:
    with (_WORLD / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
