"""Which sights answer a question: kinds, children, rain, what is not wanted, and where a place is."""

from __future__ import annotations

from typing import Any

import pytest

from recommender.catalogue import Destination, read_catalogue
from recommender.sight_words import CHILDREN, GROUPS, RAIN
from recommender.sights import (
    NEAR_KM,
    Asked,
    asked,
    best_sights,
    destination_of,
    in_turns,
    nearest,
    under_a_roof,
    with_sight,
)
from recommender.vocabulary import SIGHT_KINDS
from tests.house.tree import ROOT

ANYTHING = Asked()


@pytest.fixture(scope="module")
def destinations() -> list[Destination]:
    return read_catalogue(ROOT / "data" / "catalogue" / "destinations")


@pytest.fixture(scope="module")
def lisbon(destinations: list[Destination]) -> Destination:
    return next(one for one in destinations if one.id == "lisbon")


def town(name: str, lat: float, lon: float, id: str = "gn:0") -> dict[str, Any]:
    return {"id": id, "name": name, "city": name, "lat": lat, "lon": lon}


def test_every_word_means_kinds_of_the_catalogue():
    for group in (*GROUPS, CHILDREN, RAIN):
        assert group.kinds
        assert group.kinds <= SIGHT_KINDS, group.name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("what is there to see", []),
        ("museums and gardens please", ["museums", "parks and gardens"]),
        ("any theme parks", ["theme parks"]),
        ("national parks nearby", ["national parks"]),
        ("a good viewpoint", ["views"]),
        ("what else, we have had enough of churches", []),
        ("not museums, something for the evening", ["evenings out"]),
        ("is there a place to swim", ["places to swim"]),
    ],
)
def test_words_name_groups(text: str, names: list[str]):
    assert [group.name for group in asked(text).groups] == names


def test_children_rain_and_price_are_heard():
    assert [asked(text).children for text in ("for the kids", "with a toddler", "for two")] == [True, True, False]
    assert asked("what to see", companions="family").children
    assert [asked(text).rain for text in ("when it rains", "anything indoors", "in the sun")] == [True, True, False]
    assert [asked(text).free for text in ("which museums cost nothing", "a free afternoon")] == [True, False]


def test_what_was_asked_for_is_kept_in_the_order_of_the_catalogue(lisbon: Destination):
    found = best_sights(lisbon, asked("museums"))
    assert found.met
    assert list(found.sights) == [one for one in lisbon.sights if one.kind in ("museum", "gallery")]
    assert best_sights(lisbon, ANYTHING).sights == tuple(lisbon.sights)


def test_all_that_was_asked_for_has_to_be_met(lisbon: Destination):
    found = best_sights(lisbon, asked("something for children when it rains"))
    assert found.met
    assert {one.kind for one in found.sights} == {"aquarium"}


def test_what_is_not_there_is_not_said_to_be_met(lisbon: Destination):
    volcanoes = best_sights(lisbon, asked("volcanoes"))
    assert (volcanoes.met, volcanoes.sights) == (False, tuple(lisbon.sights))
    closest = best_sights(lisbon, asked("museums for children"))
    assert not closest.met
    assert {one.kind for one in closest.sights} <= {"museum", "gallery"}


def test_what_is_not_wanted_is_left_out(lisbon: Destination):
    kinds = {one.kind for one in best_sights(lisbon, asked("no museums, what else")).sights}
    assert kinds
    assert not kinds & {"museum", "gallery"}


def test_what_is_closed_on_the_only_day_comes_last(lisbon: Destination):
    closed = [one.closed == "monday" for one in best_sights(lisbon, ANYTHING, {"monday"}).sights]
    assert closed == sorted(closed)
    assert True in closed


def test_a_town_is_found_by_its_id_or_by_its_name_at_the_same_spot(destinations: list[Destination]):
    by_id = destination_of(destinations, town("Lisboa", 0, 0, "gn:2267057"))
    assert by_id is not None
    assert by_id == destination_of(destinations, town("Lisbon", 38.72, -9.14))
    assert by_id == destination_of(destinations, town("Anything", 0, 0, "dest:lisbon"))
    assert destination_of(destinations, town("Lisbon", 41.9, -83.6)) is None
    assert destination_of(destinations, town("Cascais", 38.7, -9.42)) is None


def test_the_nearest_within_reach(destinations: list[Destination]):
    near = nearest(destinations, town("Cascais", 38.7, -9.42))
    assert near is not None
    assert near[0].id == "sintra"
    assert 10 < near[1] < 15 < NEAR_KM
    assert nearest(destinations, town("Point Nemo", -48.9, -123.4)) is None


def test_what_is_in_the_open_is_not_under_a_roof(destinations: list[Destination]):
    rainy = [sight for one in destinations for sight in one.sights if under_a_roof(sight)]
    assert rainy
    assert not [one.name for one in rainy if "open air" in one.name.casefold() or "garden" in one.name.casefold()]


def test_a_sight_tells_its_destination(destinations: list[Destination]):
    found = with_sight(destinations, "the Belém Tower")
    assert found is not None
    assert found.id == "lisbon"
    assert with_sight(destinations, "") is None
    assert with_sight(destinations, "our hotel") is None


def test_places_take_turns(destinations: list[Destination]):
    portuguese = [one for one in destinations if one.country == "PT"]
    turns = in_turns(portuguese, ANYTHING)
    assert [one for one, _ in turns[: len(portuguese)]] == portuguese
    assert len(turns) == sum(len(one.sights) for one in portuguese)
    churches = in_turns(portuguese, asked("churches"))
    assert {sight.kind for _, sight in churches} == {"church"}
