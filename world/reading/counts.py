"""Money, people, bare numbers and all smaller values of a sentence as entities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from world.folding import fold
from world.money import MoneyMatch
from world.numerals import DIGIT_OR_WORD, count_of
from world.parties import PartyMatch
from world.quantities import Quantity
from world.reading.entity import Entity
from world.reading.groups import TASTES, Group
from world.refinements import money_value

_NUMBER = re.compile(
    rf"\W*(?:(?:it's|its|just|only|about|maybe|around|make it|say|we are|we're|there are|for) "
    rf")?(?P<number>\d{{1,4}}|{DIGIT_OR_WORD})(?: please| thanks)?\W*"
)
_ALWAYS = frozenset({"stars", "cabin", "nonstop", "one_way", "time_of_day", "bags", "board", "near", "flexible_days"})
_COMPANY = ("toddler", "family", "couple", "friends", "solo")
"""Who is named decides in this order: a family with a toddler travels at the toddler's pace."""
_STAY_INTENTS = frozenset(
    {"refine_search", "select_option", "set_preference", "update_profile", "inform", "book", "compare_options", None}
)
_DEAREST_NIGHT = 600
_STRONG = frozenset({None, "EUR", "USD", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD"})
"""Currencies in which few nights cost more than that; 600 of others may be one night."""
_DOLLARS = {"CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD"}


def money_entities(matches: Sequence[MoneyMatch], group: Group, locale: str) -> list[Entity]:
    """The budget, its "per" settled: a stay is thought of by the night unless a total is said or plainly meant."""
    entities = []
    for match in matches:
        whole = match.amount > _DEAREST_NIGHT and match.currency in _STRONG
        per = match.per or ("night" if group is Group.STAY and not whole else "total")
        per = "night" if per == "day" and group is Group.STAY else per
        value = money_value(match) | {"currency": _currency(match, locale), "per": per}
        if match.bound != "exact":
            value["bound"] = match.bound
        entities.append(Entity("budget", value, match.start, match.end, match.text))
    return entities


def _currency(match: MoneyMatch, locale: str) -> str | None:
    """A bare dollar is the one of the traveller's country."""
    named = re.search(r"us|american", match.text, re.IGNORECASE)
    if match.currency == "USD" and not named:
        return _DOLLARS.get(locale[-2:].upper(), "USD")
    return match.currency


def party_entities(party: PartyMatch | None) -> list[Entity]:
    """Every count that was said."""
    if party is None:
        return []
    said = {"adults": party.adults, "children": party.children, "infants": party.infants, "rooms": party.rooms}
    values: dict[str, Any] = {name: number for name, number in said.items() if number is not None}
    if party.child_ages:
        values["child_ages"] = list(party.child_ages)
    span = (party.start, party.end, "")
    return [Entity(name, value, *span) for name, value in values.items()]


def quantity_entities(quantities: Sequence[Quantity], intent: str | None, group: Group) -> list[Entity]:
    """The quantities that mean something to the intent; one entity for the company."""
    stay = group is Group.STAY or intent in _STAY_INTENTS
    tastes = intent is None or intent in TASTES
    entities = [
        Entity(quantity.name, quantity.value, quantity.start, quantity.end, quantity.text)
        for quantity in quantities
        if quantity.name in _ALWAYS
        or (quantity.name == "amenities" and stay)
        or (quantity.name == "interests" and tastes)
    ]
    company = [quantity for quantity in quantities if quantity.name == "companions" and tastes]
    if company:
        first = min(company, key=lambda quantity: _COMPANY.index(str(quantity.value)))
        entities.append(Entity("companions", first.value, first.start, first.end, first.text))
    return entities


def number_entity(text: str) -> list[Entity]:
    """The number of a message that is nothing but a number."""
    match = _NUMBER.fullmatch(fold(text))
    number = count_of(match["number"]) if match else None
    if match is None or number is None:
        return []
    return [Entity("number", number, *match.span("number"), text[slice(*match.span("number"))])]
