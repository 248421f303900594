"""Hard wishes: each is computed for every destination, with how far a destination misses it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from recommender.columns import Columns
from recommender.degrees import degrees_said
from recommender.meaning import Meaning
from recommender.reach import ACROSS_WATER, hours_of, limit_said
from recommender.where import where
from recommender.wish import Wish
from travel.facts import Visa, visa_for
from travel.ports import CountryFacts
from world.folding import fold
from world.languages import find_languages, language_name
from world.places.ranking import distance_km

BANDS = {"hot": (27, 40), "warm": (20, 36), "mild": (13, 28), "cool": (6, 22), "cold": (-60, 8)}
"""Mean daily highs in °C for which a place can be called so."""
DRY = 8
"""Days with rain in a month that still is a dry one."""
SKI, BEACH = 0.4, 0.3
"""Strengths of tags from which one can ski, and from which there is a beach, if only by a lake."""
FROST = 2
"""Mean daily low in °C of a month in which snow stays on the slopes above a ski town."""
AT_HOME_KM = 60.0
"""Nobody needs an idea for where they start."""
DETOUR, ASIDE = 1.12, 0.2
"""How much longer a journey may become by a stop, and the share of it that lies behind and ahead at least."""
DEGREES, OVER, NEARBY_KM = 3.0, 0.1, 300.0
"""What is felt as one step away from a wish: °C, the share of the budget, and kilometres."""


@dataclass(frozen=True)
class Constraint:
    """``misses`` (n,) is 0 where the wish is met, else how far it is missed in steps that a traveller would notice."""

    name: str
    misses: np.ndarray
    values: Mapping[str, Any] = field(default_factory=dict)


def constraints(
    wish: Wish, meaning: Meaning, month: int, columns: Columns, facts: CountryFacts | None
) -> list[Constraint]:
    """Every hard wish; ``month`` is 1 to 12. Wishes that nothing was said of are not among them."""
    return [
        *_places(wish, columns),
        *_reach(wish, columns),
        *_climate(wish, meaning, month, columns),
        *_grounds(meaning, month, columns),
        *_money(wish, columns),
        *(_countries(wish, columns, facts) if facts else ()),
    ]


def _places(wish: Wish, columns: Columns) -> Iterator[Constraint]:
    if wish.country:
        yield Constraint("place", _unless(columns.countries == wish.country), {"country": wish.country})
    if wish.near:
        km = columns.km(*wish.near)
        yield Constraint("place", np.maximum(0, km - wish.near_km) / NEARBY_KM, {"km": wish.near_km})
    said = where(wish.text)
    if said.wanted or said.unwanted:
        here = np.isin(columns.countries, list(said.wanted)) | np.isin(columns.areas, list(said.wanted))
        there = np.isin(columns.countries, list(said.unwanted)) | np.isin(columns.areas, list(said.unwanted))
        countries = len(said.wanted) if all(len(code) == 2 for code in said.wanted) else 0
        yield Constraint("region", _unless((here | (not said.wanted)) & ~there), {"countries": countries})


def at_home(wish: Wish, columns: Columns) -> np.ndarray:
    """Whether each destination is where the journey starts, (n,)."""
    if wish.origin is None:
        return np.zeros(len(columns.lat), dtype=bool)
    near: np.ndarray = columns.km(wish.origin.lat, wish.origin.lon) < AT_HOME_KM
    return near


def _reach(wish: Wish, columns: Columns) -> Iterator[Constraint]:
    limit = limit_said(wish.text)
    if limit is None or wish.origin is None:
        return
    under_way = hours_of(columns.km(wish.origin.lat, wish.origin.lon), limit.by)
    misses = np.maximum(0, under_way - limit.hours)
    if limit.by != "flight":
        # No car drives to an island; as bad as any distance.
        misses = misses + np.where(columns.has_kind(ACROSS_WATER), 100.0, 0.0)
    yield Constraint(limit.by, misses, {"origin": wish.origin.name})


def on_the_way(wish: Wish, ends: Sequence[Sequence[int]], columns: Columns) -> list[Constraint]:
    """Where a long journey may be broken: without much of a detour, and neither near its start nor near its end."""
    points = [(float(columns.lat[rows].mean()), float(columns.lon[rows].mean())) for rows in map(list, ends) if rows]
    start = (wish.origin.lat, wish.origin.lon) if wish.origin else points[0] if len(points) > 1 else None
    if start is None or not points:
        return []
    out, on = columns.km(*start), columns.km(*points[-1])
    whole = distance_km(*start, *points[-1])
    detour = np.maximum(0, (out + on) / max(whole, 1.0) - DETOUR) / OVER
    beside = np.where(np.minimum(out, on) < ASIDE * whole, 1.0, 0.0) + _unless(columns.has_kind(("city", "capital")))
    return [Constraint("on_the_way", detour + beside)]


def _climate(wish: Wish, meaning: Meaning, month: int, columns: Columns) -> Iterator[Constraint]:
    high, rain = columns.high[:, month - 1], columns.rain[:, month - 1]
    exact = degrees_said(wish.text)
    if exact is not None:
        yield Constraint("climate", np.maximum(np.maximum(exact.low - high, high - exact.high), 0) / DEGREES)
    for word in sorted(meaning.named.climate):
        if word in BANDS:
            low, top = BANDS[word]
            yield Constraint("climate", np.maximum(np.maximum(low - high, high - top), 0) / DEGREES, {"word": word})
        else:
            yield Constraint("dry", np.maximum(0, rain - DRY) / DEGREES)


def _grounds(meaning: Meaning, month: int, columns: Columns) -> Iterator[Constraint]:
    if "beach" in meaning.named.tags and "beach" in meaning.tags and "lakes" not in meaning.named.tags:
        yield Constraint("sea", _unless(columns.sea | (columns.tag("beach") >= BEACH)))
    if "ski" in meaning.named.tags and "ski" in meaning.tags:
        yield Constraint("snow", _unless((columns.tag("ski") >= SKI) & (columns.low[:, month - 1] <= FROST)))


def _money(wish: Wish, columns: Columns) -> Iterator[Constraint]:
    """What the days there cost at the lowest comfort; the journey is added where fares are known."""
    if wish.budget is not None:
        yield Constraint("budget", _over_budget(columns.cost * (wish.days or 1), float(wish.budget)))
    if wish.a_day is not None:
        yield Constraint("a_day", _over_budget(columns.cost, float(wish.a_day)))


def _over_budget(cost: np.ndarray, most: float) -> np.ndarray:
    """How far ``cost`` misses a budget."""
    misses: np.ndarray = np.maximum(0, cost - most) / max(most * OVER, 1.0)
    return misses


def _countries(wish: Wish, columns: Columns, facts: CountryFacts) -> Iterator[Constraint]:
    passport = passport_wished(wish)
    if passport:
        free = _by_country(columns, partial(_free_for, facts, passport))
        yield Constraint("visa", _unless(free), {"passport": passport})
    for language in languages_wished(wish.text):
        spoken = _by_country(columns, partial(_spoken_in, facts, language))
        yield Constraint("language", _unless(spoken), {"language": language_name(language) or language})


def passport_wished(wish: Wish) -> str | None:
    """Whose passport must do without a visa, at a guess that of where the journey starts; None where nobody asked."""
    if not _NO_VISA.search(wish.text.casefold()):
        return None
    return wish.passport or (wish.origin.country if wish.origin else None)


def _free_for(facts: CountryFacts, passport: str, country: str) -> bool:
    """Whether holders of a passport surely need no visa in advance for a short visit."""
    known = facts.country(country)
    free = known is not None and visa_for(known.entry, country, passport) in (Visa.FREE, Visa.AT_HOME)
    return free and country != passport  # who speaks of visas wants to go abroad


def _spoken_in(facts: CountryFacts, language: str, country: str) -> bool:
    """Whether a language (ISO 639) is among those of a country."""
    known = facts.country(country)
    return known is not None and language in known.languages


def languages_wished(text: str) -> list[str]:
    """The languages (ISO 639) that the wish wants spoken there."""
    folded = fold(text)
    found = find_languages(text)
    wished = [code for start, end, code in found if _SPEAK.search(folded[:start]) or _SPOKEN.match(folded[end:])]
    return list(dict.fromkeys(wished))


_NO_VISA = re.compile(
    r"\b(?:no|without(?: a| any)?|don't need a|do not need a|needs? no|free of) visas?\b|\bvisa[- ]?free\b"
)


_SPEAK = re.compile(
    r"\b(?:speaks?|speaking|spoken|understands?|(?:get by|get along) (?:in|with|on)|(?:use|practi[sc]e|learn|improve|"
    r"try|brush up)(?: on)?(?: my| our| some| your)?)(?: some| good| mostly| bad)? $"
)
_SPOKEN = re.compile(r"[ -](?:speaking|spoken|(?:is|gets) (?:\w+ )?(?:spoken|understood))\b")


def _by_country(columns: Columns, holds: Callable[[str], bool]) -> np.ndarray:
    codes, of = np.unique(columns.countries, return_inverse=True)
    held: np.ndarray = np.array([holds(str(code)) for code in codes])[of]
    return held


def _unless(met: np.ndarray) -> np.ndarray:
    misses: np.ndarray = np.where(met, 0.0, 1.0)
    return misses


def met(found: Sequence[Constraint], count: int) -> np.ndarray:
    """Whether each of ``count`` destinations meets every hard wish."""
    every = np.ones(count, dtype=bool)
    for one in found:
        every &= one.misses == 0
    return every


def nearest(
    found: Sequence[Constraint], scores: np.ndarray, among: np.ndarray
) -> tuple[int, tuple[Constraint, ...]] | None:
    """The destination that misses the fewest hard wishes, by the least, and the wishes that it misses.

    ``among`` (n,) says which may be taken; None when there is none.
    """
    if not among.any():
        return None
    misses = np.stack([one.misses for one in found])
    order = np.lexsort((-scores, misses.sum(axis=0), (misses > 0).sum(axis=0)))
    row = next(int(one) for one in order if among[one])
    return row, tuple(one for one in found if one.misses[row] > 0)
