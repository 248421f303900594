"""Fares: asked once, for the dates of the wish, and done without where nobody knows in time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from recommender import fares
from recommender.catalogue import Destination
from recommender.fares import FRESH, Dates, SupplierFares, cost_of, dates_of
from recommender.wish import Wish
from travel.search.queries import FlightQuery

TODAY = date(2026, 11, 22)
START = datetime(2026, 11, 22, 10, tzinfo=UTC)
TRIP = (date(2027, 3, 10), date(2027, 3, 17))


@dataclass
class Prices:
    """A supplier with these prices, which notes what it was asked."""

    prices: tuple[str, ...] = ("120.40", "99.60", "310")
    wait: float = 0.0
    asked: list[FlightQuery] = field(default_factory=list)

    async def search(self, query: FlightQuery, *, now: datetime) -> list[Any]:
        self.asked.append(query)
        await asyncio.sleep(self.wait)
        return [SimpleNamespace(price=SimpleNamespace(amount=Decimal(price))) for price in self.prices]

    async def refresh(self, offer: Any, *, now: datetime) -> None:
        raise AssertionError("an idea refreshes no offer")


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


async def test_the_cheapest_fare_is_asked_once_and_again_when_it_is_old():
    supplier, clock = Prices(), Clock()
    known = SupplierFares(supplier, clock)  # type: ignore[arg-type]
    for _ in range(3):
        assert await known.cheapest(("VIE",), ("LIS",), *TRIP) == Decimal("99.60")
    assert len(supplier.asked) == 1
    assert await known.cheapest(("VIE",), ("OPO",), *TRIP) == Decimal("99.60")
    assert [query.destination for query in supplier.asked] == [("LIS",), ("OPO",)]
    clock.now += FRESH
    await known.cheapest(("VIE",), ("LIS",), *TRIP)
    assert len(supplier.asked) == 2
    clock.now += timedelta(seconds=1)
    await known.cheapest(("VIE",), ("LIS",), *TRIP)
    assert len(supplier.asked) == 3


async def test_where_nobody_flies_there_is_no_fare_and_that_is_kept_too():
    supplier = Prices(prices=())
    known = SupplierFares(supplier, Clock())  # type: ignore[arg-type]
    assert await known.cheapest(("VIE",), ("LIS",), *TRIP) is None
    assert await known.cheapest(("VIE",), ("LIS",), *TRIP) is None
    assert len(supplier.asked) == 1


async def test_what_takes_too_long_goes_without(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fares, "PATIENCE", 0.01)
    known = SupplierFares(Prices(wait=5), Clock())  # type: ignore[arg-type]
    assert await asyncio.wait_for(known.cheapest(("VIE",), ("LIS",), *TRIP), 2) is None


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ((), ("LIS",), TRIP),
        (("LIS",), ("LIS", "OPO"), TRIP),
        (("VIE",), ("LIS",), (date(2026, 11, 1), date(2026, 11, 8))),
        (("VIE",), ("LIS",), (date(2028, 11, 1), date(2028, 11, 8))),
    ],
)
async def test_what_no_airline_could_answer_is_not_asked(
    start: tuple[str, ...], end: tuple[str, ...], days: tuple[date, date]
):
    supplier = Prices()
    assert await SupplierFares(supplier, Clock()).cheapest(start, end, *days) is None  # type: ignore[arg-type]
    assert supplier.asked == []


async def test_no_more_than_so_many_are_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fares, "KEPT", 2)
    supplier = Prices()
    known = SupplierFares(supplier, Clock())  # type: ignore[arg-type]
    for to in ("LIS", "OPO", "FAO"):
        await known.cheapest(("VIE",), (to,), *TRIP)
    await known.cheapest(("VIE",), ("FAO",), *TRIP)
    assert len(supplier.asked) == 3
    await known.cheapest(("VIE",), ("LIS",), *TRIP)
    assert len(supplier.asked) == 4


@pytest.mark.parametrize(
    ("wish", "month", "expected"),
    [
        (Wish(), 3, Dates(date(2027, 3, 10), date(2027, 3, 17), exact=False)),
        (Wish(days=3), 12, Dates(date(2026, 12, 10), date(2026, 12, 13), exact=False)),
        (Wish(), 11, Dates(date(2027, 11, 10), date(2027, 11, 17), exact=False)),
        (Wish(depart=date(2027, 5, 2)), 5, Dates(date(2027, 5, 2), date(2027, 5, 9), exact=True)),
        (Wish(depart=date(2027, 5, 2), days=4), 5, Dates(date(2027, 5, 2), date(2027, 5, 6), exact=True)),
        (
            Wish(depart=date(2027, 5, 2), back=date(2027, 5, 20), days=4),
            5,
            Dates(date(2027, 5, 2), date(2027, 5, 20), exact=True),
        ),
    ],
)
def test_the_dates_of_a_wish(wish: Wish, month: int, expected: Dates):
    assert dates_of(wish, month, TODAY) == expected


def test_a_trip_costs_the_journey_and_its_days(destinations: list[Destination]):
    place = destinations[0]
    cost = cost_of(place, Decimal("99.60"), Dates(*TRIP, exact=False), "March")
    assert (cost.fare, cost.total, cost.days, cost.when) == (100, 100 + 7 * place.cost.low, 7, "in March")
    same_day = Dates(TRIP[0], TRIP[0], exact=True)
    cost = cost_of(place, Decimal("99.60"), same_day, "March")
    assert (cost.total, cost.days, cost.when) == (100 + place.cost.low, 1, "in your week")
