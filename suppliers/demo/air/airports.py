"""Airports with the size that the demo network needs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from math import asin, cos, dist, radians, sin
from pathlib import Path
from zoneinfo import ZoneInfo

from suppliers.demo.places import EARTH_RADIUS_KM, Place

PASSENGERS = Path(__file__).resolve().parents[1] / "data" / "passengers.csv"
SMALL = 0.25
"""No airport outside the table has more million passengers a year."""

LONGEST_FLIGHTS = {
    "LGA": 2420, "DCA": 2050, "LCY": 2200, "LIN": 1650, "BMA": 1300, "YTZ": 1500, "CGH": 2600, "SDU": 1200, "AEP": 2900,
    "TSA": 2200, "SHA": 2600, "GMP": 2200, "ITM": 1700, "OKD": 1200, "HLP": 1500, "BHD": 1500, "SZB": 1600, "DAL": 3000,
    "MDW": 3900, "BUR": 3900, "LGB": 3900, "SNA": 3900, "HPN": 2200, "CIA": 2300, "LUG": 900, "INN": 2000, "SOU": 2200,
}  # fmt: skip
"""City airports whose runway or rules end the network early, in km."""


@dataclass(frozen=True, slots=True)
class Airport:
    """``size`` in million passengers a year, estimated; ``offset`` is standard time in minutes from UTC.

    ``holiday`` marks airports that live from holidaymakers, ``gateway`` those where people from other continents
    arrive; no flight from or to the airport is longer than ``reach``.
    """

    code: str
    country: str
    lat: float
    lon: float
    zone: ZoneInfo
    offset: int
    size: float
    holiday: bool = False
    gateway: bool = False
    reach: int = 20_100
    point: tuple[float, float, float] = field(init=False, repr=False, compare=False)
    """On the unit sphere."""

    def __post_init__(self) -> None:
        north, east = radians(self.lat), radians(self.lon)
        object.__setattr__(self, "point", (cos(north) * cos(east), cos(north) * sin(east), sin(north)))


def airports_by_code(places: Iterable[Place]) -> dict[str, Airport]:
    """Airports with passengers by IATA code: those of the table, the others by their rank among places."""
    table = _passengers()
    airports = (_airport(place, table) for place in places)
    return {airport.code: airport for airport in airports if airport.size > 0}


def kilometres(one: Airport, other: Airport) -> float:
    """Great-circle distance, from the straight line through the earth."""
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, dist(one.point, other.point) / 2))


def largest(airports: Sequence[Airport]) -> Airport:
    return max(airports, key=lambda airport: (airport.size, airport.code))


def _airport(place: Place, table: Mapping[str, tuple[float, str]]) -> Airport:
    zone, offset = _zone(place.tz)
    code = place.id.removeprefix("iata:")
    size, marks = table.get(code) or (min(SMALL, 8 * place.prior**2.5), "")
    return Airport(
        code,
        place.country,
        place.lat,
        place.lon,
        zone,
        offset,
        size,
        holiday="*" in marks,
        gateway="+" in marks,
        reach=LONGEST_FLIGHTS.get(code, 20_100),
    )


@lru_cache(maxsize=1)
def _passengers() -> dict[str, tuple[float, str]]:
    """Million passengers a year and marks: ``*`` for holidaymakers, ``+`` for a gateway from other continents."""
    found = {}
    with PASSENGERS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for entry in row["airports"].split():
                code, _, millions = entry.partition("=")
                number = millions.rstrip("*+")
                found[code] = (float(number), millions.removeprefix(number))
    return found


@lru_cache(maxsize=600)
def _zone(name: str) -> tuple[ZoneInfo, int]:
    zone = ZoneInfo(name)
    winter = datetime(2026, 1, 15, 12, tzinfo=zone)
    return zone, ((winter.utcoffset() or timedelta()) - (winter.dst() or timedelta())) // timedelta(minutes=1)
