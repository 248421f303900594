"""Places of a sentence and what they are to the journey."""

from __future__ import annotations

import re
from collections.abc import Sequence

from world.places import PlaceMatch, to_slot
from world.reading.asking import COMPARING, compared
from world.reading.entity import Entity
from world.reading.groups import Group

_HOMEWARD = re.compile(r"\b(?:back|home|return\w*)\b[^,.;]*$", re.IGNORECASE)


def place_entities(matches: Sequence[PlaceMatch], group: Group, text: str, intent: str | None) -> list[Entity]:
    """Entities for ``matches`` (left to right) with the slot names of ``group``; a place said twice counts once.

    Only a route may begin and end in one place, when it names no other goal.
    """
    if intent in COMPARING and len(matches) > 1:
        return [_entity(name, match) for name, match in compared(_distinct(matches), text)]
    excluded = [_entity("excluded_place", match) for match in matches if match.role == "not"]
    wanted = _distinct([match for match in matches if match.role != "not"])
    if group in (Group.ROUTE, Group.OPEN):
        wanted += _circle(matches, wanted, text)
    namers = {Group.ROUTE: _route, Group.PLAN: _plan, Group.OPEN: _open, Group.CAR: _car}
    return excluded + [_entity(name, match) for name, match in namers.get(group, _single)(wanted)]


def _entity(name: str, match: PlaceMatch) -> Entity:
    return Entity(name, to_slot(match), match.start, match.end, match.text)


def _distinct(matches: Sequence[PlaceMatch]) -> list[PlaceMatch]:
    """Each place once, with the mention that says its role before one that says none."""
    chosen: dict[str, PlaceMatch] = {}
    for match in matches:
        known = chosen.get(match.place.id)
        if known is None or (known.role is None and match.role is not None):
            chosen[match.place.id] = match
    return list(chosen.values())


def _circle(matches: Sequence[PlaceMatch], wanted: Sequence[PlaceMatch], text: str) -> list[PlaceMatch]:
    """The goal of "from Berlin to Berlin"; the way home of "from Berlin to Lisbon, to Berlin on Friday" is none."""
    if [match.role for match in wanted if match.role != "via"] not in (["from"], ["to"]):
        return []
    end = next(match for match in wanted if match.role != "via")
    again = (
        match
        for match in matches
        if match.place.id == end.place.id and not _HOMEWARD.search(text[max(0, match.start - 24) : match.start])
    )
    return [match for match in again if {match.role, end.role} == {"from", "to"}][:1]


Named = list[tuple[str, PlaceMatch]]


def _route(matches: list[PlaceMatch]) -> Named:
    """Origin and destination: by cue words first, then two bare places in order, a lone one is the destination."""
    named: Named = [("via", match) for match in matches if match.role == "via"]
    origin = next((match for match in matches if match.role == "from"), None)
    destination = next((match for match in matches if match.role == "to"), None)
    bare = [match for match in matches if match.role is None]
    if origin is None and (len(bare) > 1 or (bare and destination)):
        origin = bare.pop(0)
    if destination is None and bare:
        destination = bare.pop(0)
    named += [("origin", origin)] if origin else []
    return named + ([("destination", destination)] if destination else [])


def _single(matches: list[PlaceMatch]) -> Named:
    """One place: where it is about, rather than where somebody comes from."""
    there = [match for match in matches if match.role in (None, "to")] or matches
    return [("place", there[0])] if there else []


def _car(matches: list[PlaceMatch]) -> Named:
    """One place: where the car is fetched."""
    fetched = [match for match in matches if match.role == "from"] or matches
    return [("place", fetched[0])] if fetched else []


def _plan(matches: list[PlaceMatch]) -> Named:
    """Where from, where to, and every further stop as ``via``."""
    origins = [match for match in matches if match.role == "from"]
    stops = [match for match in matches if match.role != "from"]
    named: Named = [("origin", match) for match in origins[:1]]
    named += [("place", match) for match in stops[:1]]
    return named + [("via", match) for match in stops[1:]]


def _open(matches: list[PlaceMatch]) -> Named:
    """By cue words; without one it is just a place, but "rome madrid" side by side is a route."""
    if len(matches) == 2 and all(match.role is None for match in matches) and _side_by_side(*matches):
        return [("origin", matches[0]), ("destination", matches[1])]
    names = {"from": "origin", "to": "destination", "via": "via", None: "place"}
    named: Named = []
    for match in matches:
        name = names[match.role if match.role != "not" else None]
        if name == "via" or name not in {known for known, _ in named}:
            named.append((name, match))
    return named


def _side_by_side(first: PlaceMatch, second: PlaceMatch) -> bool:
    """Nothing but a blank between them; a comma would make them a list."""
    return second.start - first.end == 1
