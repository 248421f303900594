"""Everything that one sentence says, as entities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from world.folding import fold
from world.names import read_names
from world.places import Gazetteer
from world.reading.counts import money_entities, number_entity, party_entities, quantity_entities
from world.reading.dates import date_entities, impossible_entities
from world.reading.entity import Entity, Reading
from world.reading.findings import Findings, find_all
from world.reading.groups import Group, group_of
from world.reading.places import place_entities
from world.reading.pointing import pointing_entities
from world.wishes import other_wishes

LONGEST = 2000
"""Characters that are read: as many as a message may have. Dense nonsense of that length takes 40 ms."""
_MOST_NAMES = 9
_FILLERS = re.compile(
    r"\b(?:the|an?|and|or|from|to|for|in|at|on|of|by|with|please|it's|its|it|is|are|we|i|i'm|we're|be|will|"
    r"then|yes|yep|ok|okay|"
    r"just|about|around|that|my|our|would|like|say|make|name|names?|thanks|hi|hello)\b"
)


def read(
    text: str,
    now: datetime,
    *,
    gazetteer: Gazetteer,
    day_first: bool = True,
    intent: str | None = None,
    locale: str = "en-GB",
) -> Reading:
    """All entities of ``text``, with the names and shapes of the slots that ``intent`` fills.

    ``now`` is the traveller's local time; ``locale`` settles which country's dollar a bare "$" is. Never raises on
    odd text; of a text over ``LONGEST`` characters the rest is not read.
    """
    text = text[:LONGEST]
    entities = list(_entities(text, now, gazetteer, day_first, intent, locale)) or _names(text, intent)
    said = [Entity(one.name, one.value, one.start, one.end, text[one.start : one.end]) for one in entities]
    said.sort(key=lambda entity: (entity.start, entity.end))
    return Reading(said, _coverage(text, said))


def _entities(
    text: str, now: datetime, gazetteer: Gazetteer, day_first: bool, intent: str | None, locale: str
) -> Iterator[Entity]:
    group = group_of(intent, text)
    found = find_all(text, now, day_first, gazetteer, group)
    yield from (Entity(code.name, code.value, code.start, code.end, "") for code in found.codes)
    yield from money_entities(found.money, group, locale)
    yield from place_entities(found.places, group, text, intent)
    yield from date_entities(found.dates, found.duration, group, now.date())
    yield from impossible_entities(found.plain, found.impossible)
    yield from party_entities(found.party)
    yield from quantity_entities(found.quantities, intent, group)
    yield from _airlines(found, group)
    yield from pointing_entities(found, intent)
    yield from _shift(found)
    yield from _beyond(text, intent)
    yield from number_entity(text)


def _airlines(found: Findings, group: Group) -> list[Entity]:
    if group not in (Group.ROUTE, Group.OPEN, Group.ASK):
        return []
    return [
        Entity("airline", carrier.code, start, end, "")
        for start, end, carrier, negated in found.airlines
        if not negated
    ]


def _shift(found: Findings) -> list[Entity]:
    shift = found.shift
    return [Entity("shift", shift.as_dict(), shift.start, shift.end, "")] if shift else []


def _beyond(text: str, intent: str | None) -> list[Entity]:
    """Further wishes."""
    also = other_wishes(text, intent)
    return [Entity("also", also, 0, 0, "")] if also else []


def _names(text: str, intent: str | None) -> list[Entity]:
    """Personal names, when the message is nothing but names written with capitals or in a script without them."""
    if intent not in (None, "inform"):
        return []
    names = read_names(text, expected=1)
    if len(names) > _MOST_NAMES or not all(name in text for name in names):
        return []  # names typed without capitals could be any words: only who asked for names can tell
    return [Entity("name", name, 0, len(text), "") for name in names]


def _coverage(text: str, entities: Sequence[Entity]) -> float:
    """The share of letters and digits, small words aside, that lie in the span of an entity."""
    chars = list(_FILLERS.sub(lambda match: " " * len(match[0]), fold(text)))
    total = sum(char.isalnum() for char in chars)
    for entity in entities:
        chars[entity.start : entity.end] = " " * (entity.end - entity.start)
    return 1 - sum(char.isalnum() for char in chars) / total if total else 0.0
