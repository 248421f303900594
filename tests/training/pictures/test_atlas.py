"""Coasts and borders out of TopoJSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recommender.pictures.world import LONGEST, UNITS, Box, Lines, World
from training.pictures.atlas import read_world

Json = dict[str, Any]


def topology(arcs: list[list[list[int]]], **objects: Json) -> Json:
    return {
        "transform": {"scale": [1.0, 1.0], "translate": [0.0, 0.0]},
        "arcs": arcs,
        "objects": {name: {"type": "GeometryCollection", "geometries": parts} for name, parts in objects.items()},
    }


def polygon(*rings: list[int]) -> Json:
    return {"type": "Polygon", "arcs": list(rings)}


TWO = topology(
    # The border northwards at 10 degrees east, then what is west and what is east of it; all as steps.
    [[[10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10], [10, 0]], [[10, 10], [10, 0], [0, -10], [-10, 0]]],
    land=[polygon([1, -3])],
    countries=[polygon([0, 1]), {"type": "MultiPolygon", "arcs": [[[2, 0]]]}],
)
STATES = topology([[[0, 5], [10, 0]], [[10, 5], [0, 5], [-10, 0], [0, -5]], [[10, 5], [0, -5], [-10, 0], [0, 5]]])
STATES["objects"] = {"states": {"type": "GeometryCollection", "geometries": [polygon([0, 1]), polygon([0, 2])]}}


def world(folder: Path, countries: Json = TWO, states: Json = STATES) -> World:
    (folder / "countries.json").write_text(json.dumps(countries))
    (folder / "states.json").write_text(json.dumps(states))
    return read_world(folder / "countries.json", folder / "states.json")


def every(lines: Lines) -> list[np.ndarray[Any, Any]]:
    return [line / UNITS for line in np.split(lines.points, lines.starts[1:])]


def test_a_border_is_what_two_countries_share(tmp_path: Path) -> None:
    read = world(tmp_path)
    (border,) = every(read.borders)
    assert (border[0].tolist(), border[-1].tolist()) == ([10, 0], [10, 10])
    assert set(border[:, 0]) == {10.0}
    (state,) = every(read.states)
    assert set(state[:, 1]) == {5.0}
    assert len(every(read.countries)) == 2


def test_land_is_a_closed_ring_without_the_border(tmp_path: Path) -> None:
    (ring,) = every(world(tmp_path).land)
    assert ring[0].tolist() == ring[-1].tolist()
    assert {tuple(corner) for corner in ring.tolist()} >= {(0, 0), (0, 10), (20, 10), (20, 0)}
    assert (10, 5) not in {tuple(point) for point in ring.tolist()}


def test_steps_are_short(tmp_path: Path) -> None:
    read = world(tmp_path)
    for lines in (read.land, read.borders, read.states):
        for line in every(lines):
            assert np.abs(np.diff(line, axis=0)).max() <= LONGEST + 1 / UNITS


def test_what_crosses_the_date_line_stays_in_one_piece(tmp_path: Path) -> None:
    island = [[178, -18], [4, 0], [0, -1], [-4, 0], [0, 1]]
    crossing = [[178, -18], [-356, 0], [0, -1], [356, 0], [0, 1]]
    for arc in (island, crossing):
        given = topology([arc], land=[polygon([0])], countries=[polygon([0]), polygon([0])])
        (ring,) = every(world(tmp_path, given).land)
        assert (ring[:, 0].min(), ring[:, 0].max()) == (178, 182)


def test_land_around_the_pole_is_filled_to_it(tmp_path: Path) -> None:
    around = [[-180, -70], *([90, 0] for _ in range(4))]
    given = topology([around], land=[polygon([0])], countries=[polygon([0]), polygon([0])])
    read = world(tmp_path, given)
    (ring,) = every(read.land)
    assert ring[0].tolist() == ring[-1].tolist()
    assert ring[:, 1].min() < -85
    assert list(read.land.within(Box(10, -72, 11, -71)))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    made = world(tmp_path)
    made.write(tmp_path)
    read = World.load(tmp_path)
    assert (read.land.points == made.land.points).all()
    assert (read.states.starts == made.states.starts).all()


def test_another_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        world(tmp_path, {"type": "FeatureCollection"})
