"""What a sentence gives: entities with the names and shapes of the slots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LISTED = frozenset({"via", "amenities", "interests"})
"""Slots that collect the values of several entities."""


@dataclass(frozen=True)
class Entity:
    """One slot value (JSON-able) and where in the text it was said."""

    name: str
    value: Any
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Reading:
    """All entities of one text, by position; ``coverage`` is the share of its letters and digits that they explain."""

    entities: list[Entity]
    coverage: float


def slots(entities: Iterable[Entity]) -> dict[str, Any]:
    """Slot values by name: the last one said wins, those of ``LISTED`` are collected in order."""
    values: dict[str, Any] = {}
    for entity in entities:
        if entity.name in LISTED:
            listed = values.setdefault(entity.name, [])
            if entity.value not in listed:
                listed.append(entity.value)
        else:
            values[entity.name] = entity.value
    return values
