"""The coasts and borders of the world at a scale of 1:10 million, cut to the part that a picture shows."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = "world.npz"
UNITS = 10_000
"""Steps of a degree; coordinates are kept as whole numbers of them."""
TURN = 360.0

Points = NDArray[np.float64]
"""(n, 2): longitude and latitude in degrees."""


@dataclass(frozen=True)
class Box:
    """A part of the world in degrees. ``west`` < ``east``; beyond ±180 it goes over the date line."""

    west: float
    south: float
    east: float
    north: float

    def wider(self, share: float) -> Box:
        """The same with so much more on each side, as a share of its width or height."""
        right, up = (self.east - self.west) * share, (self.north - self.south) * share
        return Box(self.west - right, self.south - up, self.east + right, self.north + up)


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

        Points outside are drawn to the edge of a box three times as wide, so the inside is as it is and huge rings
        get short; lines that run along that edge are out of sight.
        """
        far = box.wider(1.0)
        for shift in (-TURN, 0.0, TURN):
            west, east = (far.west - shift) * UNITS, (far.east - shift) * UNITS
            south, north = far.south * UNITS, far.north * UNITS
            left, bottom, right, top = self.boxes.T
            seen = (left < east) & (right > west) & (bottom < north) & (top > south)
            for number in np.flatnonzero(seen):
                end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.points)
                line = self.points[self.starts[number] : end] / UNITS
                line[:, 0] += shift
                yield _once(np.clip(line, (far.west, far.south), (far.east, far.north)))


@dataclass(frozen=True)
class World:
    """Land as rings, of which those inside others are holes, and borders as lines."""

    land: Lines
    borders: Lines

    @classmethod
    def of(
        cls,
        land: NDArray[np.int32],
        land_starts: NDArray[np.int32],
        borders: NDArray[np.int32],
        border_starts: NDArray[np.int32],
    ) -> World:
        """From the arrays as they are stored. Raises ValueError when they do not belong together."""
        return cls(Lines.of(land, land_starts), Lines.of(borders, border_starts))

    def write(self, folder: Path) -> None:
        """Keep it in a folder, 1.6 MB."""
        np.savez_compressed(
            folder / FILE,
            land=self.land.points,
            land_starts=self.land.starts,
            borders=self.borders.points,
            border_starts=self.borders.starts,
        )

    @classmethod
    def load(cls, folder: Path) -> World:
        """Raises OSError, ValueError or LookupError when it is missing or damaged."""
        try:
            with np.load(folder / FILE) as kept:
                return cls.of(kept["land"], kept["land_starts"], kept["borders"], kept["border_starts"])
        except (zipfile.BadZipFile, EOFError) as error:
            raise ValueError(f"{FILE} is damaged") from error


def _once(line: Points) -> Points:
    """Without points that stand where the one before stands."""
    kept = np.ones(len(line), dtype=bool)
    kept[1:] = (np.diff(line, axis=0) != 0).any(axis=1)
    return line[kept]
