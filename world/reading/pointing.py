"""What a sentence wants with results on screen: which of them, or how they should change."""

from __future__ import annotations

import re

from world.picks import Pick, find_pick
from world.reading.entity import Entity
from world.reading.findings import Findings
from world.refinements import Refinement, refinements_from

_SEARCHING = frozenset(
    """search_flights search_stays search_cars search_trains find_attractions recommend_destinations
    plan_itinerary""".split()
)
_CHANGING = _SEARCHING | frozenset(
    "affirm deny refine_search show_more select_option inform book change_booking compare_options".split()
)
# What a search says in slots of its own instead.
_IN_SLOTS = frozenset(
    {
        ("price", "max"),
        ("price", "min"),
        ("price", "about"),
        ("stars", "equal"),
        ("amenity", "with"),
        ("board", "with"),
        ("near", "with"),
        ("bags", "with"),
        ("bags", "without"),
        ("carrier", "only"),
        ("cabin", "with"),
        ("depart_time", "window"),
        ("stops", "any"),
    }
)
_OPTION = re.compile(r"\b(?:ones?|options?|choices?|results?|numbers?|offers?)\b|#", re.IGNORECASE)


def pointing_entities(found: Findings, intent: str | None) -> list[Entity]:
    """What the sentence wants with results on screen: which of them, or how they should change."""
    entities = []
    pick = find_pick(found.plain)
    if pick and _points(pick, intent) and not any(pick.start < day.end and day.start < pick.end for day in found.dates):
        entities.append(Entity("pick", pick.as_dict(), pick.start, pick.end, ""))
    refinements = [one for one in _refinements(found, intent) if _stands(one, found)]
    if refinements:
        start, end = refinements[0].start, max(one.end for one in refinements)
        entities.append(Entity("refinements", [one.as_dict() for one in refinements], start, end, ""))
    return entities


def _points(pick: Pick, intent: str | None) -> bool:
    """Within a search "the cheapest" or "with a pool" says how to search, and "the ninth" may be a day."""
    if intent not in _SEARCHING | {"refine_search"}:
        return True
    numbered = pick.kind is not None or _OPTION.search(pick.text) is not None
    return bool(pick.indexes) and (numbered or not (intent or "").startswith("search_"))


def _stands(one: Refinement, found: Findings) -> bool:
    """Whether a wish about hours survives: "from 10 to 17 June" is a date, and "a day earlier" another day."""
    if found.shift and one.op in {"earlier", "later"} and one.start < found.shift.end and found.shift.start < one.end:
        return False
    days = (day for day in found.dates if not day.time)
    return one.op not in {"min", "max"} or not any(one.start < day.end and day.start < one.end for day in days)


def _refinements(found: Findings, intent: str | None) -> list[Refinement]:
    if intent is not None and intent not in _CHANGING:
        return []
    every = refinements_from(found.plain, found.quantities, found.money, found.airlines)
    if intent not in _SEARCHING:
        return every
    return [one for one in every if (one.attr, one.op) not in _IN_SLOTS and (one.attr, one.value) != ("stops", 0)]
