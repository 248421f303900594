"""Wishes about what is on screen: which offers stay, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from travel.offers import Content, FlightOffer, StayOffer
from travel.search.wishes import Wish, carriers_of, order_of
from world.carriers import same_brand

C = TypeVar("C", FlightOffer, StayOffer)
Key = Callable[[Any], Any]

HOURS = {"morning": (5, 12), "afternoon": (12, 18), "evening": (18, 24), "night": (21, 29)}
BOARDS = ("room_only", "breakfast", "half_board", "full_board", "all_inclusive")

_FLIGHT_ORDER: dict[str, Key] = {
    "price": lambda offer: offer.price.amount,
    "duration": lambda offer: offer.minutes,
    "stops": lambda offer: offer.stops,
    "departure": lambda offer: offer.starts,
    "arrival": lambda offer: offer.slices[0].arrives,
}
_STAY_ORDER: dict[str, Key] = {
    "price": lambda offer: offer.price.amount,
    "stars": lambda offer: -offer.stars,
    "rating": lambda offer: -offer.rating,
    "distance": lambda offer: offer.distance_km,
}


def fitting(offers: Sequence[C], wishes: Sequence[Wish]) -> list[C]:
    """The offers that meet every wish, in the order wished (else as they came)."""
    kept = [offer for offer in offers if all(meets(offer, wish) for wish in wishes)]
    for wish in wishes:
        name = order_of(wish)
        if kept and name:
            orders = _FLIGHT_ORDER if isinstance(kept[0], FlightOffer) else _STAY_ORDER
            if name in orders:
                kept.sort(key=orders[name], reverse=wish.get("op") == "later")
    return kept


def price_per(offer: Content, per: str | None) -> Decimal:
    """The all-in price in the measure of a budget: per night, per person, or in total."""
    if per == "person":
        return offer.price.amount / offer.party.people
    if per == "night" and isinstance(offer, StayOffer):
        return offer.price.amount / offer.nights
    return offer.price.amount


def has_feature(offer: StayOffer, feature: str) -> bool:
    """Whether a stay has an amenity or includes a meal; half board includes breakfast."""
    if feature in BOARDS:
        return BOARDS.index(offer.board) >= BOARDS.index(feature)
    return feature in offer.amenities


def meets(offer: Content, wish: Wish) -> bool:
    """Whether one offer meets one wish; a wish that says nothing about this kind of offer is met.

    A price limit is in the offer's currency (``limits_in``); what cannot be compared is not met.
    """
    attr, op, value = wish["attr"], wish.get("op"), wish.get("value")
    if attr == "price":
        return _price_meets(offer, op, value)
    if attr == "refundable":
        return (offer.rule.refund_share > 0) == (op != "without")
    if isinstance(offer, FlightOffer):
        return _flight_meets(offer, attr, op, value)
    return _stay_meets(offer, attr, op, value)


def _price_meets(offer: Content, op: str | None, value: Any) -> bool:
    if not isinstance(value, dict) or op not in ("max", "min", "about"):
        return True
    if isinstance(offer, FlightOffer) and value.get("per") == "night":
        return True
    if value["currency"] != offer.price.currency:
        return False
    limit, actual = Decimal(str(value["amount"])), price_per(offer, value.get("per"))
    if op == "min":
        return actual >= limit
    return actual <= (limit if op == "max" else limit * Decimal("1.15"))


def _flight_meets(offer: FlightOffer, attr: str, op: str | None, value: Any) -> bool:
    if attr == "stops" and op == "max":
        return offer.stops <= int(value)
    if attr == "carrier" and value:
        return _carriers_meet(offer, op, value)
    if attr == "bags":
        return _bags_meet(offer, op, int(value or 1))
    if attr == "cabin":
        return bool(offer.cabin == value)
    if attr == "duration" and op == "max":
        return max(one.minutes for one in offer.slices) <= float(value) * 60
    if attr == "depart_time":
        return _time_meets(f"{offer.starts:%H:%M}", op, value)
    if attr == "arrive_time":
        return _time_meets(f"{offer.slices[0].arrives:%H:%M}", op, value)
    return True


def _bags_meet(offer: FlightOffer, op: str | None, wanted: int) -> bool:
    """A number is what the party takes along, two bags are one each for two, unless so many "each" were wished."""
    if op == "without":
        return offer.bags == 0
    return offer.bags * (1 if op == "each" else offer.party.seats) >= wanted


def _carriers_meet(offer: FlightOffer, op: str | None, value: Any) -> bool:
    """ "Only" is said of every flight of the journey, "not" of each; a brand's name means all who fly under it."""
    named = frozenset[str]().union(*(same_brand(code) for code in carriers_of(value)))
    if op == "only":
        return named.issuperset(offer.carriers)
    return named.isdisjoint(offer.carriers) == (op == "not")


def _time_meets(clock: str, op: str | None, value: Any) -> bool:
    if op == "window":
        first, last = HOURS.get(str(value), (0, 24))
        hour = int(clock[:2])
        return first <= hour < last or first <= hour + 24 < last
    if op == "min":
        return clock >= str(value)
    return clock <= str(value) if op == "max" else True


def _stay_meets(offer: StayOffer, attr: str, op: str | None, value: Any) -> bool:
    if attr == "stars" and value is not None:
        return offer.stars == int(value) if op == "equal" else offer.stars >= int(value)
    if attr in ("amenity", "board"):
        return has_feature(offer, str(value)) == (op != "without")
    return True
