"""Distances, and a grid that finds what lies near a point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import asin, cos, floor, radians, sin, sqrt
from typing import Generic, Protocol, TypeVar

_EARTH_KM = 6371.0
_DEGREE_KM = 111.0


class Located(Protocol):
    """Anything with a position in degrees."""

    lat: float
    lon: float


T = TypeVar("T", bound=Located)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    half_lat, half_lon = radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2
    chord = sin(half_lat) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(half_lon) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(chord)))


class Grid(Generic[T]):
    """Items in cells of one degree."""

    def __init__(self, items: Iterable[T]) -> None:
        self._cells: dict[tuple[int, int], list[T]] = defaultdict(list)
        for item in items:
            self.add(item)

    def add(self, item: T) -> None:
        """Put one more item into the grid."""
        self._cells[floor(item.lat), floor(item.lon) % 360].append(item)

    def near(self, lat: float, lon: float, km: float) -> Iterator[tuple[float, T]]:
        """(distance in km, item) for every item within ``km``, in no particular order."""
        rows = int(km / _DEGREE_KM) + 1
        columns = min(180, int(km / (_DEGREE_KM * max(0.05, cos(radians(lat))))) + 1)
        seen = {(floor(lon) + step) % 360 for step in range(-columns, columns + 1)}
        for row in range(floor(lat) - rows, floor(lat) + rows + 1):
            for column in seen:
                for item in self._cells.get((row, column), ()):
                    away = distance_km(lat, lon, item.lat, item.lon)
                    if away <= km:
                        yield away, item
