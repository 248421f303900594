"""Airports with the size that the demo network needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from suppliers.demo.places import Place, distance_km


@dataclass(frozen=True, slots=True)
class Airport:
    """``size`` in million passengers a year, estimated; ``offset`` is standard time in minutes from UTC."""

    code: str
    country: str
    lat: float
    lon: float
    zone: ZoneInfo
    offset: int
    size: float


def airports_by_code(places: Iterable[Place]) -> dict[str, Airport]:
    """Airports by IATA code; the order of ``prior`` alone decides the size, whatever its scale."""
    ranked = sorted(places, key=lambda place: (-place.prior, place.id))
    return {airport.code: airport for airport in map(_airport, ranked, range(len(ranked)))}


def kilometres(one: Airport, other: Airport) -> float:
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def largest(airports: Sequence[Airport]) -> Airport:
    return max(airports, key=lambda airport: (airport.size, airport.code))


def _airport(place: Place, rank: int) -> Airport:
    zone, offset = _zone(place.tz)
    code = place.id.removeprefix("iata:")
    return Airport(code, place.country, place.lat, place.lon, zone, offset, _size(rank))


def _size(rank: int) -> float:
    """Traffic falls like a power of the rank, and faster once regional airports begin."""
    return float(90 * (1 + rank / 40) ** -1.05 / (1 + (rank / 900) ** 2))


@lru_cache(maxsize=600)
def _zone(name: str) -> tuple[ZoneInfo, int]:
    zone = ZoneInfo(name)
    winter = datetime(2026, 1, 15, 12, tzinfo=zone)
    return zone, ((winter.utcoffset() or timedelta()) - (winter.dst() or timedelta())) // timedelta(minutes=1)
