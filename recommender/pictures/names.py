"""Names on a map: beside their points, on the map, and out of each other's way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recommender.pictures.places import Place
from recommender.pictures.sheet import BOLD, REGULAR, WIDTH, Fonts
from recommender.pictures.view import HEIGHT, View, neighbours

SIZES = (30, 26, 22, 19)
"""Of the place's own name, the largest that fits."""
WIDEST = WIDTH - 40
SIZE = 21
MOST = 3
GAP = 14
"""Pixels between a point and its name."""
EDGE = 8


@dataclass(frozen=True)
class Area:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        """Whether both have something in common."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    @property
    def on_map(self) -> bool:
        """Whether nothing of it is cut off."""
        sideways = self.left >= EDGE and self.right <= WIDTH - EDGE
        return sideways and self.top >= EDGE and self.bottom <= HEIGHT - EDGE


@dataclass(frozen=True)
class Name:
    """A point and its name, all in pixels; ``baseline`` and ``middle`` say where the words stand."""

    words: str
    x: float
    y: float
    middle: float
    baseline: float
    size: float
    area: Area


def own_name(place: Place, fonts: Fonts, taken: Sequence[Area]) -> Name:
    """The place's name near the middle of the map, in the largest letters that fit."""
    x, y = WIDTH / 2, HEIGHT / 2
    for size in SIZES:
        width = fonts.width(place.name, size, BOLD)
        for name in _around(place.name, x, y, width, size):
            if width <= WIDEST and name.area.on_map and not any(name.area.meets(one) for one in taken):
                return name
    return next(_around(place.name, x, y, width, size))


def other_names(view: View, place: Place, others: Sequence[Place], fonts: Fonts, taken: Sequence[Area]) -> list[Name]:
    """Up to three neighbours whose points and names have room."""
    used, found = list(taken), list[Name]()
    for other, x, y in neighbours(view, place, others):
        words = short(other.name)
        spot = Area(x - 10, y - 10, x + 10, y + 10)
        if any(spot.meets(one) for one in used):
            continue
        options = _around(words, x, y, fonts.width(words, SIZE, REGULAR), SIZE)
        free = (one for one in options if one.area.on_map and not any(one.area.meets(area) for area in used))
        if (name := next(free, None)) is not None:
            found.append(name)
            used += [spot, name.area]
        if len(found) == MOST:
            break
    return found


def short(name: str) -> str:
    """A neighbour's name without what comes after the first place of several."""
    return re.split(r" and |: | \(|, ", name)[0]


def _around(words: str, x: float, y: float, width: float, size: float) -> Iterator[Name]:
    """The name above, below, right and left of its point."""
    up, down, beside = y - GAP - size * 0.2, y + GAP + size * 0.75, y + size * 0.36
    half = width / 2
    for middle, baseline in ((x, up), (x, down), (x + GAP + half, beside), (x - GAP - half, beside)):
        area = Area(middle - half - 3, baseline - size * 0.8, middle + half + 3, baseline + size * 0.25)
        yield Name(words, x, y, middle, baseline, size, area)
