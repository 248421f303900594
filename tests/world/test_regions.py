"""In which countries a region lies."""

from __future__ import annotations

from world.regions import region_countries


def test_countries_of_regions():
    assert region_countries("region:goa") == ("IN",)
    assert region_countries("region:scandinavia") == ("SE", "NO", "DK")
    assert region_countries("country:PT") == ()
    assert region_countries("region:texas") == ()
