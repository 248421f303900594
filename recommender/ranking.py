"""How well each destination answers a wish: what it must meet, what it should, and variety among the best."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

from recommender.catalogue import Destination
from recommender.lexicon import Meaning
from recommender.reach import hours, within
from recommender.wish import Wish

WEIGHTS = {
    "meaning": 0.34,
    "tags": 0.26,
    "words": 0.08,
    "audience": 0.08,
    "climate": 0.14,
    "season": 0.04,
    "distance": 0.06,
}
"""Share of each part in the score; they add up to 1."""
LEARNED = {"taste": 0.2, "like": 0.5}
"""What likes and dislikes, and "more like this", take of the score for themselves when there are any."""
SAME_COUNTRY = 0.06
"""What a further destination of the same country loses, so that the list is varied."""
EARTH_KM = 6371.0
COMFORT = {"hot": (29, 38), "warm": (21, 31), "mild": (16, 25), "cool": (10, 20), "cold": (-20, 5)}
"""Mean daily highs in °C that each word of a wish means."""
DRY_DAYS = 6
WRONG_CLIMATE = 0.35
"""Below this a place is not warm, cold or dry in any sense of the word."""


def allowed(destination: Destination, wish: Wish, meaning: Meaning, month: int) -> bool:
    """Whether every hard wish is met: place, distance, cost, climate of the month, snow, sea."""
    if meaning.climate and climate_fit(destination, meaning, month) < WRONG_CLIMATE:
        return False
    if wish.country and destination.country != wish.country:
        return False
    if not meaning.where.allows(destination):
        return False
    if meaning.limit and wish.origin and not within(meaning.limit, wish.origin, destination):
        return False
    if wish.near and distance_km(*wish.near, destination.lat, destination.lon) > wish.near_km:
        return False
    if wish.budget is not None and cost(destination, wish) > wish.budget:
        return False
    if "ski" in meaning.tags and destination.tags.get("ski", 0) < 0.4:
        return False
    coastal = destination.climate.sea is not None or destination.tags.get("beach", 0) >= 0.3
    return coastal or "beach" not in meaning.tags


def cost(destination: Destination, wish: Wish) -> Decimal:
    """EUR per person for the stay at the lowest comfort; a day when no length was said."""
    return Decimal(destination.cost.low * (wish.days or 1))


def parts(
    destination: Destination, wish: Wish, meaning: Meaning, similarity: float, words: float, month: int
) -> dict[str, float]:
    """Each part of the score in 0..1."""
    return {
        "meaning": max(0.0, min(1.0, (similarity - 0.1) / 0.5)),
        "tags": _tags(destination, meaning),
        "words": words,
        "audience": _audience(destination, meaning),
        "climate": climate_fit(destination, meaning, month),
        "season": _season(destination, meaning, month),
        "distance": _distance(destination, wish),
    }


def score(values: dict[str, float]) -> float:
    """The weighted sum of the parts, 0 to 1."""
    total = sum(share * values[name] for name, share in WEIGHTS.items())
    for name, share in LEARNED.items():
        if name in values:
            total = (1 - share) * total + share * values[name]
    return total


def varied(
    ranked: Sequence[tuple[float, int]], destinations: Sequence[Destination], limit: int, one_country: bool
) -> list[int]:
    """Positions of the best ``limit``, each further one of a country a little lower."""
    left = list(ranked[: limit * 8])
    chosen: list[int] = []
    seen: dict[str, int] = {}
    while left and len(chosen) < limit:
        best = max(
            left,
            key=lambda one: one[0] - (0 if one_country else SAME_COUNTRY * seen.get(destinations[one[1]].country, 0)),
        )
        left.remove(best)
        chosen.append(best[1])
        country = destinations[best[1]].country
        seen[country] = seen.get(country, 0) + 1
    return chosen


def climate_fit(destination: Destination, meaning: Meaning, month: int) -> float:
    """1 when the month's mean high lies in the band asked for, falling by a tenth for each degree outside."""
    high, rain = destination.climate.high[month - 1], destination.climate.rain_days[month - 1]
    fits = [_band(high, *COMFORT[word]) for word in meaning.climate if word in COMFORT]
    if "dry" in meaning.climate or not fits:
        fits.append(max(0.0, min(1.0, 1 - (rain - DRY_DAYS) / 12)))
    return sum(fits) / len(fits)


def flight_hours(wish: Wish, destination: Destination) -> float | None:
    """Hours in the air from the origin, as a crow with a jet engine; None without an origin."""
    if wish.origin is None:
        return None
    return hours(wish.origin, destination)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance."""
    one, other = radians(lat1), radians(lat2)
    half = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def _band(value: float, low: float, high: float) -> float:
    outside = max(low - value, value - high, 0)
    return max(0.0, 1 - outside / 10)


def _tags(destination: Destination, meaning: Meaning) -> float:
    if not meaning.tags:
        return 0.5
    tags = sum(destination.tags.get(tag, 0.0) for tag in meaning.tags) / len(meaning.tags)
    if not meaning.kinds:
        return tags
    kinds = sum(bool(kinds & set(destination.kinds)) for kinds in meaning.kinds) / len(meaning.kinds)
    return 0.75 * tags + 0.25 * kinds


def _audience(destination: Destination, meaning: Meaning) -> float:
    if not meaning.audiences:
        return 0.5
    return len(meaning.audiences & set(destination.for_whom)) / len(meaning.audiences)


def _season(destination: Destination, meaning: Meaning, month: int) -> float:
    best = 1.0 if month in destination.best_months else 0.3
    if "quiet" not in meaning.tags:
        return best
    return (best + (5 - destination.crowds[month - 1]) / 4 * 2) / 3


def _distance(destination: Destination, wish: Wish) -> float:
    flown = flight_hours(wish, destination)
    if flown is None:
        return 0.5
    comfortable = 3.0 if wish.days is not None and wish.days <= 4 else 6.0
    return max(0.0, min(1.0, 1 - (flown - comfortable) / 10))
