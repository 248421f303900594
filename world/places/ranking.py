"""Which of several namesakes is meant, and whether the traveller has to be asked."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from world.places.model import Place
from world.places.store import Packed, Store

_CLOSE = 0.6  # a rival with this share of the best one's score is worth a question
_HINT = 1.5
_SAME_KM = 60.0
_MOST_RIVALS = 4


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    half_lat, half_lon = radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2
    chord = sin(half_lat) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(half_lon) ** 2
    return 12742.0 * asin(min(1.0, sqrt(chord)))


def rank(store: Store, candidates: tuple[Packed, ...], hint: str | None) -> tuple[Place, float, tuple[Place, ...]]:
    """(the best place, its score, rivals best first): score is name weight x fame, more in the country of ``hint``."""
    if len(candidates) == 1:
        only = candidates[0]
        return store.place(only.number), only.weight * store.priors[only.number], ()
    scored = []
    for packed in candidates:
        place = store.place(packed.number)
        score = packed.weight * store.priors[packed.number]
        scored.append((score * _HINT if place.country == hint else score, place))
    scored.sort(key=lambda pair: -pair[0])
    score, best = scored[0]
    others: list[Place] = []
    for rival_score, rival in scored[1:]:
        if rival_score >= _CLOSE * score and not any(_same(rival, place) for place in (best, *others)):
            others.append(rival)
    return best, min(1.0, score), tuple(others[:_MOST_RIVALS])


def _same(one: Place, other: Place) -> bool:
    """Whether it makes no difference to a traveller: an island and its town, a city and its state."""
    if one.id == other.id:
        return True
    if one.country == other.country and {"region", "country"} & {one.kind, other.kind}:
        return True
    return distance_km(one.lat, one.lon, other.lat, other.lon) <= _SAME_KM
