"""The bookings that a conversation may see."""

from __future__ import annotations

from typing import cast

from aiohttp import web

from gateway.house import House, house_of
from gateway.problems import UNKNOWN_BOOKING, Problem
from gateway.routing import QUERY
from gateway.shapes import BookingPage, Conversation
from gateway.shown import booking_json
from travel.booking.bookings import Owner
from travel.errors import NoSuchBooking


async def bookings(request: web.Request) -> web.Response:
    """Confirmed, changed and cancelled bookings, next journey first."""
    house, page = house_of(request), cast(BookingPage, request[QUERY])
    found = await house.bookings.list(await _owner(house, page))
    after = next((place + 1 for place, one in enumerate(found) if one.reference == page.after), 0)
    shown = found[after : after + page.limit]
    more = shown[-1].reference if after + page.limit < len(found) else None
    return web.json_response({"bookings": [booking_json(house.wording, one) for one in shown], "next": more})


async def booking(request: web.Request) -> web.Response:
    """One booking; another's is as unknown as one that never was."""
    house, query = house_of(request), cast(Conversation, request[QUERY])
    owner = await _owner(house, query)
    reference = request.match_info["reference"].upper()
    try:
        # A reference is ASCII; anything else need not reach the database.
        if not reference.isascii() or not reference.isprintable():
            raise NoSuchBooking
        found = await house.bookings.get(reference, owner)
    except NoSuchBooking:
        raise Problem(UNKNOWN_BOOKING, "This conversation has no booking with that reference.") from None
    return web.json_response(booking_json(house.wording, found))


async def _owner(house: House, query: Conversation) -> Owner:
    await house.intake.known(query.conversation)
    return Owner(query.conversation)
