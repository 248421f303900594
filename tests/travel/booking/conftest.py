from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.fakes.samples import EMAIL, MARTA, NOW
from tests.fakes.stores import MemoryBookingStore, MemoryOfferStore, MemoryQuoteStore
from tests.fakes.suppliers import ShelfSupplier
from travel.booking.book import Counter, book_trip, quote_trip
from travel.booking.bookings import Booking, Owner, Passenger, Quote
from travel.offers import Content, Offer

NAMES = (Passenger("Marta Kowalska"), Passenger("Jan Nowak"))


@dataclass
class Shop:
    """A counter with memory behind it, and the steps of a sale."""

    bookings: MemoryBookingStore = field(default_factory=MemoryBookingStore)
    offers: MemoryOfferStore = field(default_factory=MemoryOfferStore)
    quotes: MemoryQuoteStore = field(default_factory=MemoryQuoteStore)

    def __post_init__(self) -> None:
        self.flights: ShelfSupplier[Any, Any] = ShelfSupplier(self.bookings, lambda query: [])
        self.stays: ShelfSupplier[Any, Any] = ShelfSupplier(self.bookings, lambda query: [])
        self.counter = Counter(
            offers=self.offers,
            quotes=self.quotes,
            bookings=self.bookings,
            flights=self.flights,
            stays=self.stays,
            offer_lifetime=timedelta(minutes=20),
            hold_for=timedelta(minutes=15),
        )

    async def show(self, *contents: Content, conversation: str = MARTA.conversation) -> list[str]:
        """Offers as a search would have stored them, good for half an hour; their ids."""
        saved = await self.offers.save(conversation, contents, now=NOW, lifetime=timedelta(minutes=30))
        return [offer.id for offer in saved]

    async def quote(
        self, ids: list[str], people: int = 1, *, owner: Owner = MARTA, now: datetime = NOW
    ) -> tuple[Quote, list[Offer]]:
        return await quote_trip(self.counter, owner, ids, NAMES[:people], EMAIL, now=now)

    async def yes(self, quote: Quote, *, owner: Owner = MARTA, now: datetime = NOW) -> list[Booking]:
        return await book_trip(self.counter, owner, quote.id, locale="de-DE", now=now)

    async def booked(self, *contents: Content) -> list[Booking]:
        quote, _ = await self.quote(await self.show(*contents))
        return await self.yes(quote)


@pytest.fixture
def shop() -> Shop:
    return Shop()
