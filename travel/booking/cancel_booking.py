"""Cancelling: a quote of what comes back, and the yes that takes it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from travel.booking.bookings import Booking, Owner, Quote
from travel.booking.quotes import standing
from travel.errors import NotCancellable, QuoteChanged, QuoteExpired
from travel.money import Money
from travel.ports import BookingStore, QuoteStore

QUOTE_LIFETIME = timedelta(minutes=30)


def refund_of(booking: Booking, *, now: datetime) -> Money:
    """What comes back when ``booking`` is cancelled ``now``. Raises NotCancellable."""
    if booking.status not in ("confirmed", "changed") or now >= booking.starts:
        raise NotCancellable
    return booking.rule.refund(booking.price, starts=booking.starts, now=now)


async def quote_cancellation(
    bookings: BookingStore,
    quotes: QuoteStore,
    owner: Owner,
    reference: str,
    *,
    now: datetime,
    earlier: str | None = None,
) -> tuple[Quote, Booking]:
    """Say what cancelling would bring back, and keep it for the yes; an ``earlier`` quote of the same stands.

    Raises NoSuchBooking, NotCancellable.
    """
    booking = await bookings.get(reference, owner)
    quote = Quote(
        id=f"q_{secrets.token_urlsafe(12)}",
        kind="cancel",
        owner=owner,
        subjects=(reference,),
        amount=refund_of(booking, now=now),
        created=now,
        expires=now + QUOTE_LIFETIME,
    )
    return await standing(quotes, quote, earlier, now=now), booking


async def cancel_booking(
    bookings: BookingStore, quotes: QuoteStore, owner: Owner, quote_id: str, *, now: datetime
) -> Booking:
    """Cancel as quoted; a second yes finds it done.

    Raises NoSuchQuote, QuoteExpired, QuoteChanged (the refund has moved), NoSuchBooking, NotCancellable.
    """
    quote = await quotes.get(owner, quote_id)
    booking = await bookings.get(quote.subjects[0], owner)
    if booking.status == "cancelled":
        return booking
    if now > quote.expires:
        raise QuoteExpired
    if refund_of(booking, now=now) != quote.amount:
        raise QuoteChanged
    return await bookings.cancel(booking.reference, owner, refund=quote.amount, now=now)
