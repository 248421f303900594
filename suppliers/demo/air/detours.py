"""Ways between airports that the usual search does not join: any number of changes, at hubs served every day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import heappop, heappush
from itertools import pairwise
from math import sqrt

from suppliers.demo.air.airports import kilometres
from suppliers.demo.air.network import Network, Services

MOST_WAYS = 4
CHANGE_KM = 900.0
"""What a change is worth in kilometres, beside how seldom the flights go."""
RARITY_KM = 4000.0
USED_KM = 1500.0
"""What a flight costs more for each way that has it already, so that ways differ."""
HASTE = 1.15
"""What is left counts a little more than it is, which finds a way almost as good in half the time."""
DAILY = 7

Way = tuple[str, ...]


class Detours:
    """Finds ways in a network; keeps the last ones."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._onward = lru_cache(maxsize=600)(self._daily)
        self._found = lru_cache(maxsize=256)(self._find)

    def ways(self, origin: str, destination: str) -> tuple[Way, ...]:
        """At most four different ways by flights that go every day, the best first; empty when there are none.

        Both airports must be in the network. There and back the ways are the same.
        """
        if origin > destination:
            return tuple(way[::-1] for way in self._found(destination, origin))
        return self._found(origin, destination)

    def _find(self, origin: str, destination: str) -> tuple[Way, ...]:
        left = _Left(self._network, destination)
        used: Counter[Way] = Counter()
        ways: list[Way] = []
        for _ in range(MOST_WAYS):
            way = self._best(origin, left, used)
            used.update(pairwise(way))
            if way and way not in ways:
                ways.append(way)
        return tuple(ways)

    def _best(self, origin: str, left: _Left, used: Counter[Way]) -> Way:
        """The way of the least effort, by A*."""
        edge: list[tuple[float, float, Way]] = [(0.0, 0.0, (origin,))]
        efforts: dict[str, float] = {origin: 0.0}
        last = self._last(left.destination)
        while edge:
            _, effort, way = heappop(edge)
            code = way[-1]
            if code == left.destination:
                return way
            if effort > efforts[code]:
                continue
            final = ((left.destination, last[code]),) if code in last else ()
            for other, more in (*self._onward(code), *final):
                reached = effort + more + (USED_KM * used[code, other] if used else 0.0)
                if reached < efforts.get(other, float("inf")):
                    efforts[other] = reached
                    heappush(edge, (reached + HASTE * left[other], reached, (*way, other)))
        return ()

    def _daily(self, code: str) -> tuple[tuple[str, float], ...]:
        """Airports where one can connect, with the effort of getting there."""
        return tuple(_efforts(self._network.links(code).items()))

    def _last(self, destination: str) -> dict[str, float]:
        """The effort of the last flight from every airport that has one."""
        return dict(_efforts(self._network.nonstop(destination).items()))


class _Left(dict[str, float]):
    """The least effort that is left from each airport: the great circle and one flight."""

    def __init__(self, network: Network, destination: str) -> None:
        super().__init__({destination: 0.0})
        self.destination = destination
        self._airports = network.airports

    def __missing__(self, code: str) -> float:
        self[code] = found = kilometres(self._airports[code], self._airports[self.destination]) + CHANGE_KM
        return found


def _efforts(services: Iterable[tuple[str, Services]]) -> Iterator[tuple[str, float]]:
    """Kilometres and what a change and rare flights are worth, for services that fly every day."""
    return (
        (code, found[0].km + CHANGE_KM + RARITY_KM / sqrt(found[0].weekly))
        for code, found in services
        if found[0].weekly >= DAILY
    )
