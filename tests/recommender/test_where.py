"""Continents, regions and countries in the words of a wish."""

from __future__ import annotations

from datetime import date

import pytest

from recommender.catalogue import Destination
from recommender.recommender import Recommender
from recommender.where import bounds_of, where
from recommender.wish import Wish

ASIA = "central_asia south_asia southeast_asia east_asia"
EUROPE = "northern_europe western_europe southern_europe eastern_europe"
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("old markets somewhere in Asia", ASIA, ""),
        ("south-east asia on a shoestring", "southeast_asia", ""),
        ("a lazy week in the Caribbean or in Central America", "caribbean central_america", ""),
        ("anywhere in Europe but not Spain", EUROPE, "ES"),
        ("warm, and outside of Europe", "", EUROPE),
        ("no Africa or Asia this time", "", f"{ASIA} north_africa west_africa east_africa southern_africa"),
        ("from Germany to Portugal", "PT", ""),
        ("we live in Austria and think of Slovenia or Croatia", "SI HR", ""),
        ("something like Thailand, only nearer", "", ""),
        ("last year we were in Italy. Greece now?", "GR", ""),
        ("Greek islands in June", "GR", ""),
        ("a European city with good cafés", EUROPE, ""),
        ("very good Thai food", "", ""),
        ("take us to a beach", "", ""),
        ("driving through the US", "US", ""),
        ("South Africa with the family", "ZA", ""),
        ("somewhere quiet", "", ""),
    ],
)
def test_places_in_words(text: str, wanted: str, unwanted: str):
    found = where(text)
    assert found.wanted == set(wanted.split())
    assert found.unwanted == set(unwanted.split())


@pytest.mark.parametrize(
    "text",
    [
        "temples and markets in Asia",
        "beaches in southeast asia",
        "a city break in Europe",
        "hiking in Scandinavia",
        "food in Latin America",
        "sun outside Europe",
        "an island in Greece or Croatia",
        "nature, but not in Europe or Asia",
        "Scottish islands",
    ],
)
def test_what_is_suggested_lies_there(recommender: Recommender, text: str):
    found = recommender.recommend(Wish(text), today=TODAY)
    assert found
    assert all(where(text).allows(one.destination) for one in found)


def test_every_destination_lies_on_a_continent_that_can_be_named(destinations: list[Destination]):
    continents = "Europe, Asia, Africa, the Middle East, the Americas, Oceania".split(", ")
    for one in destinations:
        assert sum(where(f"somewhere in {name}").allows(one) for name in continents) == 1, one.id


def test_a_country_outside_the_catalogue_has_nothing(recommender: Recommender):
    assert recommender.recommend(Wish("a weekend in Liechtenstein"), today=TODAY) == []


def test_a_region_of_the_world_is_no_point_on_the_map():
    asia = {"kind": "region", "id": "region:asia", "name": "Asia", "country": "TH", "lat": 30.0, "lon": 100.0}
    assert bounds_of(asia) == (None, None)
    tuscany = {"kind": "region", "id": "region:tuscany", "name": "Tuscany", "country": "IT", "lat": 43.4, "lon": 11.0}
    assert bounds_of(tuscany) == ("IT", (43.4, 11.0))
    alps = {"kind": "region", "id": "region:alps", "name": "Alps", "country": "CH", "lat": 46.5, "lon": 10.0}
    assert bounds_of(alps) == (None, (46.5, 10.0))
    assert bounds_of({"kind": "country", "country": "IT", "name": "Italy"}) == ("IT", None)
    assert bounds_of(None) == (None, None)
