"""Which part of the world a picture shows, and where a place lies on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.pictures.places import Place
from recommender.pictures.sheet import WIDTH
from recommender.pictures.world import TURN, Box, Points, World

HEIGHT = 300
"""Pixels of the map, which is as wide as the picture."""
UNCOVERED = WIDTH - 125
"""Pixels; what lies further right may be covered by the globe."""
KM_PER_DEGREE = 111.2
KILOMETRES = (320, 450, 640, 900, 1270, 1800, 2550)
"""Widths of a map, the nearest first."""
ENOUGH, ENOUGH_ALONE = 500.0, 1500.0
"""Square pixels of land without which a map says nothing, beside neighbours and without any."""
NEIGHBOURLY = 1270
"""Beyond so many kilometres no neighbour is looked for."""
ALONE = 640
"""The nearest that a place without neighbours is seen from."""
EDGE_X, EDGE_Y, APART = 70, 34, 70
"""Pixels: how far from the edges and from the pin a neighbour lies, so that its name has room."""


@dataclass(frozen=True)
class View:
    """Mercator around a place; ``km`` is the map's width at the latitude of its middle."""

    lat: float
    lon: float
    km: float

    def pixels(self, points: Points) -> NDArray[np.float64]:
        """(n, 2): right and down from the map's upper left corner."""
        x = WIDTH / 2 + (points[:, 0] - self.lon) * self._scale
        y = HEIGHT / 2 + (_stretched(self.lat) - _stretched(points[:, 1])) * self._scale
        return np.stack([x, y], axis=1)

    def spots(self, places: Sequence[Place]) -> NDArray[np.float64]:
        """(n, 2): where places lie, the short way round the world."""
        points = np.array([(place.lon, place.lat) for place in places])
        points[:, 0] = self.lon + (points[:, 0] - self.lon + TURN / 2) % TURN - TURN / 2
        return self.pixels(points)

    @property
    def box(self) -> Box:
        """What is seen."""
        right, up = WIDTH / 2 / self._scale, HEIGHT / 2 / self._scale
        middle = float(_stretched(self.lat))
        return Box(self.lon - right, _latitude(middle - up), self.lon + right, _latitude(middle + up))

    @property
    def _scale(self) -> float:
        """Pixels of a degree of longitude."""
        return WIDTH / (self.km / (KM_PER_DEGREE * math.cos(math.radians(self.lat))))


def view_of(place: Place, others: Sequence[Place], world: World) -> View:
    """The nearest view with land and two neighbours, else with one, else a wider one with land alone."""
    views = [View(place.lat, place.lon, km) for km in KILOMETRES]
    near = [(view, len(neighbours(view, place, others))) for view in views if view.km <= NEIGHBOURLY]
    for wanted in (2, 1):
        for view, count in near:
            if count >= wanted and land_pixels(view, world) >= ENOUGH:
                return view
    wide = (view for view in views if view.km >= ALONE and land_pixels(view, world) >= ENOUGH_ALONE)
    return next(wide, views[-1])


def neighbours(view: View, place: Place, others: Sequence[Place]) -> list[tuple[Place, float, float]]:
    """The places that can be shown beside one, with their pixels: its country's capital first, then the nearest."""
    x, y = view.spots(others).T
    away = np.hypot(x - WIDTH / 2, y - HEIGHT / 2)
    inside = (x >= EDGE_X) & (x <= WIDTH - EDGE_X) & (y >= EDGE_Y) & (y <= HEIGHT - EDGE_Y)
    found = []
    for number in np.flatnonzero(inside & (away >= APART)).tolist():
        other = others[number]
        rank = (not (other.capital and other.country == place.country), float(away[number]), other.id)
        found.append((rank, (other, float(x[number]), float(y[number]))))
    return [shown for _, shown in sorted(found)]


def land_pixels(view: View, world: World) -> float:
    """Square pixels of land on the map, but for the part that the globe covers."""
    return sum(area(view.pixels(ring), right=UNCOVERED) for ring in world.land.within(view.box))


def area(ring: NDArray[np.float64], *, right: float = WIDTH) -> float:
    """The area of a ring's part on the map in square pixels; less than nothing for a hole, which runs the other way."""
    x, y = np.clip(ring, 0, (right, HEIGHT)).T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _stretched(lat: float | NDArray[np.float64]) -> NDArray[np.float64]:
    """Mercator's ordinate in degrees."""
    bounded = np.radians(np.clip(lat, -89.0, 89.0))
    return np.asarray(np.degrees(np.arcsinh(np.tan(bounded))))


def _latitude(stretched: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(stretched))))
