"""Which of the destinations that were recommended a search or a booking goes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from recommender.catalogue import Destination
from recommender.sights import destination_of
from travel.offers import Content, FlightOffer
from world.places.ranking import distance_km

WITHIN_KM = 25.0
"""How far from its centre a stay still is at a destination."""


def searched_for(place: Mapping[str, Any], recommended: Sequence[Destination]) -> Destination | None:
    """The one that a place in the shape of its slot means; of those an airport serves, the one recommended first."""
    if place.get("kind") == "airport":
        return _served(place["airports"][0], recommended)
    return destination_of(recommended, place)


def booked_at(content: Content, recommended: Sequence[Destination]) -> Destination | None:
    """Where a booked flight lands, or the destination a stay is at; ``recommended`` has the likeliest first."""
    if isinstance(content, FlightOffer):
        return _served(content.slices[0].destination, recommended)
    away = [(distance_km(content.lat, content.lon, one.lat, one.lon), one) for one in recommended]
    near = min((one for one in away if one[0] <= WITHIN_KM), key=lambda one: one[0], default=None)
    return None if near is None else near[1]


def _served(airport: str, recommended: Sequence[Destination]) -> Destination | None:
    """An airport may serve many places: what it is the first airport of goes before what it serves as well."""
    serving = [one for one in recommended if airport in one.airports]
    return min(serving, key=lambda one: one.airports.index(airport) > 0, default=None)
