"""Climate of the catalogue's destinations."""

from __future__ import annotations

import pytest

from suppliers.demo import CatalogueClimate
from tests.suppliers.market import read_destinations

DESTINATIONS = read_destinations()
LISBON = next(one for one in DESTINATIONS if one.id == "lisbon")


@pytest.mark.parametrize(("place", "lat", "lon"), [("lisbon", 0, 0), ("gn:2267057", 0, 0), ("gn:1", 38.6, -9.1)])
def test_a_place_is_known_by_id_or_by_being_near(place: str, lat: float, lon: float) -> None:
    found = CatalogueClimate(DESTINATIONS).climate(place, lat, lon, 2)
    assert found is not None
    assert (found.place, found.month) == ("Lisbon", 2)
    assert (found.high, found.low, found.rain_days) == (
        LISBON.climate.high[1],
        LISBON.climate.low[1],
        LISBON.climate.rain_days[1],
    )
    assert LISBON.climate.sea is not None
    assert found.sea == LISBON.climate.sea[1]


def test_nothing_is_said_of_places_far_from_all_destinations() -> None:
    assert CatalogueClimate(DESTINATIONS).climate("gn:1", 30.0, -30.0, 2) is None
    assert CatalogueClimate([]).climate("lisbon", 38.7, -9.1, 2) is None
