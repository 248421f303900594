"""From a row of the outbox to a mail."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from db.outbox import Outgoing
from db.packing import unpack_bookings
from gateway.shown import booking_rule, local_time
from phrases import count, day, joined
from settings import Settings
from travel.booking.bookings import Booking, Passenger
from travel.money import Money, total
from travel.offers import FlightOffer, Slice, StayOffer
from wording import Wording

_TEXTS = Path(__file__).parent
_CODES = ("one_time_code", "sign_in_code", "change_email_code")
_NAMES = ("booking_confirmed", "booking_cancelled", *_CODES, "flight", "stay")


class Letters:
    """Writes mails from the texts beside this file; times are local to the place and name their zone."""

    def __init__(self, settings: Settings, wording: Wording) -> None:
        self._settings = settings
        self._wording = wording
        self._texts = {name: (_TEXTS / f"{name}.txt").read_text(encoding="utf-8") for name in _NAMES}

    def write(self, outgoing: Outgoing) -> EmailMessage:
        """The mail. The same row always gets the same Message-ID, so that a second sending can be told.

        Raises KeyError and ValueError for a row that cannot be read.
        """
        values = self._code(outgoing.payload) if outgoing.kind in _CODES else self._booked(outgoing.payload)
        subject, _, text = self._texts[outgoing.kind].partition("\n\n")
        mail = EmailMessage()
        mail["Subject"] = subject.removeprefix("Subject: ").format_map(values)
        mail["From"] = self._settings.mail_from
        mail["To"] = outgoing.recipient
        mail["Message-ID"] = f"<{outgoing.kind}-{outgoing.id}@{_host(self._settings.mail_from)}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(text.format_map(values).rstrip() + "\n")
        return mail

    def _code(self, payload: dict[str, Any]) -> dict[str, str]:
        given: dict[str, str] = {name: payload[name] for name in ("code", "reference") if name in payload}
        return {**self._common(), **given}

    def _booked(self, payload: dict[str, Any]) -> dict[str, str]:
        bookings = unpack_bookings(payload["bookings"])
        refunds = [booking.refund for booking in bookings if booking.refund is not None]
        demo = any(booking.content.supplier == "demo" for booking in bookings)
        return {
            **self._common(),
            "references": joined([booking.reference for booking in bookings]),
            "bookings": "\n".join(self._booking(booking) for booking in bookings).rstrip(),
            "total": _sum([booking.price for booking in bookings]),
            "refund": _sum(refunds),
            "note": "\nThis is a demo: nothing is charged and no ticket is issued.\n" if demo else "",
        }

    def _common(self) -> dict[str, str]:
        settings = self._settings
        contact = joined([part for part in (settings.operator_contact, settings.operator_hours) if part])
        return {"brand": settings.brand_name, "contact": f"\nQuestions: {contact}\n" if contact else ""}

    def _booking(self, booking: Booking) -> str:
        content = booking.content
        flight = isinstance(content, FlightOffer)
        values = {
            "reference": booking.reference,
            "passengers": joined([_named(one) for one in booking.passengers]),
            "price": str(booking.price),
            "rule": booking_rule(self._wording, booking),
            **(_flight(content) if isinstance(content, FlightOffer) else _stay(content)),
        }
        return self._texts["flight" if flight else "stay"].format_map(values)


def _flight(content: FlightOffer) -> dict[str, str]:
    first = content.slices[0]
    return {
        "route": f"{first.origin} → {first.destination}",
        "legs": "\n".join(_leg(name, one) for name, one in zip(_leg_names(content), content.slices, strict=True)),
        "fare": content.fare,
        "cabin": content.cabin.replace("_", " "),
        "bags": count(content.bags, "checked bag") + " each" if content.bags else "no checked bag",
    }


def _leg_names(content: FlightOffer) -> Sequence[str]:
    number = len(content.slices)
    return ("Out", "Back")[:number] if number <= 2 else [f"Leg {place}" for place in range(1, number + 1)]


def _leg(name: str, one: Slice) -> str:
    stops = "direct" if not one.stops else count(one.stops, "stop")
    flights = ", ".join(f"{segment.number} ({segment.carrier_name})" for segment in one.segments)
    times = f"{one.origin} {local_time(one.departs)} to {one.destination} {local_time(one.arrives)}"
    return f"  {name}: {times}, {stops}\n       {flights}"


def _stay(content: StayOffer) -> dict[str, str]:
    return {
        "name": content.name,
        "neighbourhood": content.neighbourhood,
        "place": content.place,
        "check_in": f"from {local_time(content.check_in_at)}",
        "check_out": day(content.check_out),
        "nights": count(content.nights, "night"),
        "rooms": count(content.rooms, "room"),
        "room": content.room,
        "board": content.board.replace("_", " "),
    }


def _named(one: Passenger) -> str:
    return one.name if one.kind == "adult" else f"{one.name} ({one.kind}{'' if one.age is None else f', {one.age}'})"


def _sum(amounts: Sequence[Money]) -> str:
    """By currency, should one order ever hold two."""
    currencies = dict.fromkeys(money.currency for money in amounts)
    return joined([str(total([m for m in amounts if m.currency == currency])) for currency in currencies])


def _host(address: str) -> str:
    return address.rpartition("@")[2].strip("<> ") or "localhost"
