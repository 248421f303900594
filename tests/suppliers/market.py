"""A small market for tests: 200 real airports, all carriers, the catalogue, and stock in memory."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from recommender.catalogue import Destination, read_catalogue
from suppliers.demo import DemoFlights, DemoStays
from travel.offers import FlightOffer, StayOffer
from world.carriers import Carrier, carriers

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Spot:
    id: str
    name: str
    city: str | None
    country: str
    lat: float
    lon: float
    tz: str
    population: int
    prior: float


@dataclass
class MemoryStock:
    """Stock as the store keeps it: never more taken than the capacity."""

    taken: dict[str, int] = field(default_factory=dict)
    reads: int = 0

    async def sold(self, keys: Iterable[str]) -> dict[str, int]:
        self.reads += 1
        return {key: self.taken[key] for key in keys if key in self.taken}

    def take(self, offer: FlightOffer | StayOffer) -> bool:
        """Whether the whole offer could be taken."""
        if any(self.taken.get(use.key, 0) + use.units > use.capacity for use in offer.stock):
            return False
        for use in offer.stock:
            self.taken[use.key] = self.taken.get(use.key, 0) + use.units
        return True


def read_airports() -> list[Spot]:
    with (HERE / "airports.csv").open(encoding="utf-8") as lines:
        return [
            Spot(
                f"iata:{row['iata']}",
                row["iata"],
                row["city"],
                row["country"],
                float(row["lat"]),
                float(row["lon"]),
                row["tz"],
                0,
                float(row["traffic"]),
            )
            for row in csv.DictReader(lines)
        ]


def read_carriers() -> Sequence[Carrier]:
    return carriers()


def read_cities() -> list[Spot]:
    """The airports' towns as cities of 40,000 to four million, and Lisbon by its real id."""
    lisbon = Spot("gn:2267057", "Lisbon", "Lisbon", "PT", 38.7167, -9.1333, "Europe/Lisbon", 517_802, 0.9)
    return [
        lisbon,
        *(
            Spot(
                f"gn:{number}",
                spot.city or spot.name,
                spot.city,
                spot.country,
                spot.lat,
                spot.lon,
                spot.tz,
                40_000 + int(4e6 * spot.prior),
                spot.prior,
            )
            for number, spot in enumerate(read_airports(), start=1)
        ),
    ]


def read_destinations() -> list[Destination]:
    return read_catalogue(HERE.parents[1] / "data" / "catalogue" / "destinations")


def open_flights(stock: MemoryStock, **seed: int) -> DemoFlights:
    return DemoFlights(read_airports(), read_carriers(), stock, **seed)


def open_stays(stock: MemoryStock, **seed: int) -> DemoStays:
    return DemoStays(read_cities(), read_destinations(), stock, **seed)
