"""When to go: the best months of a destination, and what the destinations of a country have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from recommender.catalogue import Destination
from world.places.ranking import distance_km
from world.regions import region_countries

NEAR_KM = 60.0
REGION_KM, WIDE_REGION_KM = 150.0, 1000.0
"""How far from the middle of a region its destinations may lie: of one country, and of several."""
CROWDED, CALM = 4, 2
"""Of five levels of crowds."""


def destinations_at(destinations: Sequence[Destination], place: Mapping[str, Any]) -> list[Destination]:
    """What the catalogue has at a place (in the shape of its slot), the nearest first.

    A country has all of its own; a town itself or the nearest within 60 km; a region those of its name, else those
    around its middle in its countries.
    """
    if place["kind"] == "country":
        return [one for one in destinations if one.country == place["country"]]
    if place["kind"] == "region":
        return _of_region(destinations, place)
    same = [one for one in destinations if one.geonames is not None and f"gn:{one.geonames}" == place["id"]]
    return same or _within(destinations, place, NEAR_KM)[:1]


def _of_region(destinations: Sequence[Destination], place: Mapping[str, Any]) -> list[Destination]:
    countries = region_countries(place["id"]) or (place["country"],)
    inside = [one for one in destinations if one.country in countries]
    named = [one for one in inside if one.region.casefold() == place["name"].casefold()]
    return named or _within(inside, place, WIDE_REGION_KM if len(countries) > 1 else REGION_KM)


def _within(destinations: Sequence[Destination], place: Mapping[str, Any], reach: float) -> list[Destination]:
    measured = [(distance_km(place["lat"], place["lon"], one.lat, one.lon), one) for one in destinations]
    near = sorted((pair for pair in measured if pair[0] <= reach), key=lambda pair: (pair[0], pair[1].id))
    return [one for _, one in near]


def best_months(destinations: Sequence[Destination]) -> list[int]:
    """Months (1 to 12) that are among the best of at least half of the destinations; else of the most of them."""
    counts = {month: sum(month in one.best_months for one in destinations) for month in range(1, 13)}
    enough = min(len(destinations) / 2, max(counts.values(), default=0))
    return [month for month, count in counts.items() if count >= enough and count]


def months_by_crowds(destination: Destination) -> tuple[list[int], list[int]]:
    """The crowded months and the calm ones."""
    levels = list(enumerate(destination.crowds, start=1))
    return [month for month, level in levels if level >= CROWDED], [month for month, level in levels if level <= CALM]
