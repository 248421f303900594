"""Invented properties of a town: name, spot, stars, amenities, rooms; the same in every process."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, log10, pi, radians, sin
from typing import Literal

from suppliers.demo.chance import between, draw, pick
from suppliers.demo.rooms.names import property_names
from suppliers.demo.rooms.towns import Town

Board = Literal["room_only", "breakfast", "half_board", "full_board", "all_inclusive"]
Zone = Literal["old town", "centre", "station", "riverside", "quiet", "beach", "airport"]

FEWEST, MOST = 12, 60
STARS = (1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5)
ZONES: tuple[Zone, ...] = ("old town", "old town", "centre", "centre", "centre", "station", "riverside", "quiet")
BEACH_ZONES: tuple[Zone, ...] = ("beach", "beach", "beach", "old town", "centre", "centre", "quiet")
ZONE_KM: dict[Zone, tuple[float, float]] = {
    "old town": (0.1, 0.9),
    "centre": (0.1, 1.5),
    "station": (0.8, 2.2),
    "riverside": (0.4, 2.0),
    "quiet": (1.8, 4.5),
    "beach": (0.5, 3.5),
    "airport": (6.0, 14.0),
}
GENERIC_NAMES: dict[Zone, str] = {
    "old town": "Old Town",
    "centre": "Centre",
    "station": "Station Quarter",
    "riverside": "Riverside",
    "quiet": "Garden District",
    "beach": "Beach",
    "airport": "Airport",
}
AMENITY_CHANCES: dict[str, tuple[float, ...]] = {
    "wifi": (0.9, 0.95, 1.0, 1.0, 1.0),
    "air_conditioning": (0.2, 0.45, 0.75, 0.95, 1.0),
    "parking": (0.3, 0.4, 0.5, 0.6, 0.8),
    "restaurant": (0.1, 0.2, 0.45, 0.8, 1.0),
    "bar": (0.2, 0.25, 0.5, 0.8, 1.0),
    "pool": (0.0, 0.05, 0.2, 0.5, 0.9),
    "gym": (0.0, 0.05, 0.25, 0.6, 0.95),
    "spa": (0.0, 0.0, 0.1, 0.4, 0.9),
    "pets": (0.3, 0.3, 0.3, 0.3, 0.4),
    "family_rooms": (0.3, 0.4, 0.5, 0.5, 0.5),
    "laundry": (0.4, 0.35, 0.4, 0.6, 0.9),
    "kitchen": (0.25, 0.2, 0.15, 0.05, 0.05),
    "airport_shuttle": (0.02, 0.08, 0.15, 0.3, 0.5),
    "accessible": (0.2, 0.35, 0.55, 0.7, 0.9),
}
"""How likely a property offers it, by stars from one to five."""


@dataclass(frozen=True, slots=True)
class Room:
    """``factor`` on the price of a double; ``count`` rooms of this type."""

    type: str
    sleeps: int
    factor: float
    count: int


@dataclass(frozen=True, slots=True)
class Property:
    """A place to stay; ``level`` says how dear it is among its stars, ``free_days`` when free cancellation ends."""

    id: str
    name: str
    zone: Zone
    neighbourhood: str
    lat: float
    lon: float
    stars: int
    rating: float
    level: float
    amenities: tuple[str, ...]
    rooms: tuple[Room, ...]
    boards: tuple[Board, ...]
    free_days: int


ROOMS = (("double", 2, 1.0), ("twin", 2, 1.0), ("triple", 3, 1.3), ("family room", 4, 1.6), ("suite", 4, 2.1))
SINGLE = ("single", 1, 0.74)
APARTMENT = ("apartment", 6, 1.9)


def properties_of(town: Town, seed: int) -> tuple[Property, ...]:
    """12 to 60 properties by the size of the town."""
    count = FEWEST if town.population < 20_000 else round(FEWEST + 17 * (log10(town.population) - 4.3))
    names = property_names(town.country, town.id, min(MOST, count + 6 * bool(town.neighbourhoods)), seed)
    return tuple(_property(town, number, name, seed) for number, name in enumerate(names))


def _property(town: Town, number: int, name: str, seed: int) -> Property:
    at = (seed, town.id, number)
    zone = _zone(town, number, seed)
    # Eleven properties in a row have every number of stars, so that even a small town has something for everyone.
    stars = STARS[(int(11 * draw("stars", seed, town.id)) + 4 * number) % len(STARS)]
    low, high = ZONE_KM[zone]
    km, bearing = between(low, high, "km", *at), between(0, 2 * pi, "bearing", *at)
    quality = draw("quality", *at)
    return Property(
        id=f"{town.id}.{number}",
        name=name,
        zone=zone,
        neighbourhood=_neighbourhood(town, zone, number, seed),
        lat=round(town.lat + km / 111.2 * cos(bearing), 5),
        lon=round(town.lon + km / (111.2 * max(0.05, cos(radians(town.lat)))) * sin(bearing), 5),
        stars=stars,
        rating=round(min(9.8, 6.4 + 0.35 * stars + 1.9 * quality), 1),
        level=(0.8 + 0.35 * quality)
        * between(0.92, 1.1, "level", *at)
        * (1.12 if zone in ("old town", "beach") else 1.0),
        amenities=_amenities(zone, stars, at),
        rooms=_rooms(stars, at),
        boards=_boards(town, stars, at),
        free_days=pick((1, 1, 2, 2, 3, 5, 7), "free", *at),
    )


def _zone(town: Town, number: int, seed: int) -> Zone:
    if number == FEWEST - 1:
        return "airport"
    return pick(BEACH_ZONES if town.beach else ZONES, "zone", seed, town.id, number)


def _neighbourhood(town: Town, zone: Zone, number: int, seed: int) -> str:
    """The catalogue names the best known quarters first: the old town takes the first ones, the quiet zone the last."""
    known = town.neighbourhoods
    if not known or zone in ("airport", "station") or (zone == "beach" and not town.resort):
        return GENERIC_NAMES[zone]
    middle = max(1, len(known) // 2)
    part = known[:middle] if zone == "old town" else known[middle:] if zone == "quiet" else known
    return pick(part or known, "quarter", seed, town.id, number)


def _amenities(zone: Zone, stars: int, at: tuple[object, ...]) -> tuple[str, ...]:
    found = [name for name, chances in AMENITY_CHANCES.items() if draw(name, *at) < chances[stars - 1]]
    if zone == "airport" and "airport_shuttle" not in found:
        found.append("airport_shuttle")
    if zone == "beach" and draw("front", *at) < 0.6:
        found.append("beachfront")
    return tuple(found)


def _rooms(stars: int, at: tuple[object, ...]) -> tuple[Room, ...]:
    """A double always, and two or three other types."""
    others = [*ROOMS[1:], APARTMENT] if stars > 2 else [SINGLE, *ROOMS[1:4], APARTMENT]
    wanted = sorted(others, key=lambda room: draw("type", room[0], *at))[: 2 + (stars > 3)]
    chosen = [ROOMS[0], *wanted]
    return tuple(Room(*kind, count=int(between(3, 41 - 6 * (kind[1] > 2), "count", kind[0], *at))) for kind in chosen)


def _boards(town: Town, stars: int, at: tuple[object, ...]) -> tuple[Board, ...]:
    if town.resort and stars > 2 and draw("resort", *at) < 0.4:
        return pick(
            (("breakfast", "half_board"), ("half_board", "all_inclusive"), ("half_board", "full_board")), "b", *at
        )
    if stars == 1:
        return ("room_only",)
    return pick((("room_only", "breakfast"), ("room_only", "breakfast"), ("breakfast",), ("room_only",)), "board", *at)
