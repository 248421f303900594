"""What it costs to get there: the dates of a wish, and the price of the journey from whoever sells it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

from recommender.catalogue import Destination
from recommender.wish import Wish
from travel.errors import BadQuery
from travel.ports import FlightSupplier
from travel.search.queries import FlightQuery

A_WEEK = 7
"""Days of a trip of which no length was said."""
MIDDLE = 10
"""Day of the month from which a fare is asked when only the month is known."""
FRESH = timedelta(minutes=15)
KEPT = 5000
"""Fares kept at most; then all are forgotten, which is cheap to mend."""
PATIENCE = 2.0
"""Seconds after which an idea goes without its fare."""


class Fares(Protocol):
    async def cheapest(
        self, origin: tuple[str, ...], destination: tuple[str, ...], depart: date, back: date
    ) -> Decimal | None:
        """EUR for one adult there and back; None when nobody flies or nobody knows in time."""
        ...


@dataclass(frozen=True)
class Dates:
    """``exact`` when the traveller named them; else they stand for the month."""

    depart: date
    back: date
    exact: bool

    @property
    def days(self) -> int:
        """Days at the place; one at least."""
        return max(1, (self.back - self.depart).days)


@dataclass(frozen=True)
class Cost:
    """EUR per person: the journey there and back, and that with ``days`` at the place at the lowest comfort."""

    fare: int
    total: int
    days: int
    when: str


def dates_of(wish: Wish, month: int, today: date) -> Dates:
    """When the journey would be: the dates that were said, else a week in the middle of the next such month."""
    days = wish.days or A_WEEK
    if wish.depart is not None:
        return Dates(wish.depart, wish.back or wish.depart + timedelta(days=days), exact=True)
    depart = date(today.year, month, MIDDLE)
    if depart < today + timedelta(days=3):
        depart = depart.replace(year=today.year + 1)
    return Dates(depart, depart + timedelta(days=days), exact=False)


def cost_of(destination: Destination, fare: Decimal, dates: Dates, month_name: str) -> Cost:
    """The cost of the trip, in whole EUR."""
    flight = round(fare)
    when = "in your week" if dates.exact else f"in {month_name}"
    return Cost(fare=flight, total=flight + dates.days * destination.cost.low, days=dates.days, when=when)


class SupplierFares:
    """``Fares`` of a supplier; what was found is kept for a while, as an idea need not know the price of the minute."""

    def __init__(self, flights: FlightSupplier, clock: Callable[[], datetime]) -> None:
        self._flights, self._clock = flights, clock
        self._found: dict[FlightQuery, tuple[datetime, Decimal | None]] = {}

    async def cheapest(
        self, origin: tuple[str, ...], destination: tuple[str, ...], depart: date, back: date
    ) -> Decimal | None:
        now = self._clock()
        query = FlightQuery(origin, destination, depart, back)
        known = self._found.get(query)
        if known is None or known[0] < now - FRESH:
            known = now, await self._ask(query, now)
            if len(self._found) >= KEPT:
                self._found.clear()
            self._found[query] = known
        return known[1]

    async def _ask(self, query: FlightQuery, now: datetime) -> Decimal | None:
        try:
            query.check(now.date())
            async with asyncio.timeout(PATIENCE):
                offers = await self._flights.search(query, now=now)
        except (BadQuery, TimeoutError):
            return None
        return min((offer.price.amount for offer in offers), default=None)
