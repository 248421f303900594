"""A believable market that needs no network: flights, stays and climate, always labelled "demo"."""

from suppliers.demo.climate import CatalogueClimate
from suppliers.demo.flights import DemoFlights
from suppliers.demo.stays import DemoStays

__all__ = ["CatalogueClimate", "DemoFlights", "DemoStays"]
