"""The coasts and borders of the world at a scale of 1:10 million, cut to the part that a picture shows."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = "world.npz"
UNITS = 10_000
"""Steps of a degree; coordinates are kept as whole numbers of them."""
TURN = 360.0
LONGEST = 0.5
"""Degrees between two points of a line; longer steps are divided when the file is made."""
MARGIN = 0.75

Points = NDArray[np.float64]
"""(n, 2): longitude and latitude in degrees."""


@dataclass(frozen=True)
class Box:
    """A part of the world in degrees. ``west`` < ``east``; beyond ±180 it goes over the date line."""

    west: float
    south: float
    east: float
    north: float

    def wider(self, degrees: float) -> Box:
        """The same with so much more on each side."""
        return Box(self.west - degrees, self.south - degrees, self.east + degrees, self.north + degrees)


@dataclass(frozen=True)
class Lines:
    """Lines or rings, one after the other in ``points``, and the box of each: west, south, east, north."""

    points: NDArray[np.int32]
    starts: NDArray[np.int32]
    boxes: NDArray[np.int32]

    @classmethod
    def of(cls, points: NDArray[np.int32], starts: NDArray[np.int32]) -> Lines:
        """Raises ValueError when they do not belong together."""
        if not len(starts) or starts[0] != 0 or (np.diff(starts) <= 0).any() or starts[-1] >= len(points):
            raise ValueError("the world's lines are damaged")
        low, high = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
        return cls(points, starts, np.hstack([low, high]))

    def within(self, box: Box) -> Iterator[Points]:
        """What may be seen in a box, moved by a whole turn where that brings it there.

        Points outside are drawn to the edge of a box that is wider than a step is long, so the inside is as it is and
        huge rings get short; lines that run along that edge are out of sight.
        """
        far = box.wider(MARGIN)
        for shift in (-TURN, 0.0, TURN):
            west, east = (far.west - shift) * UNITS, (far.east - shift) * UNITS
            south, north = far.south * UNITS, far.north * UNITS
            left, bottom, right, top = self.boxes.T
            seen = (left < east) & (right > west) & (bottom < north) & (top > south)
            for number in np.flatnonzero(seen):
                line = self._line(int(number)) + np.array([shift, 0.0])
                yield once(np.clip(line, (far.west, far.south), (far.east, far.north)))

    def _line(self, number: int) -> Points:
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.points)
        return self.points[self.starts[number] : end] / UNITS


@dataclass(frozen=True)
class World:
    """Land as rings, of which those inside others are holes, borders as lines, and each country roughly as rings."""

    land: Lines
    borders: Lines
    states: Lines
    countries: Lines

    def write(self, folder: Path) -> None:
        """Keep it in a folder, 2 MB."""
        parts = {one.name: getattr(self, one.name) for one in fields(self)}
        points = {name: lines.points for name, lines in parts.items()}
        starts = {f"{name}_starts": lines.starts for name, lines in parts.items()}
        np.savez_compressed(folder / FILE, allow_pickle=False, **points, **starts)

    @classmethod
    def load(cls, folder: Path) -> World:
        """Raises OSError, ValueError or LookupError when it is missing or damaged."""
        try:
            with np.load(folder / FILE) as kept:
                return cls(*(Lines.of(kept[one.name], kept[f"{one.name}_starts"]) for one in fields(cls)))
        except (zipfile.BadZipFile, EOFError) as error:
            raise ValueError(f"{FILE} is damaged") from error


def once(line: Points) -> Points:
    """Without points that stand where the one before stands, or on the way between their neighbours along an axis."""
    moves = np.ones(len(line), dtype=bool)
    moves[1:] = (line[1:] != line[:-1]).any(axis=1)
    line = line[moves]
    if len(line) < 3:
        return line
    same = line[1:] == line[:-1]
    turns = np.ones(len(line), dtype=bool)
    turns[1:-1] = ~(same[1:] & same[:-1]).any(axis=1)
    return line[turns]
