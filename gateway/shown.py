"""Bookings as mails and the REST interface show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from phrases import moment, rule_line
from travel.booking.bookings import Booking, Quote
from travel.booking.cancel_booking import refund_of
from travel.errors import NotCancellable
from travel.money import Money
from travel.offers import Content, FlightOffer, Offer, Slice
from wording import Wording

Json = dict[str, Any]


def booking_rule(wording: Wording, booking: Booking) -> str:
    """What changing and cancelling cost, in one line; times are local to the place."""
    return _rule(wording, booking.content)


def _rule(wording: Wording, content: Content) -> str:
    flight = isinstance(content, FlightOffer)
    return rule_line(wording, content.rule, content.starts, changeable=flight, shown=local_time)


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


def booking_json(wording: Wording, booking: Booking, now: datetime) -> Json:
    """A booking in the shape of the REST interface; ``now`` says whether it can still be cancelled."""
    rule = booking_rule(wording, booking)
    shown = {
        "reference": booking.reference,
        "status": booking.status,
        "items": [{**_item(booking.content), "rule": rule}],
        "total": price(booking.price),
        "rule": rule,
        "cancellable": _cancellable(booking, now),
    }
    return shown if booking.refund is None else {**shown, "refund": price(booking.refund)}


def quote_json(wording: Wording, quote: Quote, offers: Sequence[Offer]) -> Json:
    """What waits for a yes to be booked, in the shape of the REST interface."""
    rules = [_rule(wording, offer.content) for offer in offers]
    items = [
        {**_item(offer.content), "offer": offer.id, "price": price(offer.price), "rule": rule}
        for offer, rule in zip(offers, rules, strict=True)
    ]
    total = price(quote.amount)
    return {"id": quote.id, "total": total, "items": items, "rules": rules, "expires": quote.expires.isoformat()}


def refund_json(wording: Wording, quote: Quote, booking: Booking) -> Json:
    """What waits for a yes to be cancelled, in the shape of the REST interface."""
    rule = booking_rule(wording, booking)
    return {"id": quote.id, "refund": price(quote.amount), "rule": rule, "expires": quote.expires.isoformat()}


def _cancellable(booking: Booking, now: datetime) -> bool:
    try:
        refund_of(booking, now=now)
    except NotCancellable:
        return False
    return True


def _item(content: Content) -> Json:
    if isinstance(content, FlightOffer):
        item = {"slices": [_slice(one) for one in content.slices], "cabin": content.cabin, "bags": content.bags}
        return {"kind": "flight", **item, "passengers": content.party.people}
    return {
        "kind": "stay",
        "name": content.name,
        "stars": content.stars,
        "check_in": content.check_in.isoformat(),
        "check_out": content.check_out.isoformat(),
        "rooms": content.rooms,
        "board": content.board,
        "guests": content.party.people,
    }


def _slice(one: Slice) -> Json:
    return {
        "origin": one.origin,
        "destination": one.destination,
        "departs": one.departs.isoformat(),
        "arrives": one.arrives.isoformat(),
        "stops": one.stops,
        "flights": [segment.number for segment in one.segments],
    }
