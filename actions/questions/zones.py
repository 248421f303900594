"""Time zones of places; a wide country has several."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from actions.turn import Json, Turn

LARGE = 100_000
"""Inhabitants of towns that tell in which zones a country lives."""
SHARE = 0.01
"""Of the townspeople of a country: a zone of fewer is not among the main ones."""
MOST = 4


def zone_of(turn: Turn, place: Json) -> ZoneInfo | None:
    """The zone of a place in the shape of its slot; None when it is not known."""
    known = turn.desk.gazetteer.by_id(place["id"])
    try:
        return ZoneInfo(place.get("tz") or (known.tz if known else ""))
    except (ZoneInfoNotFoundError, ValueError):
        return None


def main_towns(turn: Turn, place: Json) -> list[tuple[str, ZoneInfo]]:
    """The largest town at each of a country's main clock times now, the most people first; none for other places."""
    if place["kind"] != "country":
        return []
    people: dict[timedelta, int] = defaultdict(int)
    largest: dict[timedelta, tuple[int, str, ZoneInfo]] = {}
    for town in turn.desk.gazetteer.cities(LARGE):
        if town.country != place["country"]:
            continue
        zone = ZoneInfo(town.tz)
        offset = turn.now.astimezone(zone).utcoffset() or timedelta()
        people[offset] += town.population
        largest[offset] = max(
            largest.get(offset, (0, "", zone)), (town.population, town.name, zone), key=lambda one: one[0]
        )
    main = [offset for offset in people if people[offset] >= SHARE * sum(people.values())]
    ranked = sorted(main, key=lambda offset: -people[offset])[:MOST]
    return [(largest[offset][1], largest[offset][2]) for offset in ranked]
