"""Bookings: read, and made in two steps, because nothing is bought or cancelled without a yes to a quote."""

from __future__ import annotations

from typing import cast

from aiohttp import web

from gateway.answers import unless_known
from gateway.house import House, house_of
from gateway.owners import owner_of
from gateway.problems import (
    MIXED_CURRENCIES,
    NOT_CANCELLABLE,
    PARTY_MISMATCH,
    QUOTE_CHANGED,
    QUOTE_EXPIRED,
    SOLD_OUT,
    UNKNOWN_BOOKING,
    UNKNOWN_OFFER,
    UNKNOWN_QUOTE,
    Kind,
    Problem,
)
from gateway.remotes import remote_of
from gateway.routing import BODY, QUERY
from gateway.shapes import BookingBody, BookingPage, CancellationBody, Conversation
from gateway.shown import Json, booking_json, quote_json, refund_json
from travel import errors
from travel.booking.book import book_trip, quote_trip
from travel.booking.bookings import Owner, Passenger
from travel.booking.cancel_booking import cancel_booking, quote_cancellation

_REFUSALS: dict[type[errors.TravelError], tuple[Kind, str]] = {
    errors.NoSuchOffer: (UNKNOWN_OFFER, "This conversation was not shown one of these offers."),
    errors.NoSuchQuote: (UNKNOWN_QUOTE, "Nothing waits for a yes under this id; ask for a quote first."),
    errors.NoSuchBooking: (UNKNOWN_BOOKING, "This conversation has no booking with that reference."),
    errors.SoldOut: (SOLD_OUT, "Somebody else took the last one; search again."),
    errors.NotCancellable: (NOT_CANCELLABLE, "The booking has begun, is over, or is cancelled already."),
    errors.QuoteExpired: (QUOTE_EXPIRED, "The quote is too old; ask for a new one."),
    errors.HoldExpired: (QUOTE_EXPIRED, "What was held under this quote has been given back; ask for a new one."),
    errors.PartyMismatch: (
        PARTY_MISMATCH,
        "Name the adults, children with their ages, and infants whom the flight was searched for.",
    ),
    errors.MixedCurrencies: (MIXED_CURRENCIES, "Offers in several currencies have no one total; book them apart."),
}


async def bookings(request: web.Request) -> web.Response:
    """Confirmed, changed and cancelled bookings of a conversation, or of the whole account; next journey first."""
    house, page = house_of(request), cast(BookingPage, request[QUERY])
    found = await house.bookings.list(await owner_of(request, page.conversation))
    after = next((place + 1 for place, one in enumerate(found) if one.reference == page.after), 0)
    shown = found[after : after + page.limit]
    more = shown[-1].reference if after + page.limit < len(found) else None
    now = house.clock()
    content = {"bookings": [booking_json(house.wording, one, now) for one in shown], "next": more}
    return unless_known(request, content)


async def booking(request: web.Request) -> web.Response:
    """One booking; another's is as unknown as one that never was."""
    house, query = house_of(request), cast(Conversation, request[QUERY])
    owner = await owner_of(request, query.conversation)
    try:
        found = await house.bookings.get(_reference(request), owner)
    except errors.NoSuchBooking as error:
        raise refused(error) from None
    return unless_known(request, booking_json(house.wording, found, house.clock()))


async def book(request: web.Request) -> web.Response:
    """Quote offers of the conversation (200), then buy what was quoted (201); a second yes gets the same bookings.

    ``offers`` are the ids on the cards of the conversation. The yes fails with ``quote-changed`` when price or rule
    have moved: the problem holds the new quote, which needs a new yes.
    """
    house, body = house_of(request), cast(BookingBody, request[BODY])
    await house.limits.address(remote_of(request))
    owner = await owner_of(request, body.conversation)
    try:
        if body.quote is None:
            return web.json_response({"quote": await _quoted(house, owner, body)})
        return await _bought(house, owner, body.quote)
    except errors.TravelError as error:
        raise refused(error) from None


async def cancellation(request: web.Request) -> web.Response:
    """Say what cancelling brings back, then cancel as quoted; a second yes gets the cancelled booking.

    The yes fails with ``quote-changed`` when another sum would come back by now; the problem holds the new quote.
    """
    house, body = house_of(request), cast(CancellationBody, request[BODY])
    await house.limits.address(remote_of(request))
    owner = await owner_of(request, body.conversation)
    try:
        reference = _reference(request)
        if body.quote is None:
            return web.json_response({"quote": await _refund(house, owner, reference)})
        return await _cancelled(house, owner, reference, body.quote)
    except errors.TravelError as error:
        raise refused(error) from None


def refused(error: errors.TravelError) -> Problem:
    """The problem that names a refusal of the rules. Raises the error again when it has no name here."""
    if (found := _REFUSALS.get(type(error))) is None:
        raise error
    return Problem(*found)


async def _quoted(house: House, owner: Owner, body: BookingBody) -> Json:
    # The shape lets nothing through without offers, travellers and e-mail.
    people = [Passenger(one.name, one.kind, one.age) for one in body.travellers or ()]
    wanted, email = body.offers or (), body.email or ""
    quote, offers = await quote_trip(house.counter, owner, wanted, people, email, now=house.clock())
    return quote_json(house.wording, quote, offers)


async def _bought(house: House, owner: Owner, quote_id: str) -> web.Response:
    now = house.clock()
    locale = (await house.intake.known(owner.conversation, owner.user)).locale
    quote = await house.counter.quotes.get(owner, quote_id)
    if quote.kind != "book":
        raise errors.NoSuchQuote
    try:
        made = await book_trip(house.counter, owner, quote_id, locale=locale, now=now)
    except errors.QuoteChanged:
        new, offers = await quote_trip(
            house.counter, quote.owner, quote.subjects, quote.passengers, quote.email, now=now
        )
        raise _moved(quote_json(house.wording, new, offers)) from None
    house.signals.changed(owner.conversation, owner.user, "bookings")
    await house.pushes.booked(owner, made)
    house.recommending.booked(owner, made, now)
    return web.json_response({"bookings": [booking_json(house.wording, one, now) for one in made]}, status=201)


async def _refund(house: House, owner: Owner, reference: str) -> Json:
    quotes = house.counter.quotes
    quote, found = await quote_cancellation(house.bookings, quotes, owner, reference, now=house.clock())
    return refund_json(house.wording, quote, found)


async def _cancelled(house: House, owner: Owner, reference: str, quote_id: str) -> web.Response:
    now = house.clock()
    quote = await house.counter.quotes.get(owner, quote_id)
    if quote.kind != "cancel" or quote.subjects != (reference,):
        raise errors.NoSuchQuote
    try:
        done = await cancel_booking(house.bookings, house.counter.quotes, owner, quote_id, now=now)
    except errors.QuoteChanged:
        raise _moved(await _refund(house, owner, reference)) from None
    house.signals.changed(owner.conversation, owner.user, "bookings")
    await house.pushes.booked(owner, [done])
    return web.json_response(booking_json(house.wording, done, now))


def _moved(quote: Json) -> Problem:
    detail = "Price or rule have moved since the quote; the new one is in this problem and needs a new yes."
    return Problem(QUOTE_CHANGED, detail, more={"quote": quote})


def _reference(request: web.Request) -> str:
    """As it is stored. Raises NoSuchBooking for what cannot be one and need not reach the database."""
    reference = request.match_info["reference"].upper()
    if not reference.isascii() or not reference.isprintable():
        raise errors.NoSuchBooking
    return reference
