"""How fast the demo market answers: `python -m tests.bench.suppliers`. Prints, asserts nothing.

Uses the built gazetteer and the real carriers where they are, else the small market of the tests.
"""

# ruff: noqa: T201 -- printing is what it is for

from __future__ import annotations

import asyncio
import random
import time
import tracemalloc
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from suppliers.demo import DemoFlights, DemoStays
from suppliers.demo.places import Carrier, Place
from tests.suppliers import market
from tests.suppliers.market import NOW, MemoryStock
from travel.search.queries import FlightQuery, StayQuery

GAZETTEER = Path("models/gazetteer")
PAIRS = 200


def main() -> None:
    airports, cities, carriers, source = _market()
    destinations = market.read_destinations()
    started = time.perf_counter()
    flights, stays = DemoFlights(airports, carriers, MemoryStock()), DemoStays(cities, destinations, MemoryStock())
    opened = (time.perf_counter() - started) * 1000
    tracemalloc.start()
    again = DemoFlights(airports, carriers, MemoryStock()), DemoStays(cities, destinations, MemoryStock())
    held = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    del again
    print(f"{source}: {len(airports)} airports, {len(carriers)} carriers, {len(cities)} cities")
    print(f"opened in {opened:.0f} ms, {held:.1f} MB before the first search")
    chance = random.Random(7)
    _flights(flights, "any airports", airports, chance)
    busy = sorted(airports, key=lambda place: -place.prior)
    _flights(flights, "300 busiest", busy[:300], chance)
    _stays(stays, [city for city in cities if city.population >= 100_000], chance)


def _market() -> tuple[Sequence[Place], Sequence[Place], Sequence[Carrier], str]:
    if not GAZETTEER.exists() or find_spec("world.carriers") is None:
        return market.read_airports(), market.read_cities(), market.read_carriers(), "the tests' market"
    from world.carriers import carriers
    from world.places import Gazetteer

    gazetteer = Gazetteer.load(GAZETTEER)
    return gazetteer.airports(), gazetteer.cities(15_000), carriers(), "the gazetteer"


def _flights(flights: DemoFlights, name: str, places: Sequence[Place], chance: random.Random) -> None:
    codes = [place.id.removeprefix("iata:") for place in places]
    searches = []
    for _ in range(PAIRS):
        origin, destination = chance.sample(codes, 2)
        depart = NOW.date() + timedelta(days=chance.randrange(1, 300))
        searches.append(FlightQuery((origin,), (destination,), depart, depart + timedelta(days=7)))
    for turn in ("first time", "again"):
        _measure(f"flights, {name}, {turn}", flights.search, searches)


def _stays(stays: DemoStays, cities: Sequence[Place], chance: random.Random) -> None:
    searches = []
    for _ in range(PAIRS):
        city = chance.choice(cities)
        arrive = NOW.date() + timedelta(days=chance.randrange(1, 300))
        leave = arrive + timedelta(days=chance.randrange(1, 15))
        searches.append(StayQuery(city.id, city.name, city.country, city.lat, city.lon, city.tz, arrive, leave))
    for turn in ("first time", "again"):
        _measure(f"stays, {turn}", stays.search, searches)


def _measure(name: str, search: Callable[..., Awaitable[list[Any]]], queries: Sequence[Any]) -> None:
    async def run() -> tuple[list[float], int]:
        times, empty = [], 0
        for query in queries:
            started = time.perf_counter()
            empty += not await search(query, now=NOW)
            times.append((time.perf_counter() - started) * 1000)
        return sorted(times), empty

    times, empty = asyncio.run(run())
    middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"{name}: p50 {middle:.1f} ms, p95 {late:.1f} ms, slowest {times[-1]:.1f} ms, {empty} of {len(times)} empty")


if __name__ == "__main__":
    main()
