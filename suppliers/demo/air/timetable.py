"""Flight numbers with their times: the same number leaves at the same local time on its weekdays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from math import atan2, cos, radians, sin

from suppliers.demo.air.aircraft import Aircraft, choose_aircraft
from suppliers.demo.air.airports import Airport
from suppliers.demo.air.network import Network, Service
from suppliers.demo.chance import between, draw
from suppliers.demo.places import Carrier

FIRST_MINUTE, LAST_MINUTE = 6 * 60, 21 * 60 + 40
LONG_BLOCK = 6 * 60
DAY = 24 * 60
WEEK_MASK = 0b1111111
GOLDEN = 0.618
"""Steps of this spread well over a day, from one drawn number."""


@dataclass(frozen=True, slots=True)
class Flight:
    """One flight number; ``minute`` is local departure, ``block`` the minutes from gate to gate."""

    carrier: Carrier
    number: str
    origin: Airport
    destination: Airport
    km: float
    minute: int
    block: int
    weekdays: int
    aircraft: Aircraft

    def flies(self, day: date) -> bool:
        return bool(self.weekdays >> day.weekday() & 1)

    def takes_off(self, day: date) -> datetime:
        """Departure in UTC; a local time that the clock change skips counts as the one an hour later."""
        return datetime.combine(day, time(*divmod(self.minute, 60)), self.origin.zone).astimezone(UTC)


class Timetable:
    """The flights of a network."""

    def __init__(self, network: Network, seed: int) -> None:
        self.network = network
        self._seed = seed
        self.flights = lru_cache(maxsize=6_000)(self._flights)

    def find(self, origin: str, destination: str, number: str) -> Flight | None:
        return next((flight for flight in self.flights(origin, destination) if flight.number == number), None)

    def _flights(self, origin: str, destination: str) -> tuple[Flight, ...]:
        """All nonstop flights from one airport to another, by time of departure."""
        services = self.network.services(origin, destination)
        flights = [flight for service in services for flight in self._schedule(service, origin, destination)]
        return tuple(sorted(flights, key=lambda flight: (flight.minute, flight.number)))

    def _schedule(self, service: Service, origin: str, destination: str) -> list[Flight]:
        start, end = self.network.airports[origin], self.network.airports[destination]
        route = f"{self._seed}.{service.carrier.code}.{'.'.join(sorted((origin, destination)))}"
        aircraft = choose_aircraft(
            service.km,
            low_cost=service.carrier.low_cost,
            wide=service.carrier.long_haul,
            small=min(start.size, end.size) < 2,
            route=route,
        )
        block = block_minutes(start, end, service.km, aircraft.speed)
        count = max(1, service.weekly // 7)
        first = _first_number(route, service)
        return [
            Flight(
                service.carrier,
                f"{service.carrier.code}{first + 2 * slot + (origin > destination)}",
                start,
                end,
                service.km,
                self._minute(f"{route}.{origin}.{slot}", slot, count, block, end.offset - start.offset),
                block,
                _weekdays(route, service.weekly),
                aircraft,
            )
            for slot in range(count)
        ]

    def _minute(self, flight: str, slot: int, count: int, block: int, shift: int) -> int:
        """Local departure: spread over the day, long flights also at night if they arrive at a civil hour."""
        chance = draw(flight)
        tries = [(chance + turn * GOLDEN) % 1 for turn in range(4 if block < LONG_BLOCK else 8)]
        if block < LONG_BLOCK:
            width = (LAST_MINUTE - FIRST_MINUTE) / count
            planned = [FIRST_MINUTE + (slot + part) * width for part in tries]
        else:
            planned = [(FIRST_MINUTE + part * (DAY + 90 - FIRST_MINUTE)) % DAY for part in tries]
        minutes = [int(minute // 5) * 5 for minute in planned]
        return min(minutes, key=lambda minute: _unrest((minute + block + shift) % DAY))


def block_minutes(start: Airport, end: Airport, km: float, speed: int) -> int:
    """Gate to gate: half an hour around the flight; the west wind helps eastward and costs westward."""
    span = radians(end.lon - start.lon)
    north, south = radians(start.lat), radians(end.lat)
    east = sin(span) * cos(south)
    heading = atan2(east, cos(north) * sin(south) - sin(north) * cos(south) * cos(span))
    wind = 55 * sin(heading) * (1 if 20 < (abs(start.lat) + abs(end.lat)) / 2 < 70 else 0.2)
    return int(round((30 + km / (speed + wind) * 60) / 5) * 5)


def _unrest(arrival: int) -> int:
    """Minutes by which an arrival lies in the night."""
    return 0 if 5 * 60 + 30 <= arrival <= 23 * 60 + 45 else 1 + min((arrival - 23 * 60 - 45) % DAY, DAY // 4)


def _first_number(route: str, service: Service) -> int:
    """An even number with room for all flights of the route behind it; long-haul numbers are short."""
    low, high = (1000, 9800) if service.carrier.low_cost else (10, 900) if service.km > 4500 else (900, 8900)
    return int(between(low, high, "number", route)) // 2 * 2


def _weekdays(route: str, weekly: int) -> int:
    """The days of the week, bit 0 for Monday, on which a route is flown."""
    if weekly >= 7:
        return WEEK_MASK
    chance = int(42 * draw("day", route))
    days = [(chance // 6 + turn * (1 + chance % 6)) % 7 for turn in range(weekly)]
    return sum(1 << day for day in days)
