"""What the use cases need from outside; ``db`` and ``suppliers`` implement it, the wiring hands it in.

``now`` is always an aware datetime in UTC, handed in by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

from travel.booking.bookings import Booking, Order, Owner, Quote
from travel.facts import Country, Language
from travel.money import Money
from travel.offers import Content, FlightOffer, Offer, StayOffer
from travel.recommendations import Impression, Outcome, Reactions
from travel.search.queries import FlightQuery, StayQuery
from travel.weather import MonthClimate


class StockReader(Protocol):
    """What has been sold or is held, for suppliers whose stock is kept in our database."""

    async def sold(self, keys: Iterable[str]) -> dict[str, int]:
        """Units taken by key; keys never sold are left out."""
        ...


class FlightSupplier(Protocol):
    async def search(self, query: FlightQuery, *, now: datetime) -> list[FlightOffer]:
        """Bookable offers, cheapest first; empty when nobody flies. At most 60."""
        ...

    async def refresh(self, offer: FlightOffer, *, now: datetime) -> FlightOffer | None:
        """The same journey at today's price and rule, or None when it is sold out."""
        ...


class StaySupplier(Protocol):
    async def search(self, query: StayQuery, *, now: datetime) -> list[StayOffer]:
        """Bookable offers, best value first; empty where no property is known. At most 60."""
        ...

    async def refresh(self, offer: StayOffer, *, now: datetime) -> StayOffer | None:
        """The same room and nights at today's price and rule, or None when it is sold out."""
        ...


class WeatherSource(Protocol):
    def climate(self, place: str, lat: float, lon: float, month: int) -> MonthClimate | None:
        """The long-term average of the nearest known place within 60 km; None when nothing is known."""
        ...


class CountryFacts(Protocol):
    def country(self, code: str) -> Country | None:
        """What is known of a country (ISO 3166 alpha-2); None when it is nothing."""
        ...

    def language(self, code: str) -> Language | None:
        """Phrases in a language (ISO 639); None when none are known."""
        ...

    def languages(self) -> Sequence[str]:
        """The languages of which phrases are known, sorted."""
        ...


class ExchangeRates(Protocol):
    def convert(self, amount: Decimal, source: str, target: str) -> tuple[Decimal, date]:
        """``amount`` of ``source`` in ``target`` (ISO 4217), unrounded, and the day of the rate.

        Raises UnknownCurrency.
        """
        ...


class OfferStore(Protocol):
    async def save(
        self, conversation: str, contents: Sequence[Content], *, now: datetime, lifetime: timedelta
    ) -> list[Offer]:
        """Store what was found, in order; ids are unguessable."""
        ...

    async def get(self, conversation: str, ids: Sequence[str]) -> list[Offer]:
        """The offers in the order asked, expired ones too. Raises NoSuchOffer for unknown or foreign ids."""
        ...


class QuoteStore(Protocol):
    async def save(self, quote: Quote) -> None: ...

    async def get(self, owner: Owner, quote_id: str) -> Quote:
        """Raises NoSuchQuote when it is unknown or another owner's."""
        ...


class BookingStore(Protocol):
    async def hold(self, order: Order, *, now: datetime, deadline: datetime) -> list[Booking]:
        """Take the stock and write one held booking per offer, all or none, in one transaction.

        The same ``order.key`` again returns the first bookings whatever their status. Raises SoldOut.
        """
        ...

    async def find_order(self, order_key: str) -> list[Booking]:
        """The bookings of an order whatever their status; empty when there was none."""
        ...

    async def confirm(self, order_key: str, *, now: datetime) -> list[Booking]:
        """Held becomes confirmed, with audit and confirmation mail in the outbox; repeatable.

        Raises HoldExpired when the deadline has passed and NoSuchBooking for an unknown key.
        """
        ...

    async def release(self, order_key: str, *, now: datetime) -> None:
        """Give a hold back (the supplier refused); confirmed bookings stay. Repeatable."""
        ...

    async def cancel(self, reference: str, owner: Owner, *, refund: Money, now: datetime) -> Booking:
        """Confirmed becomes cancelled, stock is freed, audit and mail written, in one transaction.

        A booking already cancelled is returned as it is. Raises NoSuchBooking, NotCancellable.
        """
        ...

    async def get(self, reference: str, owner: Owner) -> Booking:
        """Raises NoSuchBooking for unknown and foreign references alike."""
        ...

    async def list(self, owner: Owner, *, upcoming_from: date | None = None) -> list[Booking]:
        """Confirmed, changed and cancelled bookings of the owner, next journey first."""
        ...

    async def expire_holds(self, *, now: datetime, limit: int = 100) -> int:
        """Free held bookings whose deadline has passed; how many."""
        ...


class CodeStore(Protocol):
    """One-time codes sent by e-mail, to find a booking from another conversation."""

    async def request(self, conversation: str, reference: str, *, now: datetime) -> None:
        """Send a code to the booking's address, if there is such a booking; never tells whether there is.

        Raises TooManyTries when too many were asked for.
        """
        ...

    async def redeem(self, conversation: str, reference: str, code: str, *, now: datetime) -> Booking:
        """Let this conversation see the booking. Raises BadCode, TooManyTries."""
        ...


class RecommendationLog(Protocol):
    """What was shown and what came of it, kept from the first day so that a ranker can be learned."""

    async def record(self, shown: Sequence[Impression], *, now: datetime) -> list[str]:
        """Store what was shown, in order; the new ids."""
        ...

    async def outcome(self, impression: str, kind: Outcome, *, now: datetime) -> None:
        """Store that an impression was opened, liked, disliked, searched or booked."""
        ...

    async def reactions(self, owner: Owner) -> Reactions:
        """What the owner thought of what was shown to them, the latest first."""
        ...

    async def recommended(self, owner: Owner) -> Sequence[str]:
        """Destinations that were recommended to the owner, the one that they dealt with last first."""
        ...

    async def came_of(self, owner: Owner, destination: str, kind: Outcome, *, now: datetime) -> None:
        """The outcome of the latest impression of a destination; nothing where the owner was not shown it.

        Repeatable.
        """
        ...

    async def forget_taste(self, owner: Owner, destination: str | None = None) -> int:
        """Delete the owner's reactions, all or to one destination; to how many destinations there were any."""
        ...
