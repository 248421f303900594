"""Places by the first letters of their names, for pickers; the gazetteer is loaded when it is first asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from gateway.later import Later
from world.places import Gazetteer, Place
from world.places.keys import alias_key
from world.places.model import BY_STATE, country_name

Json = dict[str, Any]

REMEMBERED = 2048
SHOWN_AIRPORTS = 3
NEAR_KM = 150.0
BUSY = 0.25
"""An airport's share of traffic, in 0..1, from which on it has flights to most places."""
NAMESAKES = 50
"""Of so many the state or country is looked at."""


class PlaceNames:
    """Completes what somebody types; a few milliseconds, nothing for what was asked before."""

    def __init__(self, gazetteer: Later[Gazetteer]) -> None:
        self._gazetteer = gazetteer
        self._complete = lru_cache(REMEMBERED)(self._looked_up)

    async def complete(self, query: str, limit: int) -> list[Json]:
        """Places in the shape of the REST interface, most famous first. Raises Problem 503 without a gazetteer."""
        await self._gazetteer.ready()
        return [place_json(place) for place in self._complete(query.strip(), limit)]

    async def departure(self, lat: float, lon: float) -> str | None:
        """What to call the town whose airport is closest to a point in degrees, so that it is understood as that town.

        Small airfields give way to an airport with traffic a little further away. None where no airport is near;
        raises Problem 503 without a gazetteer.
        """
        gazetteer = await self._gazetteer.ready()
        near = gazetteer.near(lat, lon, NEAR_KM)
        if not near:
            return None
        airport = next((place for place in near if place.prior >= BUSY), near[0])
        code = airport.airports[0]
        found = gazetteer.find(f"from {airport.city}") if airport.city else []
        plain = len(found) == 1 and code in found[0].place.airports and not found[0].others
        return airport.city if plain else code

    def _looked_up(self, query: str, limit: int) -> tuple[Place, ...]:
        """What stands behind a comma says where: "portland, or", or a whole label that was taken over."""
        name, _, rest = query.partition(",")
        where = alias_key(rest.partition("(")[0])
        found = self._gazetteer.get().complete(name, NAMESAKES if where else limit)
        return tuple([place for place in found if _lies_in(place, where)][:limit])


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
    parts = [place.name, _state(place), country_name(place.country)]
    codes = ", ".join(place.airports[:SHOWN_AIRPORTS]) if place.kind in ("city", "airport") else ""
    return ", ".join(part for part in parts if part) + (f" ({codes})" if codes else "")


def _state(place: Place) -> str:
    """The state where one is said, and not called as the town is."""
    told = place.country in BY_STATE and place.admin is not None and not place.admin.startswith(place.name)
    return place.admin or "" if told else ""


def _lies_in(place: Place, where: str) -> bool:
    country = country_name(place.country)
    ways = (f"{_state(place)} {country}", country, place.country)
    return any(alias_key(way).startswith(where) for way in ways)
