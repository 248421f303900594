"""What the demo market needs to know of a place; ``world.places.Place`` has all of it."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

EARTH_RADIUS_KM = 6371.0


class Place(Protocol):
    """A city or an airport; ``prior`` orders places by fame, airports by traffic."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def city(self) -> str | None: ...
    @property
    def country(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def tz(self) -> str: ...
    @property
    def population(self) -> int: ...
    @property
    def prior(self) -> float: ...


class Carrier(Protocol):
    """An airline; ``hubs`` are IATA codes, the main one first."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def hubs(self) -> Sequence[str]: ...
    @property
    def low_cost(self) -> bool: ...
    @property
    def long_haul(self) -> bool: ...
    @property
    def alliance(self) -> str | None: ...


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points in degrees."""
    north, east = radians(lat2 - lat1), radians(lon2 - lon1)
    chord = sin(north / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))
