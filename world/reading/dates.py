"""Dates of a sentence and what they are to the journey."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from world.dates import DateMatch
from world.reading.entity import Entity
from world.reading.groups import DATE_SLOTS, Group

APPROXIMATE_DAYS = 2
"""How far "around the 10th" reaches to either side."""

_JOURNEY = re.compile(r"\b(?:back|home|return\w*|depart\w*|leav\w*|fly\w*)\b", re.IGNORECASE)

_WORD = re.compile(r"[^\W\d_]{3}")
_SLIP = 39


def date_entities(
    matches: Sequence[DateMatch], duration: tuple[int, int, int] | None, group: Group, today: date
) -> list[Entity]:
    """Entities for ``matches`` and for a length of stay (nights, start, end) that stands apart from them."""
    past = [match for match in matches if match.past]
    ahead = [match for match in matches if not match.past]
    entities = [_past(match, today) for match in past]
    entities += (
        _asked(ahead)
        if group is Group.ASK
        else _opened(ahead)
        if group is Group.OPEN
        else _paired(ahead, *DATE_SLOTS[group])
    )
    nights = _nights(ahead, duration)
    if nights and group is not Group.ASK:
        entities.append(nights)
        entities += _end_by_nights(entities, nights)
    return entities + [one for one in _circumstances(ahead) if (one.name, group) != ("time_of_day", Group.STAY)]


def impossible_entities(text: str, spans: Sequence[tuple[int, int]]) -> list[Entity]:
    """The first day said that no calendar has, in the words of the traveller: ``31 february``, ``30/2``."""
    said = [(text[start:end].strip(" .,"), start, end) for start, end in spans]
    return [Entity("impossible_date", day, start, end, "") for day, start, end in said if _is_slip(day)][:1]


def _is_slip(day: str) -> bool:
    """Whether a day was meant: numbers that are far from any ("15/45", "99 may") count something else."""
    numbers = [int(number) for number in re.findall(r"\d+", day)]
    if _WORD.search(day):
        return min(numbers, default=0) <= _SLIP
    return len(numbers) == 3 or (len(numbers) == 2 and min(numbers) <= 12 and max(numbers) <= 31)


def _entity(name: str, value: Any, match: DateMatch) -> Entity:
    return Entity(name, value, match.start, match.end, match.text)


def _past(match: DateMatch, today: date) -> Entity:
    """A day that is over, with the same day of a year to come as a suggestion."""
    return _entity(
        "past_date",
        {"said": match.first.isoformat(), "suggested": _next_occurrence(match.first, today).isoformat()},
        match,
    )


def _next_occurrence(day: date, today: date) -> date:
    for year in range(today.year, today.year + 9):  # 29 February may be eight years away
        try:
            candidate = day.replace(year=year)
        except ValueError:
            continue
        if candidate >= today:
            return candidate
    return today


def _window(match: DateMatch) -> dict[str, str]:
    return {"start": match.first.isoformat(), "end": (match.last or match.first).isoformat()}


def _asked(matches: Sequence[DateMatch]) -> list[Entity]:
    if not matches:
        return []
    match = matches[0]
    return [_entity("date", match.first.isoformat() if match.kind == "date" else _window(match), match)]


def _opened(matches: Sequence[DateMatch]) -> list[Entity]:
    """Without an intent the cue words decide: out and back, else a range is start and end, a single day just a date."""
    entities: list[Entity] = []
    for match in matches:
        if match.role or _JOURNEY.search(match.text):
            entities += _paired([match], "depart_date", "return_date")
        elif match.kind == "range":
            entities += _paired([match], "start_date", "end_date")
        else:
            entities.append(_entity("date", match.first.isoformat() if match.kind == "date" else _window(match), match))
    if len(entities) == 2 and all(entity.name == "date" and isinstance(entity.value, str) for entity in entities):
        first, last = entities
        return [Entity("start_date", first.value, *_place_of(first)), Entity("end_date", last.value, *_place_of(last))]
    return entities


def _place_of(entity: Entity) -> tuple[int, int, str]:
    return entity.start, entity.end, entity.text


def _paired(matches: Sequence[DateMatch], first_slot: str, last_slot: str) -> list[Entity]:
    """First and last day; a second date that lies later is the last day even without a cue."""
    found: dict[str, Entity] = {}
    for match in matches:
        if match.kind == "window":
            slot = last_slot if match.role == "back" else first_slot
            found.setdefault(slot, _entity(slot, _window(match), match))
        elif match.kind == "range" and match.last:
            found.setdefault(first_slot, _entity(first_slot, match.first.isoformat(), match))
            found.setdefault(last_slot, _entity(last_slot, match.last.isoformat(), match))
        else:
            slot = last_slot if match.role == "back" or (first_slot in found and match.role is None) else first_slot
            found.setdefault(slot, _entity(slot, match.first.isoformat(), match))
    first, last = found.get(first_slot), found.get(last_slot)
    if first and last and isinstance(last.value, str) and last.value < _earliest(first):
        del found[last_slot]  # "any Friday in March, back Sunday": which Sunday depends on a day not chosen yet
    return list(found.values())


def _earliest(entity: Entity) -> str:
    return str(entity.value["start"] if isinstance(entity.value, dict) else entity.value)


def _nights(matches: Sequence[DateMatch], duration: tuple[int, int, int] | None) -> Entity | None:
    for match in matches:
        if match.nights:
            return _entity("nights", match.nights, match)
    return Entity("nights", duration[0], duration[1], duration[2], "") if duration else None


def _end_by_nights(entities: Sequence[Entity], nights: Entity) -> list[Entity]:
    """The last day that a definite first day and a length of stay give."""
    by_name = {entity.name: entity for entity in entities}
    for first_slot, last_slot in dict.fromkeys(DATE_SLOTS.values()):
        first = by_name.get(first_slot)
        if first and isinstance(first.value, str) and last_slot not in by_name:
            last = date.fromisoformat(first.value) + timedelta(days=nights.value)
            return [Entity(last_slot, last.isoformat(), nights.start, nights.end, nights.text)]
    return []


def _circumstances(matches: Sequence[DateMatch]) -> list[Entity]:
    """Part of the day and leeway that the expressions carry."""
    entities = [_entity("time_of_day", match.part_of_day, match) for match in matches if match.part_of_day]
    return entities + [_entity("flexible_days", APPROXIMATE_DAYS, match) for match in matches if match.approximate][:1]
