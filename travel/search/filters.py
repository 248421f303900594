"""Wishes about what is on screen: which offers stay, and in which order.

A wish is a JSON-able refinement as ``world.refinements`` reads it, e.g. ``{"attr": "stops", "op": "max", "value": 0}``;
later wishes about the same thing replace earlier ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from travel.offers import Content, FlightOffer, StayOffer

Wish = dict[str, Any]
C = TypeVar("C", FlightOffer, StayOffer)

HOURS = {"morning": (5, 12), "afternoon": (12, 18), "evening": (18, 24), "night": (21, 29)}
CUMULATIVE = frozenset({"amenity", "carrier"})
SORTS: dict[str, Callable[[Any], Any]] = {
    "price": lambda offer: offer.price.amount,
    "duration": lambda offer: offer.minutes,
    "departure": lambda offer: offer.starts,
    "stars": lambda offer: (-offer.stars, offer.price.amount),
    "rating": lambda offer: (-offer.rating, offer.price.amount),
}


def merge(old: Sequence[Wish], new: Sequence[Wish]) -> list[Wish]:
    """Old wishes with the new ones on top; a new wish replaces an old one about the same thing."""
    replaced = {_topic(wish) for wish in new}
    return [*(wish for wish in old if _topic(wish) not in replaced), *new]


def fitting(offers: Sequence[C], wishes: Sequence[Wish]) -> list[C]:
    """The offers that meet every wish, in the order wished (else as they came)."""
    kept = [offer for offer in offers if all(_meets(offer, wish) for wish in wishes)]
    for wish in wishes:
        key = SORTS.get(_sort_of(wish))
        if key is not None:
            kept.sort(key=_safe(key), reverse=wish.get("op") == "later" or wish.get("op") == "higher")
    return kept


def _topic(wish: Wish) -> tuple[Any, ...]:
    attr = wish["attr"]
    if attr in CUMULATIVE:
        return (attr, wish.get("value"))
    if _sort_of(wish):
        return ("sort",)
    return (attr, wish.get("op"))


def _sort_of(wish: Wish) -> str:
    attr, op = wish["attr"], wish.get("op")
    if attr == "sort":
        return str(wish.get("value"))
    if op in ("lower", "higher", "shorter"):
        return {"price": "price", "duration": "duration", "stars": "stars", "rating": "rating"}.get(attr, "")
    if attr == "depart_time" and op in ("earlier", "later"):
        return "departure"
    return ""


def _safe(key: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Sorting a stay by flight time leaves it where it is."""

    def wrapped(offer: Content) -> Any:
        try:
            return key(offer)
        except AttributeError:
            return 0

    return wrapped


def _meets(offer: Content, wish: Wish) -> bool:
    attr, op, value = wish["attr"], wish.get("op"), wish.get("value")
    if attr == "price" and op == "max" and isinstance(value, dict):
        return price_per(offer, value.get("per")) <= Decimal(str(value["amount"]))
    if attr == "refundable":
        return offer.rule.refund_share > 0
    if isinstance(offer, FlightOffer):
        return _flight_meets(offer, attr, op, value)
    return _stay_meets(offer, attr, op, value)


def price_per(offer: Content, per: str | None) -> Decimal:
    """The all-in price in the measure of a budget: per night, per person, or in total."""
    if per == "person":
        return offer.price.amount / offer.party.people
    if per == "night" and isinstance(offer, StayOffer):
        return offer.price.amount / offer.nights
    return offer.price.amount


def _flight_meets(offer: FlightOffer, attr: str, op: str | None, value: Any) -> bool:
    if attr == "stops":
        return offer.stops <= int(value or 0)
    if attr == "carrier":
        flown = value in offer.carriers
        return not flown if op == "not" else flown
    if attr == "bags":
        return offer.bags > 0 if op == "with" else True
    if attr == "depart_time" and op == "window":
        return _within(offer, str(value))
    return True


def _within(offer: FlightOffer, part: str) -> bool:
    first, last = HOURS.get(part, (0, 24))
    hour = offer.starts.hour
    return first <= hour < last or first <= hour + 24 < last


def _stay_meets(offer: StayOffer, attr: str, op: str | None, value: Any) -> bool:
    if attr == "stars":
        if op == "max":
            return offer.stars <= int(value)
        return offer.stars >= int(value) if op in ("min", "is") else True
    if attr == "amenity" or attr == "board":
        return has_feature(offer, str(value)) if op != "without" else not has_feature(offer, str(value))
    return True


def has_feature(offer: StayOffer, feature: str) -> bool:
    """Whether a stay has an amenity or includes a meal; half board includes breakfast."""
    if feature in ("breakfast", "half_board", "full_board", "all_inclusive"):
        boards = ["room_only", "breakfast", "half_board", "full_board", "all_inclusive"]
        return boards.index(offer.board) >= boards.index(feature)
    return feature in offer.amenities
