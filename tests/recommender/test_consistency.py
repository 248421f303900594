"""The catalogue agrees with itself and with the map: what the schema cannot see of one entry alone."""

from __future__ import annotations

from collections import Counter

import pytest

from recommender.catalogue import Destination
from tests.house.tree import ROOT
from world.places import Gazetteer
from world.places.ranking import distance_km

TROPIC = 23.44
AIRPORT_KM = 150.0
AT_THE_SEA = {"coast", "island", "archipelago", "beach_resort"}
HARBOURS = set("aarhus athens barcelona danube-delta dublin edinburgh lisbon margaret-river oslo porto riga".split())
"""They lie at the sea, though that is not what kind of place they are."""
FAR_FROM_AIRPORTS = set(
    """agra drakensberg huaraz kaikoura lake-tekapo lencois-maranhenses loire-valley puerto-viejo-limon
    sapa south-gobi tartu""".split()
)
"""Their own airport is unknown to the gazetteer or sees few flights; the one that people use is further away."""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ROOT / "models" / "gazetteer")


def test_there_are_at_least_five_hundred(destinations: list[Destination]):
    assert len(destinations) >= 500


def test_an_id_and_a_town_of_the_world_stand_once(destinations: list[Destination]):
    assert _twice([one.id for one in destinations]) == []
    assert _twice([str(one.geonames) for one in destinations if one.geonames is not None]) == []


def test_a_name_stands_once_in_a_country(destinations: list[Destination]):
    """Cards tell places of the same name apart by the country."""
    assert _twice([f"{one.name}, {one.country}" for one in destinations]) == []


def test_every_country_has_its_facts(destinations: list[Destination]):
    known = {path.stem for path in (ROOT / "data" / "catalogue" / "countries").glob("*.yml")}
    assert sorted({one.country for one in destinations} - known) == []


def test_the_sea_is_measured_only_at_the_sea(destinations: list[Destination]):
    measured = [one for one in destinations if one.climate.sea is not None]
    assert [one.id for one in measured if not AT_THE_SEA & set(one.kinds) and one.id not in HARBOURS] == []


def test_every_coast_has_a_sea(destinations: list[Destination]):
    dry = [one for one in destinations if one.climate.sea is None and "lake" not in one.kinds]
    assert [one.id for one in dry if AT_THE_SEA & set(one.kinds)] == []


def test_july_is_the_summer_north_of_the_tropic_and_january_south_of_it(destinations: list[Destination]):
    warmer = [(one, one.climate.high[6] - one.climate.high[0]) for one in destinations]
    assert [one.id for one, july in warmer if one.lat > TROPIC and july <= 0] == []
    assert [one.id for one, july in warmer if one.lat < -TROPIC and july >= 0] == []


def test_airports_are_near(destinations: list[Destination], gazetteer: Gazetteer):
    """At least one airport has scheduled traffic, and all of those lie within 150 km."""
    wrong = []
    for one in destinations:
        found = [airport for code in one.airports if (airport := gazetteer.airport(code))]
        if not found:
            wrong.append(f"{one.id}: none of {one.airports} is known")
        if one.id not in FAR_FROM_AIRPORTS:
            away = {port.id: distance_km(one.lat, one.lon, port.lat, port.lon) for port in found}
            wrong += [f"{one.id}: {port} is {km:.0f} km away" for port, km in away.items() if km > AIRPORT_KM]
    assert wrong == []


def test_descriptions_and_sights_have_their_length(destinations: list[Destination]):
    assert [one.id for one in destinations if not 60 <= len(one.description.split()) <= 120] == []
    assert [one.id for one in destinations if not 6 <= len(one.sights) <= 15] == []
    assert [one.id for one in destinations if _twice([sight.name for sight in one.sights])] == []
    assert _twice([one.description for one in destinations]) == []


def _twice(values: list[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if count > 1)
