"""Which slots an intent fills with the places and dates of its sentence."""

from __future__ import annotations

import re
from enum import Enum

from world.wishes import wished_intents


class Group(Enum):
    """Intents that share their slots for places and dates."""

    ROUTE = "origin, destination, depart_date, return_date"
    STAY = "place, check_in, check_out"
    CAR = "place, start_date, end_date"
    PLAN = "place, origin, start_date, end_date"
    ASK = "place, date"
    OPEN = "whatever the cue words say"


_GROUPS = {
    **dict.fromkeys(("search_flights", "search_trains", "price_outlook", "watch_price"), Group.ROUTE),
    "search_stays": Group.STAY,
    "search_cars": Group.CAR,
    **dict.fromkeys(("plan_itinerary", "recommend_destinations"), Group.PLAN),
    **dict.fromkeys(("find_attractions", "flight_status"), Group.ASK),
}
_CHECK_IN = re.compile(r"\bcheck(?:ing)?[- ]?(?:in|out)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
_TO = re.compile(r"\bto\b", re.IGNORECASE)
_ARROW = re.compile(r"->|→")
_BOOKABLE = frozenset({"search_flights", "search_stays", "search_cars", "search_trains"})

DATE_SLOTS = {
    Group.ROUTE: ("depart_date", "return_date"),
    Group.STAY: ("check_in", "check_out"),
    Group.CAR: ("start_date", "end_date"),
    Group.PLAN: ("start_date", "end_date"),
}
"""Slots for the first and the last day; the other groups decide by cue words."""

TASTES = frozenset(
    "recommend_destinations find_attractions plan_itinerary set_preference update_profile ask_best_time "
    "like dislike inform".split()
)
"""Intents in which likings ("hiking", "quiet") and company are worth noting."""


def group_of(intent: str | None, text: str) -> Group:
    """The group of ``intent``; a wish to book falls to what the text names, when that is one kind of thing."""
    if intent in _GROUPS:
        return _GROUPS[intent]
    if intent and intent.startswith("ask_"):
        return Group.ASK
    named = [name for name in wished_intents(text) if name in _BOOKABLE] if intent == "book" else []
    if len(named) == 1:
        return _GROUPS[named[0]]
    if intent == "book" and _is_route(text):
        return Group.ROUTE
    return Group.STAY if _CHECK_IN.search(text) else Group.OPEN


def _is_route(text: str) -> bool:
    # Not one pattern with ".+" between: on a long row of "to" it would look ahead from each.
    return bool((_FROM.search(text) and _TO.search(text)) or _ARROW.search(text))
