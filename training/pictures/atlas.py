"""Coasts and borders out of world-atlas: TopoJSON, whose lines are arcs that countries share."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.pictures.world import LONGEST, TURN, UNITS, Lines, World, once

Json = dict[str, Any]
Line = NDArray[np.float64]


SOUTH = -89.0
SKETCH, SMALLEST = 0.5, 1.0
"""Degrees: the grid of rough outlines, and how far a part of a country reaches to be in them."""


def read_world(countries: Path, states: Path) -> World:
    """From the files of world-atlas and us-atlas. Raises OSError, ValueError, LookupError."""
    topology, arcs = _read(countries)
    areas = topology["objects"]["countries"]
    land = [_joined(ring, arcs) for ring in _rings(topology["objects"]["land"])]
    sketches = (once(np.round(_joined(ring, arcs) / SKETCH) * SKETCH) for ring in _rings(areas))
    within, state_arcs = _read(states)
    return World(
        land=_packed(land),
        borders=_packed(_shared(areas, arcs)),
        states=_packed(_shared(within["objects"]["states"], state_arcs)),
        countries=_packed([ring for ring in sketches if np.ptp(ring, axis=0).max() > SMALLEST]),
    )


def _read(path: Path) -> tuple[Json, list[Line]]:
    """A topology with its arcs in degrees, (n, 2) of longitude and latitude; they are stored as steps on a grid."""
    topology: Json = json.loads(path.read_text(encoding="utf-8"))
    scale, begin = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return topology, [np.cumsum(np.array(arc), axis=0) * scale + begin for arc in topology["arcs"]]


def _shared(areas: Json, arcs: Sequence[Line]) -> list[Line]:
    """The lines between two areas."""
    uses = Counter(
        number for area in areas["geometries"] for number in {_forward(arc) for ring in _rings(area) for arc in ring}
    )
    return [arcs[number] for number, count in sorted(uses.items()) if count > 1]


def _rings(geometry: Json) -> Iterator[Sequence[int]]:
    """The rings of a geometry or of all in a collection, as numbers of arcs."""
    if geometry["type"] == "GeometryCollection":
        for one in geometry["geometries"]:
            yield from _rings(one)
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def _forward(arc: int) -> int:
    """An arc that is walked backwards is written as its complement."""
    return arc if arc >= 0 else ~arc


def _joined(ring: Sequence[int], arcs: Sequence[Line]) -> Line:
    """One ring of points, which goes on beyond 180 degrees where it crosses the date line."""
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring]
    points = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
    points[:, 0] = np.unwrap(points[:, 0], period=TURN)
    (begin, _), (end, _) = points[0], points[-1]
    if abs(end - begin) < TURN / 2:
        return points
    # Round the south pole: only Antarctica does that.
    return np.concatenate([points, [[end, SOUTH], [begin, SOUTH], points[0]]])


def _packed(lines: Sequence[Line]) -> Lines:
    """All points in one array of whole units."""
    fine = [_divided(line) for line in lines]
    starts = np.cumsum([0, *(len(line) for line in fine)][:-1])
    points = np.round(np.concatenate(fine) * UNITS)
    return Lines.of(points.astype(np.int32), starts.astype(np.int32))


def _divided(line: Line) -> Line:
    """The same line with no step longer than LONGEST."""
    steps = np.abs(np.diff(line, axis=0)).max(axis=1)
    parts = np.maximum(np.ceil(steps / LONGEST), 1).astype(int)
    whole = np.concatenate([[0], np.cumsum(parts)])
    at = np.arange(whole[-1] + 1)
    return np.stack([np.interp(at, whole, line[:, axis]) for axis in (0, 1)], axis=1)
