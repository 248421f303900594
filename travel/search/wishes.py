"""Wishes about offers as they pile up in a conversation.

A wish is a refinement in the JSON form of ``world.refinements``, e.g. ``{"attr": "stops", "op": "max", "value": 0}``;
later wishes about the same thing replace earlier ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from travel.ports import ExchangeRates

Wish = dict[str, Any]

CUMULATIVE = frozenset({"amenity", "carrier"})
_DIRECTIONS = {
    ("price", "lower"): "price",
    ("duration", "lower"): "duration",
    ("stops", "lower"): "stops",
    ("depart_time", "earlier"): "departure",
    ("depart_time", "later"): "departure",
    ("arrive_time", "earlier"): "arrival",
    ("arrive_time", "later"): "arrival",
    ("stars", "higher"): "stars",
    ("rating", "higher"): "rating",
    ("near", "closer"): "distance",
}


def merge(old: Sequence[Wish], new: Sequence[Wish]) -> list[Wish]:
    """Old wishes with the new ones on top; a new wish replaces an old one about the same thing.

    "Only TAP or Lufthansa" becomes one wish, whose value is a list.
    """
    said = _one_choice_of_carriers(new)
    kept = [wish for wish in old if not any(_takes_back(one, wish) for one in said)]
    by_topic = {_topic(wish): wish for wish in [*kept, *said]}
    return list(by_topic.values())


def limits_in(wishes: Sequence[Wish], currency: str, rates: ExchangeRates) -> list[Wish]:
    """The wishes with every price limit in ``currency``, at the reference rate. Raises UnknownCurrency."""
    return [_limit_in(wish, currency, rates) for wish in wishes]


def _limit_in(wish: Wish, currency: str, rates: ExchangeRates) -> Wish:
    value = wish.get("value")
    if wish["attr"] != "price" or not isinstance(value, dict) or value["currency"] == currency:
        return wish
    amount, _ = rates.convert(Decimal(str(value["amount"])), value["currency"], currency)
    return {**wish, "value": {**value, "amount": str(amount), "currency": currency}}


def order_of(wish: Wish) -> str:
    """The order that a wish asks for, ``""`` for none."""
    if wish["attr"] == "sort":
        return str(wish.get("value"))
    return _DIRECTIONS.get((wish["attr"], str(wish.get("op"))), "")


def carriers_of(value: Any) -> list[str]:
    """The codes in the value of a wish about airlines, one or several."""
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _is_choice(wish: Wish) -> bool:
    """Whether a wish names the only airlines to fly with."""
    return wish["attr"] == "carrier" and wish.get("op") == "only" and bool(wish.get("value"))


def _one_choice_of_carriers(wishes: Sequence[Wish]) -> list[Wish]:
    codes = dict.fromkeys(code for wish in wishes if _is_choice(wish) for code in carriers_of(wish["value"]))
    if len(codes) < 2:
        return list(wishes)
    others = [wish for wish in wishes if not _is_choice(wish)]
    return [*others, {"attr": "carrier", "op": "only", "value": list(codes)}]


def _takes_back(new: Wish, old: Wish) -> bool:
    """ "Not TAP" ends "only TAP", and the other way round."""
    if new["attr"] != "carrier" or old["attr"] != "carrier" or _is_choice(new) == _is_choice(old):
        return False
    return set(carriers_of(old.get("value"))) <= set(carriers_of(new.get("value")))


def _topic(wish: Wish) -> tuple[Any, ...]:
    if order_of(wish):
        return ("order",)
    if _is_choice(wish):
        return ("carrier", "only")
    if wish["attr"] in CUMULATIVE:
        return (wish["attr"], wish.get("value"))
    return (wish["attr"],)
