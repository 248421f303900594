"""Offers and bookings as JSON, and back, without losing a cent or an offset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from travel.booking.bookings import Booking, Passenger
from travel.offers import Content, FlightOffer, StayOffer

_FLIGHT = TypeAdapter(FlightOffer)
_STAY = TypeAdapter(StayOffer)
_PASSENGERS = TypeAdapter(tuple[Passenger, ...])
_BOOKINGS = TypeAdapter(tuple[Booking, ...])


def pack_content(content: Content) -> tuple[str, str]:
    """The kind (``flight`` or ``stay``) and the JSON text of an offer's content."""
    if isinstance(content, FlightOffer):
        return "flight", _FLIGHT.dump_json(content).decode()
    return "stay", _STAY.dump_json(content).decode()


def unpack_content(kind: str, text: str) -> Content:
    """What ``pack_content`` packed; equal to the original, with zones as plain offsets."""
    return _FLIGHT.validate_json(text) if kind == "flight" else _STAY.validate_json(text)


def pack_passengers(passengers: Sequence[Passenger]) -> list[dict[str, Any]]:
    """Passengers as plain JSON data."""
    packed: list[dict[str, Any]] = _PASSENGERS.dump_python(tuple(passengers), mode="json")
    return packed


def unpack_passengers(packed: list[dict[str, Any]]) -> tuple[Passenger, ...]:
    """What ``pack_passengers`` packed."""
    return _PASSENGERS.validate_python(packed)


def pack_bookings(bookings: Sequence[Booking]) -> list[dict[str, Any]]:
    """Bookings as plain JSON data, for a message that is rendered later."""
    packed: list[dict[str, Any]] = _BOOKINGS.dump_python(tuple(bookings), mode="json")
    return packed


def unpack_bookings(packed: list[dict[str, Any]]) -> tuple[Booking, ...]:
    """What ``pack_bookings`` packed, as it was then."""
    return _BOOKINGS.validate_python(packed)
