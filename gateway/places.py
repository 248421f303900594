"""Places by the first letters of their names, for pickers; the gazetteer is loaded when it is first asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from gateway.later import Later
from world.places import Gazetteer, Place
from world.places.model import BY_STATE, country_name

Json = dict[str, Any]

REMEMBERED = 2048
SHOWN_AIRPORTS = 3


class PlaceNames:
    """Completes what somebody types; a few milliseconds, nothing for what was asked before."""

    def __init__(self, gazetteer: Later[Gazetteer]) -> None:
        self._gazetteer = gazetteer
        self._complete = lru_cache(REMEMBERED)(self._looked_up)

    async def complete(self, query: str, limit: int) -> list[Json]:
        """Places in the shape of the REST interface, most famous first. Raises Problem 503 without a gazetteer."""
        await self._gazetteer.ready()
        return [place_json(place) for place in self._complete(query.strip(), limit)]

    def _looked_up(self, query: str, limit: int) -> tuple[Place, ...]:
        return tuple(self._gazetteer.get().complete(query, limit))


def place_json(place: Place) -> Json:
    """A place with a label that tells it from its namesakes."""
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "label": place_label(place),
    }


def place_label(place: Place) -> str:
    """``Lisbon, Portugal (LIS)``, ``Portland, Oregon, United States (PDX)``, ``Tuscany, Italy``, ``Japan``."""
    if place.kind == "country":
        return place.name
    state = place.admin if place.country in BY_STATE and place.admin != place.name else None
    parts = [place.name, state, country_name(place.country)]
    codes = ", ".join(place.airports[:SHOWN_AIRPORTS]) if place.kind in ("city", "airport") else ""
    return ", ".join(part for part in parts if part) + (f" ({codes})" if codes else "")
