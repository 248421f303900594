"""How a shown result should change: "cheaper", "leave later", "not Ryanair", "with a pool", "under 200"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from world.carriers import Carrier, find_carriers
from world.clock import clock_time
from world.folding import fold
from world.money import MoneyMatch, find_money
from world.numerals import count_of
from world.quantities import Quantity, find_quantities
from world.quantities.lexicon import AMENITIES
from world.refinements import patterns

__all__ = ["Refinement", "find_refinements", "money_value", "refinements_from"]


@dataclass(frozen=True)
class Refinement:
    """One wish: attribute, operation and value (None where the operation says all).

    price lower | max | min | about {"amount", "currency", "per"} · depart_time and arrive_time earlier | later |
    window "morning" | min and max "18:00" · duration lower | max hours · stops max 0 | lower · amenity, board, bags,
    near, refundable with | without · carrier not | only | with IATA code (None: the one on screen) · stars min | equal
    | higher | lower · rating higher · cabin with · near closer · sort by price, duration, departure, arrival, rating,
    stars, distance
    """

    attr: str
    op: str
    value: Any
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        """JSON form: attr, op and, where there is one, value."""
        form: dict[str, Any] = {"attr": self.attr, "op": self.op}
        return form if self.value is None else form | {"value": self.value}


def find_refinements(text: str) -> list[Refinement]:
    """Every wish to change what is shown, by position."""
    return refinements_from(text, find_quantities(text), find_money(text), find_carriers(text))


def refinements_from(
    text: str,
    quantities: Iterable[Quantity],
    amounts: Iterable[MoneyMatch],
    airlines: Iterable[tuple[int, int, Carrier, bool]],
) -> list[Refinement]:
    """The same out of what other parsers have found in ``text`` already."""
    folded = fold(text)
    found = [*_comparatives(folded), *_clock_bounds(folded), *_limits(folded), *_without(folded)]
    found += [Refinement("carrier", "not", None, *match.span()) for match in patterns.THAT_CARRIER.finditer(folded)]
    for start, end, carrier, negated in airlines:
        found.append(Refinement("carrier", "not" if negated else "only", carrier.code, start, end))
    found += [refinement for quantity in quantities for refinement in _from_quantity(quantity)]
    found += [_price(money) for money in amounts]
    return sorted(_apart(found), key=lambda refinement: (refinement.start, refinement.end))


def money_value(money: MoneyMatch) -> dict[str, Any]:
    """An amount in the form of the slots: {"amount", "currency", "per", "low"?}."""
    value: dict[str, Any] = {"amount": str(money.amount), "currency": money.currency, "per": money.per or "total"}
    return value if money.low is None else value | {"low": str(money.low)}


def _comparatives(folded: str) -> list[Refinement]:
    return [
        Refinement(attr, op, value, *match.span())
        for attr, op, value, pattern in patterns.COMPARATIVE_PATTERNS
        for match in pattern.finditer(folded)
    ]


def _clock_bounds(folded: str) -> list[Refinement]:
    found = []
    for match in patterns.CLOCK_BOUND.finditer(folded):
        time = clock_time(match)
        exact = match["minute"] or match["half"] or match["oclock"] or match["named"]
        # "after 6" may be the sixth; a bare hour needs "not before" or a verb such as "leave".
        if time and (exact or match["bound"].startswith(("not", "no ")) or not match[0].startswith(match["bound"])):
            attr = "arrive_time" if match["arrive"] else "depart_time"
            op = "min" if match["bound"] in patterns.LOWER_BOUNDS else "max"
            found.append(Refinement(attr, op, time, *match.span()))
    return found


def _limits(folded: str) -> list[Refinement]:
    found = [
        Refinement("stops", "max", count_of(match["stops"] or match["fewer"]), *match.span())
        for match in patterns.MAX_STOPS.finditer(folded)
    ]
    for match in patterns.MAX_HOURS.finditer(folded):
        found.append(Refinement("duration", "max", count_of(match["hours"]), *match.span()))
    return found


def _without(folded: str) -> list[Refinement]:
    pattern, groups = patterns.EVERY_AMENITY
    found = []
    for match in pattern.finditer(folded):
        negation = patterns.WITHOUT.search(folded, max(0, match.start() - 32), match.start())
        if negation:
            name = groups[match.lastgroup or ""]
            found.append(
                Refinement("amenity" if name in AMENITIES else "board", "without", name, negation.start(), match.end())
            )
    return found


def _from_quantity(quantity: Quantity) -> list[Refinement]:
    """What a value such as "direct" or "4 stars" asks of results that are shown."""
    span = (quantity.start, quantity.end)
    value = quantity.value
    if quantity.name == "stars":
        return [Refinement("stars", quantity.bound or "equal", value, *span)]
    if quantity.name == "nonstop":
        return [Refinement("stops", "max", 0, *span) if value else Refinement("stops", "any", None, *span)]
    if quantity.name == "bags":
        return [Refinement("bags", "with" if value else "without", value or None, *span)]
    if quantity.name == "time_of_day":
        return [Refinement("depart_time", "window", value, *span)]
    attr = {"amenities": "amenity", "board": "board", "near": "near", "cabin": "cabin"}.get(quantity.name)
    return [Refinement(attr, "with", value, *span)] if attr else []


def _price(money: MoneyMatch) -> Refinement:
    op = money.bound if money.bound in {"min", "about"} else "max"
    return Refinement("price", op, money_value(money), money.start, money.end)


def _apart(found: list[Refinement]) -> list[Refinement]:
    """Drop what lies inside a longer wish about the same attribute."""
    inside: set[int] = set()
    reach: dict[str, Refinement] = {}  # by attribute, the wish that ends last so far, the earliest of equals
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        widest = reach.get(one.attr)
        if widest and (widest.end > one.end or (widest.end == one.end and widest.start < one.start)):
            inside.add(id(one))
        elif widest is None or one.end > widest.end:
            reach[one.attr] = one
    return [one for one in found if id(one) not in inside]
