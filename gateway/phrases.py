"""Rules, times and lists as people read them, in mails and in the REST interface."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from travel.booking.bookings import Booking
from travel.money import Money
from travel.offers import FlightOffer, Slice
from travel.rules import Rule
from wording import Wording


def rule_line(wording: Wording, booking: Booking) -> str:
    """What changing and cancelling cost, in one line; times are local to the place."""
    refund = _refund(wording, booking.rule, booking.starts, flight=booking.kind == "flight")
    if booking.kind == "stay":
        return _sentence(refund)
    return _sentence(f"{_change(wording, booking.rule)}, {refund}")


def local_time(moment: datetime) -> str:
    """``Fri 12 Feb 2027, 09:10 (UTC+1)``."""
    return f"{moment:%a} {moment.day} {moment:%b %Y}, {moment:%H:%M} ({zone(moment)})"


def zone(moment: datetime) -> str:
    """The offset as ``UTC+5:30``; names of zones are not kept with a booking."""
    offset = moment.utcoffset()
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
    item: dict[str, Any] = {"kind": booking.kind, "rule": rule_line(wording, booking)}
    if isinstance(content, FlightOffer):
        item |= {"slices": [_slice(one) for one in content.slices], "cabin": content.cabin, "bags": content.bags}
        item["passengers"] = content.party.people
    else:
        item |= {"name": content.name, "stars": content.stars, "check_in": content.check_in.isoformat()}
        item |= {"check_out": content.check_out.isoformat(), "rooms": content.rooms, "board": content.board}
        item["guests"] = content.party.people
    shown = {"reference": booking.reference, "status": booking.status, "items": [item], "total": price(booking.price)}
    return shown if booking.refund is None else {**shown, "refund": price(booking.refund)}


def joined(parts: Sequence[str]) -> str:
    """``a, b and c``."""
    return "".join(parts) if len(parts) < 2 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _slice(one: Slice) -> dict[str, Any]:
    return {
        "origin": one.origin,
        "destination": one.destination,
        "departs": one.departs.isoformat(),
        "arrives": one.arrives.isoformat(),
        "stops": one.stops,
        "flights": [segment.number for segment in one.segments],
    }


def _change(wording: Wording, rule: Rule) -> str:
    if rule.change_fee is None:
        return wording.say("utter_rule_no_change")
    if not rule.change_fee.amount:
        return wording.say("utter_rule_change_free")
    return wording.say("utter_rule_change", fee=rule.change_fee)


def _refund(wording: Wording, rule: Rule, starts: datetime, *, flight: bool) -> str:
    if not rule.refund_share:
        return wording.say("utter_rule_no_refund")
    until = local_time((rule.refund_until or starts).astimezone(starts.tzinfo))
    if rule.refund_share == 1:
        return wording.say("utter_rule_refund" if flight else "utter_rule_free_cancellation", until=until)
    return wording.say("utter_rule_refund_part", percent=int(rule.refund_share * 100), until=until)
