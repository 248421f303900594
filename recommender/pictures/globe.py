"""A small globe that says where in the world a map lies."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from recommender.pictures.colours import COAST, PAPER, PIN, SEA
from recommender.pictures.sheet import WIDTH, Sheet
from recommender.pictures.world import UNITS, Lines, World

RADIUS = 47
X, Y = WIDTH - 14 - RADIUS, 14 + RADIUS
"""The middle, in pixels of the picture."""


def draw_globe(sheet: Sheet, world: World, lat: float, lon: float) -> None:
    """The world as seen from above a place, which is marked in the middle."""
    sheet.disc(X, Y, RADIUS + 4, PAPER)
    sheet.disc(X, Y, RADIUS + 1, COAST)
    sheet.disc(X, Y, RADIUS, SEA)
    sheet.areas(_from_above(world.countries, lat, lon), COAST)
    sheet.disc(X, Y, 7, PAPER)
    sheet.disc(X, Y, 5, PIN)


def _from_above(countries: Lines, lat: float, lon: float) -> Iterator[NDArray[np.float64]]:
    """Rings in pixels, without those on the far side; of the others the points of the far side come to the edge.

    Country by country: a ring around the far side's middle would be turned inside out, as Asia with Africa can be.
    """
    degrees = countries.points / UNITS
    east, north, middle = np.radians(degrees[:, 0] - lon), np.radians(degrees[:, 1]), np.radians(lat)
    x = np.cos(north) * np.sin(east)
    y = np.cos(middle) * np.sin(north) - np.sin(middle) * np.cos(north) * np.cos(east)
    height = np.sin(middle) * np.sin(north) + np.cos(middle) * np.cos(north) * np.cos(east)
    length = np.where(height > 0, 1.0, np.maximum(np.hypot(x, y), 1e-9))
    pixels = np.stack([X + RADIUS * x / length, Y - RADIUS * y / length], axis=1)
    rings = np.split(pixels, countries.starts[1:])
    return (rings[number] for number in np.flatnonzero(np.maximum.reduceat(height, countries.starts) > 0))
