"""From what was understood of a sentence, in the shapes of its slots, to a wish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from recommender.where import bounds_of
from recommender.wish import Origin, Wish
from world.nationalities import nationality_of

Slots = Mapping[str, Any]
Euros = Callable[[Decimal, str], Decimal | None]
"""An amount of a currency (ISO 4217) in EUR; None without a rate."""


def wish_of(text: str, slots: Slots, euros: Euros, place: Mapping[str, Any] | None = None) -> Wish:
    """A wish in words with the slots that were filled; ``place`` is where it is to be, if that was said."""
    start = slots.get("start_date") or slots.get("depart_date")
    country, near = bounds_of(place)
    total, a_day = _budget(slots, euros)
    return Wish(
        text=text,
        month=_month(start),
        budget=total,
        a_day=a_day,
        days=days_of(slots, start),
        depart=_day(start),
        back=_day(slots.get("end_date")) if _day(start) else None,
        origin=origin_of(slots.get("origin")),
        country=country,
        near=near,
        interests=tuple(slots.get("interests") or ()),
        companions=slots.get("companions"),
        passport=nationality_of(text),
    )


def origin_of(place: Mapping[str, Any] | None) -> Origin | None:
    """Where the journey starts, from the shape of a place slot."""
    if place is None:
        return None
    airports = tuple(place.get("airports") or ())
    return Origin(place["name"], place["lat"], place["lon"], airports, place.get("country"))


def days_of(slots: Slots, start: Any) -> int | None:
    """The length of the trip, from its dates or its nights."""
    first, last = _day(start), _day(slots.get("end_date"))
    if first and last:
        return max(1, (last - first).days)
    return int(slots["nights"]) if slots.get("nights") else None


def people_of(slots: Slots) -> int:
    """Who needs a seat and a bed; one where nothing was said."""
    return max(1, int(slots.get("adults") or 1) + int(slots.get("children") or 0))


def _budget(slots: Slots, euros: Euros) -> tuple[Decimal | None, Decimal | None]:
    """EUR for each person: for the whole trip, and for a day of it."""
    said = slots.get("budget") or {}
    per = said.get("per")
    if said.get("amount") is None or per not in ("total", "person", "day", None):
        return None, None
    amount = euros(Decimal(str(said["amount"])), said.get("currency") or "EUR")
    if amount is None:
        return None, None
    if per == "day":
        return None, amount
    return (amount if per == "person" else amount / people_of(slots)), None


def _month(start: Any) -> int | None:
    first = start.get("start") if isinstance(start, Mapping) else start
    return date.fromisoformat(first).month if first else None


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
