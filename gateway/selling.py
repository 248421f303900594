"""Who sells, for bookings over the REST interface; loaded only when an offer has to be priced anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gateway.later import Later
from travel.offers import FlightOffer, StayOffer
from travel.ports import FlightSupplier, StaySupplier, StockReader
from travel.search.queries import FlightQuery, StayQuery
from world.places import Gazetteer

CITY = 15_000
"""Inhabitants of the smallest town that has stays; the action server sells the same."""


@dataclass(frozen=True)
class Suppliers:
    """Everybody who sells."""

    flights: FlightSupplier
    stays: StaySupplier


def load_suppliers(gazetteer: Callable[[], Gazetteer], catalogue: Path, stock: StockReader) -> Suppliers:
    """The demo market: about two seconds. Raises what is missing."""
    # Here and not above: seldom needed, and costs memory.
    from recommender.catalogue import read_catalogue
    from suppliers.demo import DemoFlights, DemoStays
    from world.carriers import carriers

    places = gazetteer()
    return Suppliers(
        flights=DemoFlights(places.airports(), carriers(), stock),
        stays=DemoStays(places.cities(CITY), read_catalogue(catalogue), stock),
    )


class LaterFlights:
    """``travel.ports.FlightSupplier`` that is loaded at its first use."""

    def __init__(self, suppliers: Later[Suppliers]) -> None:
        self._suppliers = suppliers

    async def search(self, query: FlightQuery, *, now: datetime) -> list[FlightOffer]:
        return await (await self._suppliers.ready()).flights.search(query, now=now)

    async def refresh(self, offer: FlightOffer, *, now: datetime) -> FlightOffer | None:
        return await (await self._suppliers.ready()).flights.refresh(offer, now=now)


class LaterStays:
    """``travel.ports.StaySupplier`` that is loaded at its first use."""

    def __init__(self, suppliers: Later[Suppliers]) -> None:
        self._suppliers = suppliers

    async def search(self, query: StayQuery, *, now: datetime) -> list[StayOffer]:
        return await (await self._suppliers.ready()).stays.search(query, now=now)

    async def refresh(self, offer: StayOffer, *, now: datetime) -> StayOffer | None:
        return await (await self._suppliers.ready()).stays.refresh(offer, now=now)
