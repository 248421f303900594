"""From offers to bookings: a quote that waits for a yes, and the yes that takes it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from travel.booking.bookings import Booking, Order, Owner, Passenger, Quote
from travel.booking.quotes import standing
from travel.errors import HoldExpired, MixedCurrencies, PartyMismatch, QuoteChanged, QuoteExpired, SoldOut
from travel.money import total
from travel.offers import Content, FlightOffer, Offer
from travel.party import Party
from travel.ports import BookingStore, FlightSupplier, OfferStore, QuoteStore, StaySupplier

QUOTE_LIFETIME = timedelta(minutes=30)


@dataclass(frozen=True)
class Counter:
    """What booking needs: the stores and who sells."""

    offers: OfferStore
    quotes: QuoteStore
    bookings: BookingStore
    flights: FlightSupplier
    stays: StaySupplier
    offer_lifetime: timedelta
    hold_for: timedelta


async def quote_trip(
    counter: Counter,
    owner: Owner,
    offer_ids: Sequence[str],
    passengers: Sequence[Passenger],
    email: str,
    *,
    now: datetime,
    earlier: str | None = None,
) -> tuple[Quote, list[Offer]]:
    """Fix price and rules for a summary. Offers past their expiry are refreshed first.

    ``earlier`` is the quote of the summary before: while it holds and nothing has changed, it stands.
    Raises NoSuchOffer, SoldOut, PartyMismatch, MixedCurrencies.
    """
    offers = [await _current(counter, offer, now) for offer in await counter.offers.get(owner.conversation, offer_ids)]
    _check_passengers(offers, passengers)
    if len({offer.price.currency for offer in offers}) != 1:
        raise MixedCurrencies
    quote = Quote(
        id=f"q_{secrets.token_urlsafe(12)}",
        kind="book",
        owner=owner,
        subjects=tuple(offer.id for offer in offers),
        amount=total([offer.price for offer in offers]),
        created=now,
        expires=now + QUOTE_LIFETIME,
        passengers=tuple(passengers),
        email=email,
    )
    return await standing(counter.quotes, quote, earlier, now=now), offers


async def book_trip(counter: Counter, owner: Owner, quote_id: str, *, locale: str, now: datetime) -> list[Booking]:
    """Take a quote: hold everything, then confirm everything; a second yes finds the first bookings.

    Raises NoSuchQuote, QuoteExpired, QuoteChanged (price or rule moved), SoldOut, HoldExpired.
    """
    quote = await counter.quotes.get(owner, quote_id)
    before = await counter.bookings.find_order(quote.id)
    if not before:
        offers = await _as_quoted(counter, quote, now)
        order = Order(quote.id, owner, tuple(offers), quote.passengers, quote.email, locale)
        before = await counter.bookings.hold(order, now=now, deadline=now + counter.hold_for)
    if any(booking.status == "expired" for booking in before):
        raise HoldExpired
    if any(booking.status == "held" for booking in before):
        return await counter.bookings.confirm(quote.id, now=now)
    return before


async def _as_quoted(counter: Counter, quote: Quote, now: datetime) -> list[Offer]:
    if now > quote.expires:
        raise QuoteExpired
    offers = await counter.offers.get(quote.owner.conversation, quote.subjects)
    for offer in offers:
        fresh = await _current(counter, offer, now)
        if (fresh.content.price, fresh.content.rule) != (offer.content.price, offer.content.rule):
            raise QuoteChanged
    return offers


async def _current(counter: Counter, offer: Offer, now: datetime) -> Offer:
    """The offer itself while its price holds, else a stored new one at today's price. Raises SoldOut."""
    if now < offer.expires:
        return offer
    fresh = await _refresh(counter, offer.content, now)
    if fresh is None:
        raise SoldOut(offer.id)
    stored = await counter.offers.save(offer.conversation, [fresh], now=now, lifetime=counter.offer_lifetime)
    return stored[0]


async def _refresh(counter: Counter, content: Content, now: datetime) -> Content | None:
    if isinstance(content, FlightOffer):
        return await counter.flights.refresh(content, now=now)
    return await counter.stays.refresh(content, now=now)


def _check_passengers(offers: Sequence[Offer], passengers: Sequence[Passenger]) -> None:
    """A flight wants everybody whom it was priced for; a stay is booked on one name or more."""
    if not passengers:
        raise PartyMismatch
    for offer in offers:
        if isinstance(offer.content, FlightOffer) and _kinds(passengers) != _seats(offer.content.party):
            raise PartyMismatch


def _kinds(passengers: Sequence[Passenger]) -> list[tuple[str, int]]:
    """What everybody is, with the ages of children, in any order."""
    return sorted((one.kind, (one.age or 0) if one.kind == "child" else 0) for one in passengers)


def _seats(party: Party) -> list[tuple[str, int]]:
    children = [("child", age) for age in party.child_ages]
    return sorted([("adult", 0)] * party.adults + children + [("infant", 0)] * party.infants)
