"""Dates, money, people and rules as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from phrases import count, day, joined, moment, rule_line
from travel.money import Money
from travel.offers import FlightOffer, StayOffer
from travel.party import Party
from travel.search.wishes import carriers_of
from wording import Wording
from world.carriers import carriers

CABINS = {
    "economy": "economy",
    "premium_economy": "premium economy",
    "business": "business class",
    "first": "first class",
}
BOARDS = {
    "room_only": "room only",
    "breakfast": "breakfast included",
    "half_board": "half board",
    "full_board": "full board",
    "all_inclusive": "all inclusive",
}


def days(first: str, last: str) -> str:
    """``Fri 12 Feb to Fri 19 Feb 2027``; the year once where it is the same."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return f"{day(start, year=start.year != end.year)} to {day(end)}"


def window(value: dict[str, str]) -> str:
    """``between 1 May and 31 May 2027``."""
    start, end = date.fromisoformat(value["start"]), date.fromisoformat(value["end"])
    first = f"{start.day} {start:%b}" + (f" {start.year}" if start.year != end.year else "")
    return f"between {first} and {end.day} {end:%b} {end.year}"


def party(who: Party) -> str:
    """``2 adults, 1 child (4) and 1 infant``."""
    parts = [count(who.adults, "adult")]
    if who.child_ages:
        ages = ", ".join(str(age) for age in who.child_ages)
        parts.append(f"{count(len(who.child_ages), 'child', 'children')} ({ages})")
    if who.infants:
        parts.append(count(who.infants, "infant"))
    return joined(parts)


def money(value: Money) -> str:
    """``1,412.60 EUR``."""
    return str(value)


def budget(value: dict[str, Any]) -> str:
    """A wished limit as it was understood, ``120 EUR a night``."""
    per = {"night": " a night", "person": " a person", "day": " a day"}.get(value.get("per") or "", "")
    amount = f"{Decimal(str(value['amount'])):,f}".removesuffix(".00")
    return f"{amount} {value.get('currency') or ''}".strip() + per


def wishes(standing: Sequence[dict[str, Any]]) -> str:
    """What was wished about the offers, ``direct, with pool, up to 200 EUR``."""
    return ", ".join(text for text in map(_wish, standing) if text)


@cache
def _airlines() -> dict[str, str]:
    return {carrier.code: carrier.name for carrier in carriers()}


def _wish(wish: dict[str, Any]) -> str:
    attr, op, value = wish["attr"], wish.get("op"), wish.get("value")
    name = str(value).replace("_", " ") if value is not None else ""
    if attr == "price" and isinstance(value, dict):
        return f"{'from' if op == 'min' else 'up to' if op == 'max' else 'about'} {budget(value)}"
    if attr == "stops" and op == "max":
        return "direct" if not value else f"at most {count(int(value), 'stop')}"
    if attr == "stars":
        return f"{value} stars" if op == "equal" else f"{value} stars or more" if value else ""
    if attr == "carrier" and value:
        airlines = joined([_airlines().get(code, code) for code in carriers_of(value)], "or")
        return f"not {airlines}" if op == "not" else airlines
    if attr in ("depart_time", "arrive_time") and value:
        verb = "leaving" if attr == "depart_time" else "arriving"
        return f"{verb} {'after ' if op == 'min' else 'before ' if op == 'max' else 'in the '}{name}"
    if attr == "bags":
        bags = count(int(value or 1), "checked bag")
        return "without checked bags" if op == "without" else f"{bags} each" if op == "each" else bags
    if attr == "refundable":
        return "not refundable" if op == "without" else "refundable"
    if attr in ("amenity", "board") and op in ("with", "without"):
        return f"{op} {name}"
    return ""


def duration(minutes: int) -> str:
    """``3 h 10``."""
    return f"{minutes // 60} h {minutes % 60:02d}"


def time_needed(hours: float) -> str:
    """How long a visit takes: ``about 30 min``, ``about 2.5 h``, ``about 2 days``."""
    if hours < 1:
        return f"about {round(hours * 60)} min"
    return f"about {hours:g} h" if hours < 24 else f"about {count(max(1, round(hours / 24)), 'day')}"


def offer_rule(wording: Wording, content: FlightOffer | StayOffer) -> str:
    """What changing and cancelling an offer or a booking cost, in one line; times are local to the place."""
    changeable = isinstance(content, FlightOffer)
    return rule_line(wording, content.rule, content.starts, changeable=changeable, shown=_local)


def _local(value: datetime) -> str:
    return f"{moment(value)} local time"
