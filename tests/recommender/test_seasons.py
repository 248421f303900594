"""Best months: of a destination, of what lies around a place, and of a whole country."""

from __future__ import annotations

from typing import Any

import pytest

from recommender.catalogue import Destination, read_catalogue
from recommender.seasons import best_months, destinations_at, months_by_crowds
from tests.house.tree import ROOT
from world.places import Gazetteer
from world.places.model import to_dict


@pytest.fixture(scope="module")
def destinations() -> list[Destination]:
    return read_catalogue(ROOT / "data" / "catalogue" / "destinations")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ROOT / "models" / "gazetteer")


def at(gazetteer: Gazetteer, id: str) -> dict[str, Any]:
    place = gazetteer.by_id(id)
    assert place is not None
    return to_dict(place, place.name)


def town(gazetteer: Gazetteer, name: str) -> dict[str, Any]:
    return to_dict(gazetteer.find(f"to {name}")[0].place, name)


def test_a_town_is_itself(destinations: list[Destination], gazetteer: Gazetteer):
    assert [one.id for one in destinations_at(destinations, town(gazetteer, "Lisbon"))] == ["lisbon"]


def test_a_town_nearby_is_the_nearest(destinations: list[Destination], gazetteer: Gazetteer):
    assert [one.id for one in destinations_at(destinations, town(gazetteer, "Almada"))] == ["lisbon"]


def test_a_country_has_all_of_its_own(destinations: list[Destination], gazetteer: Gazetteer):
    found = destinations_at(destinations, at(gazetteer, "country:PT"))
    assert {one.id for one in found} == {one.id for one in destinations if one.country == "PT"}


@pytest.mark.parametrize(
    ("region", "countries", "within"),
    [
        ("tuscany", {"IT"}, "florence"),
        ("algarve", {"PT"}, "lagos-algarve"),
        ("scandinavia", {"SE", "NO", "DK"}, "copenhagen"),
    ],
)
def test_a_region(destinations: list[Destination], gazetteer: Gazetteer, region: str, countries: set[str], within: str):
    found = destinations_at(destinations, at(gazetteer, f"region:{region}"))
    assert {one.country for one in found} <= countries
    assert within in {one.id for one in found}


def test_far_from_everything_there_is_nothing(destinations: list[Destination]):
    sea = {"id": "x", "name": "x", "kind": "city", "country": "PT", "lat": -40.0, "lon": -30.0}
    assert destinations_at(destinations, sea) == []
    assert best_months([]) == []


def changed(one: Destination, months: list[int], crowds: list[int] | None = None) -> Destination:
    return one.model_copy(update={"best_months": months, "crowds": crowds or one.crowds})


def test_months_that_half_of_the_places_share(destinations: list[Destination]):
    one = destinations[0]
    assert best_months([changed(one, [5, 6]), changed(one, [6, 7]), changed(one, [6]), changed(one, [7])]) == [6, 7]


def test_where_nothing_is_shared_by_half_it_is_what_most_share(destinations: list[Destination]):
    one = destinations[0]
    months = [[1], [2], [3], [3], [4]]
    assert best_months([changed(one, few) for few in months]) == [3]


def test_crowds(destinations: list[Destination]):
    one = changed(destinations[0], [5], [1, 2, 3, 3, 3, 4, 5, 5, 4, 3, 3, 2])
    assert months_by_crowds(one) == ([6, 7, 8, 9], [1, 2, 12])
