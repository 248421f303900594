"""Suppliers that sell what a test puts on the shelf, while their stock lasts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

from travel.errors import UnknownCurrency
from travel.offers import FlightOffer, StayOffer
from travel.ports import StockReader
from travel.search.queries import FlightQuery, StayQuery
from travel.weather import MonthClimate

Sold = TypeVar("Sold", FlightOffer, StayOffer)
Asked = TypeVar("Asked", FlightQuery, StayQuery)


@dataclass
class ShelfSupplier(Generic[Sold, Asked]):
    """``FlightSupplier`` or ``StaySupplier``: ``shelf`` makes the offers of a query; ``today`` their later prices.

    ``asked`` are the queries as they came.
    """

    stock: StockReader
    shelf: Callable[[Asked], Sequence[Sold]]
    today: dict[str, Sold] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    async def search(self, query: Asked, *, now: datetime) -> list[Sold]:
        self.asked.append(query)
        return [offer for offer in self.shelf(query) if await self._left(offer)]

    async def refresh(self, offer: Sold, *, now: datetime) -> Sold | None:
        fresh = self.today.get(offer.key, offer)
        return fresh if await self._left(fresh) else None

    async def _left(self, offer: Sold) -> bool:
        sold = await self.stock.sold(use.key for use in offer.stock)
        return all(sold.get(use.key, 0) + use.units <= use.capacity for use in offer.stock)


@dataclass
class OneClimate:
    """``WeatherSource`` that knows one place."""

    known: MonthClimate | None

    def climate(self, place: str, lat: float, lon: float, month: int) -> MonthClimate | None:
        return self.known


@dataclass
class FixedRates:
    """``ExchangeRates`` of one day; ``per_euro`` are units for one euro."""

    per_euro: Mapping[str, str]
    day: date = date(2026, 11, 20)

    def convert(self, amount: Decimal, source: str, target: str) -> tuple[Decimal, date]:
        return amount / self._rate(source) * self._rate(target), self.day

    def _rate(self, currency: str) -> Decimal:
        rate = "1" if currency == "EUR" else self.per_euro.get(currency)
        if rate is None:
            raise UnknownCurrency(currency)
        return Decimal(rate)
