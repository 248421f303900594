"""The catalogue read and reckoned with apart from the recommender, for tests that compare answers with facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import yaml

from recommender.wish import Wish
from suppliers.demo import DemoFlights
from travel.search.queries import FlightQuery
from world.carriers import carriers
from world.places import Gazetteer

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "data" / "catalogue"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
BANDS = {"hot": (27, 40), "warm": (20, 36), "mild": (13, 28), "cool": (6, 22), "cold": (-60, 8)}
EUROPEANS = set("AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
MOVE_FREELY = EUROPEANS | {"IS", "LI", "NO", "CH"}

Entry = Mapping[str, Any]


class NothingSold:
    """A market from which nobody has bought yet."""

    async def sold(self, keys: Iterable[str]) -> dict[str, int]:
        return {}


def market() -> DemoFlights:
    """The demo supplier as the house builds it."""
    return DemoFlights(Gazetteer.load(ROOT / "models" / "gazetteer").airports(), carriers(), NothingSold())


def read_destinations() -> dict[str, Entry]:
    """The catalogue's entries as they stand in the files, by their ids."""
    found = {}
    for path in (CATALOGUE / "destinations").glob("*.yml"):
        for one in yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)["destinations"]:
            found[one["id"]] = {**one, "country": path.stem}
    return found


class Countries:
    """Facts of countries as they stand in the files."""

    def __init__(self) -> None:
        self._read: dict[str, Entry] = {}

    def __getitem__(self, code: str) -> Entry:
        if code not in self._read:
            path = CATALOGUE / "countries" / f"{code}.yml"
            self._read[code] = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
        return self._read[code]

    def free_for(self, passport: str, country: str) -> bool:
        """Whether the file says that a passport needs nothing in advance."""
        free = set(self[country]["entry"]["free_for"])
        if passport == country:
            return False  # who speaks of visas wants to go abroad
        if {passport, country} <= MOVE_FREELY:
            return True
        return passport in free or (passport in EUROPEANS and "EU" in free)

    def speaks(self, country: str, language: str) -> bool:
        return language in self[country]["languages"]


def kilometres(lat: float, lon: float, there: Entry) -> float:
    """Great circle, by haversines."""
    one, other = radians(lat), radians(there["lat"])
    across = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * sin(radians(there["lon"] - lon) / 2) ** 2
    return 2 * 6371 * asin(sqrt(across))


def flown(lat: float, lon: float, there: Entry) -> float:
    """Hours in the air, and half of one for what is around it."""
    return 0.5 + kilometres(lat, lon, there) / 800


def driven(lat: float, lon: float, there: Entry) -> float:
    """Hours on roads that are longer by three tenths than the straight line."""
    return kilometres(lat, lon, there) * 1.3 / 85


def has_beach(one: Entry) -> bool:
    return one["climate"].get("sea") is not None or one["tags"].get("beach", 0) >= 0.3


def can_ski(one: Entry, month: int) -> bool:
    return one["tags"].get("ski", 0) >= 0.4 and one["climate"]["low"][month - 1] <= 2


def dates(wish: Wish, month: int) -> tuple[date, date]:
    """When the trip is: as said, else from the tenth of the next such month on, a week if no length was said."""
    length = timedelta(days=wish.days or 7)
    if wish.depart:
        return wish.depart, wish.back or wish.depart + length
    start = date(TODAY.year, month, 10)
    while start - TODAY < timedelta(days=3):
        start = start.replace(year=start.year + 1)
    return start, start + length


class Till:
    """Fares asked of the supplier directly, each once."""

    def __init__(self, flights: DemoFlights) -> None:
        self._flights = flights
        self._asked: dict[FlightQuery, Decimal | None] = {}

    async def fare(self, wish: Wish, month: int, one: Entry) -> Decimal | None:
        """The cheapest there and back for an adult; None when nobody flies."""
        assert wish.origin is not None
        query = FlightQuery(wish.origin.airports, tuple(one["airports"]), *dates(wish, month))
        if query not in self._asked:
            apart = not set(query.origin) & set(query.destination)
            offers = await self._flights.search(query, now=NOW) if apart else []
            self._asked[query] = min((offer.price.amount for offer in offers), default=None)
        return self._asked[query]

    async def cost(self, wish: Wish, month: int, one: Entry) -> tuple[int, int, int] | None:
        """In whole EUR the fare, the whole trip at the lowest comfort, and its days."""
        fare = await self.fare(wish, month, one)
        if fare is None:
            return None
        start, end = dates(wish, month)
        days = max(1, (end - start).days)
        return round(fare), round(fare) + days * one["cost"]["low"], days
