"""Bookings as mails and the REST interface show them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from phrases import moment, rule_line
from travel.booking.bookings import Booking
from travel.money import Money
from travel.offers import FlightOffer, Slice
from wording import Wording


def booking_rule(wording: Wording, booking: Booking) -> str:
    """What changing and cancelling cost, in one line; times are local to the place."""
    flight = booking.kind == "flight"
    return rule_line(wording, booking.rule, booking.starts, changeable=flight, shown=local_time)


def local_time(value: datetime) -> str:
    """``Fri 12 Feb 2027, 09:10 (UTC+1)``."""
    return f"{moment(value)} ({zone(value)})"


def zone(value: datetime) -> str:
    """The offset as ``UTC+5:30``; names of zones are not kept with a booking."""
    offset = value.utcoffset()
    assert offset is not None, "stored times are aware"
    minutes = int(offset.total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return "UTC" if not minutes else f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02d}" if rest else "")


def price(money: Money) -> dict[str, str]:
    """The Price shape of a total."""
    rounded = money.rounded()
    return {"amount": str(rounded.amount), "currency": rounded.currency, "per": "total"}


def booking_json(wording: Wording, booking: Booking) -> dict[str, Any]:
    """A booking in the shape of the REST interface."""
    content = booking.content
    item: dict[str, Any] = {"kind": booking.kind, "rule": booking_rule(wording, booking)}
    if isinstance(content, FlightOffer):
        item |= {"slices": [_slice(one) for one in content.slices], "cabin": content.cabin, "bags": content.bags}
        item["passengers"] = content.party.people
    else:
        item |= {"name": content.name, "stars": content.stars, "check_in": content.check_in.isoformat()}
        item |= {"check_out": content.check_out.isoformat(), "rooms": content.rooms, "board": content.board}
        item["guests"] = content.party.people
    shown = {"reference": booking.reference, "status": booking.status, "items": [item], "total": price(booking.price)}
    return shown if booking.refund is None else {**shown, "refund": price(booking.refund)}


def _slice(one: Slice) -> dict[str, Any]:
    return {
        "origin": one.origin,
        "destination": one.destination,
        "departs": one.departs.isoformat(),
        "arrives": one.arrives.isoformat(),
        "stops": one.stops,
        "flights": [segment.number for segment in one.segments],
    }
