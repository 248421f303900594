"""Which part of the world is shown, and what is where on it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recommender.pictures.drawing import Studio
from recommender.pictures.names import Area, other_names, own_name, short
from recommender.pictures.places import Place
from recommender.pictures.view import HEIGHT, KILOMETRES, WIDTH, View, land_pixels, neighbours, view_of
from recommender.pictures.world import MARGIN, UNITS, Box, Lines

EVERY = 25
"""Of so many destinations one is looked at closely."""


def lines(*given: list[tuple[float, float]]) -> Lines:
    starts = np.cumsum([0, *(len(one) for one in given)][:-1], dtype=np.int32)
    points = np.round(np.concatenate([np.array(one) for one in given]) * UNITS)
    return Lines.of(points.astype(np.int32), starts)


def some(studio: Studio) -> list[Place]:
    return list(studio.places.values())[::EVERY]


def test_the_middle_of_the_map_is_the_place_and_the_edges_are_as_far_as_told():
    view = View(38.7, -9.1, 640)
    assert view.pixels(np.array([[-9.1, 38.7]])).tolist() == [[WIDTH / 2, HEIGHT / 2]]
    box = view.box
    assert (box.east - box.west) * 111.2 * math.cos(math.radians(38.7)) == pytest.approx(640)
    corners = view.pixels(np.array([[box.west, box.north], [box.east, box.south]]))
    assert corners == pytest.approx(np.array([[0, 0], [WIDTH, HEIGHT]]), abs=1e-6)


def test_places_over_the_date_line_are_near():
    fiji = View(-17.8, 177.4, 1800)
    box = fiji.box
    assert box.east > 180
    ring = lines([(-175, -16), (-174, -16), (-174, -17), (-175, -17), (-175, -16)])
    (seen,) = ring.within(box)
    assert seen[:, 0].min() == pytest.approx(185)


def test_what_is_far_outside_comes_to_an_edge_out_of_sight():
    square = [(-100.0, -60.0), (100.0, -60.0), (100.0, 60.0), (-100.0, 60.0), (-100.0, -60.0)]
    (seen,) = lines(square).within(Box(0, 0, 1, 1))
    assert seen.min() == -MARGIN
    assert seen.max() == 1 + MARGIN
    assert list(lines(square).within(Box(150, 0, 151, 1))) == []


@pytest.mark.parametrize("destination", ["maldives", "bora-bora", "samoa-upolu", "fiji"])
def test_islands_are_seen_from_so_far_that_there_is_land(studio: Studio, destination: str):
    place = studio.places[destination]
    view = view_of(place, list(studio.places.values()), studio.world)
    assert land_pixels(view, studio.world) >= 500 or view.km == KILOMETRES[-1]


def test_the_capital_of_the_country_comes_first(studio: Studio):
    porto = studio.places["porto"]
    (first, *rest) = neighbours(View(porto.lat, porto.lon, 1800), porto, list(studio.places.values()))
    assert first[0].id == "lisbon"
    away = [math.dist((x, y), (WIDTH / 2, HEIGHT / 2)) for _, x, y in rest]
    assert away == sorted(away)
    assert away[0] < math.dist(first[1:], (WIDTH / 2, HEIGHT / 2)), "others are nearer"


def test_every_name_is_on_the_map(studio: Studio):
    for place in studio.places.values():
        name = own_name(place, studio.fonts, ())
        assert name.area.on_map, place.id
        assert name.words == place.name


def test_names_keep_out_of_each_others_way(studio: Studio):
    others = list(studio.places.values())
    for place in some(studio):
        view = view_of(place, others, studio.world)
        taken = [Area(520, 0, 640, 120)]
        own = own_name(place, studio.fonts, taken)
        areas = [*taken, own.area]
        for name in other_names(view, place, others, studio.fonts, areas):
            assert name.area.on_map, (place.id, name.words)
            assert not any(name.area.meets(area) for area in areas), (place.id, name.words)
            areas.append(name.area)


def test_most_maps_have_a_neighbour_for_orientation(studio: Studio):
    others = list(studio.places.values())
    looked_at = some(studio)
    alone = [place.id for place in looked_at if not neighbours(view_of(place, others, studio.world), place, others)]
    assert len(alone) < len(looked_at) / 5, alone


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Interlaken and the Jungfrau Region", "Interlaken"),
        ("Providenciales (Turks and Caicos)", "Providenciales"),
        ("Puglia: Ostuni, Lecce and Salento", "Puglia"),
        ("Andalusia", "Andalusia"),
    ],
)
def test_a_neighbours_name_is_its_first_place(name: str, told: str):
    assert short(name) == told
