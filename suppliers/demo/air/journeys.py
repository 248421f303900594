"""Ways from one airport to another on a day: nonstop, through one hub, through more only when nothing else goes.

``anyhow`` is for those who found nothing: it joins any two airports that have flights every day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from math import sqrt

from suppliers.demo.air.airports import kilometres
from suppliers.demo.air.detours import Detours
from suppliers.demo.air.network import Service, connects
from suppliers.demo.air.timetable import Flight, Timetable
from suppliers.demo.places import Carrier

SHORTEST_CHANGE = timedelta(minutes=45)
FAR_KM = 4500
LONGEST_CHANGE, LONGEST_CHANGE_FAR = timedelta(hours=5), timedelta(hours=9)
"""On the way to the other end of the world people wait longer."""
LAST_RESORT_CHANGE = timedelta(hours=25)
"""A night at a hub, where flights to the remotest airports leave once a day."""

HUBS_TRIED, HUBS_BESIDE_NONSTOP = 12, 8
ENDS_TRIED, FEW = 10, 5
PER_HUB = 5


@dataclass(frozen=True, slots=True)
class Leg:
    """A flight on a day, which is the local one of its departure; the two times are in UTC."""

    flight: Flight
    day: date
    takes_off: datetime
    lands: datetime

    @property
    def departs(self) -> datetime:
        """Local to the origin."""
        return self.takes_off.astimezone(self.flight.origin.zone)

    @property
    def arrives(self) -> datetime:
        """Local to the destination."""
        return self.lands.astimezone(self.flight.destination.zone)


Journey = tuple[Leg, ...]


def fly(flight: Flight, day: date) -> Leg:
    start = flight.takes_off(day)
    return Leg(flight, day, start, start + timedelta(minutes=flight.block))


def under_way(journey: Journey) -> timedelta:
    return journey[-1].lands - journey[0].takes_off


class Journeys:
    """Finds journeys in a timetable; keeps the last searches."""

    def __init__(self, timetable: Timetable) -> None:
        self._timetable = timetable
        self._network = timetable.network
        self._detours = Detours(self._network)
        self.direct = lru_cache(maxsize=3_000)(self._direct)
        self.changing = lru_cache(maxsize=256)(self._changing)
        self.anyhow = lru_cache(maxsize=256)(self._anyhow)

    def _direct(self, origin: str, destination: str, day: date) -> tuple[tuple[Leg], ...]:
        """All nonstop flights of the day."""
        return tuple(
            (fly(flight, day),) for flight in self._timetable.flights(origin, destination) if flight.flies(day)
        )

    def _changing(self, origin: str, destination: str, day: date) -> tuple[Journey, ...]:
        """Journeys with a change; more changes, long waits, separate tickets only where hardly anything else goes."""
        if origin == destination or not {origin, destination} <= self._network.airports.keys():
            return ()
        one_stop = self._one_stop(origin, destination)
        longest = LONGEST_CHANGE if self._length((origin, destination)) < FAR_KM else LONGEST_CHANGE_FAR
        if self.direct(origin, destination, day):
            return self._along(one_stop[:HUBS_BESIDE_NONSTOP], day, longest)
        found = self._along(one_stop, day, longest)
        if len(found) < FEW:
            two_stops = self._two_stops(origin, destination)
            found += self._along(two_stops, day, longest)
        if len(found) < FEW:
            ways = [*one_stop, *(two_stops or self._three_stops(origin, destination))]
            found += tuple(one for one in self._along(ways, day, LAST_RESORT_CHANGE) if one not in found)
        return found or self._along(ways, day, LAST_RESORT_CHANGE, strangers=True)

    def _anyhow(self, origin: str, destination: str, day: date) -> tuple[Journey, ...]:
        """Journeys of strangers' flights with as many changes and nights as it takes; empty when nobody flies there."""
        if origin == destination or not {origin, destination} <= self._network.airports.keys():
            return ()
        return self._along(self._detours.ways(origin, destination), day, LAST_RESORT_CHANGE, strangers=True)

    def _along(
        self, ways: Iterable[tuple[str, ...]], day: date, longest: timedelta, strangers: bool = False
    ) -> tuple[Journey, ...]:
        found: list[Journey] = []
        for way in ways:
            found += sorted(self._connect(way, day, longest, strangers), key=under_way)[:PER_HUB]
        return tuple(found)

    def _one_stop(self, origin: str, destination: str) -> list[tuple[str, ...]]:
        """Ways through one hub, the shortest first; partners' before strangers'."""
        here, there = self._network.links(origin), self._network.links(destination)
        ways = [(origin, hub, destination) for hub in here.keys() & there.keys()]
        sold = [way for way in ways if self._together(way[1], here[way[1]], there[way[1]])]
        return self._shortest(sold or ways, HUBS_TRIED)

    def _two_stops(self, origin: str, destination: str) -> list[tuple[str, ...]]:
        first, last = self._ends(origin, destination)
        ways = [
            (origin, one, other, destination)
            for one in first
            for other in last
            if one != other and self._network.services(one, other)
        ]
        return self._shortest(ways, HUBS_TRIED)

    def _three_stops(self, origin: str, destination: str) -> list[tuple[str, ...]]:
        """For the remotest airports, whose only hub is itself a small one."""
        first, last = self._ends(origin, destination)
        ways = [
            (origin, one, middle, other, destination)
            for one in first
            for other in last
            for middle in self._network.links(one).keys() & self._network.links(other).keys()
            if len({origin, one, middle, other, destination}) == 5
        ]
        return self._shortest(ways, HUBS_TRIED)

    def _ends(self, origin: str, destination: str) -> tuple[list[str], list[str]]:
        """The hubs next to both ends that lie best."""
        here, there = self._network.links(origin), self._network.links(destination)
        first = self._shortest([(origin, hub, destination) for hub in here], ENDS_TRIED)
        last = self._shortest([(origin, hub, destination) for hub in there], ENDS_TRIED)
        return [way[1] for way in first], [way[1] for way in last]

    def _shortest(self, ways: Iterable[tuple[str, ...]], count: int) -> list[tuple[str, ...]]:
        """Without detours beyond reason, measured against the great circle."""
        measured = sorted((self._length(way), way) for way in ways)
        if not measured:
            return []
        ends = self._length((measured[0][1][0], measured[0][1][-1]))
        limit = max(1.4 * ends + 900, 1.15 * measured[0][0])
        bearable = [(km + self._wait(way), way) for km, way in measured if km <= limit]
        return [way for _, way in sorted(bearable)[:count]]

    def _wait(self, way: tuple[str, ...]) -> float:
        """Kilometres that the rarest service on the way is worth: a hub served often is nearer than it lies."""
        services = [self._network.services(one, other) for one, other in pairwise(way)]
        return 4000 / sqrt(min((found[0].weekly if found else 1) for found in services))

    def _length(self, way: tuple[str, ...]) -> float:
        points = [self._network.airports[code] for code in way]
        return sum(kilometres(one, other) for one, other in pairwise(points))

    def _connect(self, way: tuple[str, ...], day: date, longest: timedelta, strangers: bool) -> Iterator[Journey]:
        for journey in self.direct(way[0], way[1], day):
            if strangers or len(way) == 2 or connects(journey[0].flight.carrier):
                yield from self._continue(journey, way[1:], longest, strangers)

    def _continue(
        self, journey: Journey, way: tuple[str, ...], longest: timedelta, strangers: bool
    ) -> Iterator[Journey]:
        """The journey with the first onward flights that can be sold with it, if there are any."""
        if len(way) == 1:
            yield journey
            return
        before = journey[-1]
        for leg in self._onward(before, way[0], way[1], longest):
            if strangers or self._through(before.flight.carrier, leg.flight.carrier, way[0]):
                found = list(self._continue((*journey, leg), way[1:], longest, strangers))
                if found:
                    yield from found
                    return

    def _onward(self, before: Leg, hub: str, to: str, longest: timedelta) -> Iterator[Leg]:
        """Flights that leave after a change of a bearable length, the first one first."""
        soonest, latest = before.lands + SHORTEST_CHANGE, before.lands + longest
        zone = before.flight.destination.zone
        day, last = before.arrives.date(), latest.astimezone(zone).date()
        while day <= last:
            for (leg,) in self.direct(hub, to, day):
                if soonest <= leg.takes_off <= latest:
                    yield leg
            day += timedelta(days=1)

    def _together(self, hub: str, some: Iterable[Service], others: Iterable[Service]) -> bool:
        theirs = [service.carrier for service in others]
        return any(self._through(one.carrier, other, hub) for one in some for other in theirs)

    def _through(self, one: Carrier, other: Carrier, hub: str) -> bool:
        """Whether one ticket covers a change at ``hub``: carriers that are partners, at a hub of one of them."""
        if one.code == other.code and not connects(one):
            return False
        return partners(one, other) and (self._network.is_hub(hub, one) or self._network.is_hub(hub, other))


def partners(one: Carrier, other: Carrier) -> bool:
    """Whether two carriers are one or sell each other's flights."""
    if one.code == other.code:
        return True
    allied = bool(one.alliance) and one.alliance == other.alliance
    return allied or one.code in other.partners or other.code in one.partners
