"""The link that every airport has at least, however small: to a hub of its country or the country's gateway."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from suppliers.demo.air.airports import Airport, kilometres, largest
from suppliers.demo.air.skies import may_fly, state_of
from suppliers.demo.places import Carrier

GATEWAY_LINKS = 3
NEAR_KM = 60.0
"""Nobody flies a shorter way."""
FARTHEST_KM, LARGE = 9000.0, 10.0
NOTABLE, MAIN_HUB, FOREIGN_HUB = 0.3, 5.0, 20.0
"""Airports with so many million passengers are linked to two hubs, one of them with so many."""
LEAST_OWNER_KM = 600
"""A carrier whose shortest route is longer feeds nobody."""


@dataclass(frozen=True, slots=True)
class Feeder:
    """``carrier`` links ``airport`` with ``hub``, ``weekly`` flights one way."""

    airport: str
    hub: str
    carrier: Carrier
    weekly: int


def owners(airports: Mapping[str, Airport], carriers: Sequence[Carrier]) -> dict[str, Carrier]:
    """The network carrier to which each hub matters most; carriers of its own country before others."""
    found: dict[str, tuple[bool, int, bool, str, Carrier]] = {}
    for carrier in carriers:
        if carrier.leisure or not carrier.fleet or (carrier.low_cost and carrier.code not in carrier.partners):
            continue
        for rank, hub in enumerate(carrier.hubs):
            claim = (carrier.low_cost, rank, not carrier.alliance, carrier.code, carrier)
            if hub in airports and (hub not in found or claim[:4] < found[hub][:4]):
                found[hub] = claim
    return {hub: claim[4] for hub, claim in sorted(found.items())}


def feeders(
    airports: Mapping[str, Airport], carriers: Sequence[Carrier], linked: Collection[str]
) -> tuple[list[Feeder], frozenset[str]]:
    """Links for the airports that are not ``linked`` to any hub, and the gateways of countries without a hub."""
    finder = _Finder(airports, carriers)
    countries: dict[str, list[Airport]] = defaultdict(list)
    for airport in airports.values():
        countries[airport.country].append(airport)
    found: list[Feeder] = []
    gateways: set[str] = set()
    for _, members in sorted(countries.items()):
        gateway = finder.gateway(members)
        if gateway is not None:
            gateways.add(gateway.code)
        found += [link for airport in members if airport.code not in linked for link in finder.links(airport, gateway)]
    return found, frozenset(gateways)


class _Finder:
    """Finds hubs near an airport and who flies there."""

    def __init__(self, airports: Mapping[str, Airport], carriers: Sequence[Carrier]) -> None:
        self._owners = owners(airports, [one for one in carriers if one.nearest_km < LEAST_OWNER_KM])
        self._hubs = [airports[code] for code in self._owners]
        self._allowed = lru_cache(maxsize=300)(self._find_allowed)
        self._states: dict[str, list[Airport]] = defaultdict(list)
        for hub in self._hubs:
            self._states[state_of(hub.country)].append(hub)

    def gateway(self, members: Sequence[Airport]) -> Airport | None:
        """The largest airport of a country without a hub; None when it has one or there are no hubs at all."""
        if not self._hubs or any(member.code in self._owners for member in members):
            return None
        return largest(members)

    def links(self, airport: Airport, gateway: Airport | None) -> Iterator[Feeder]:
        """To the country's gateway, else to a hub of the same state, else to the nearest ones abroad."""
        if airport.code in self._owners and not self._others(airport):
            return
        home = [gateway] if gateway is not None else self._states[state_of(airport.country)]
        near = [] if gateway is airport else nearest(airport, home, 1 + (airport.size >= NOTABLE))
        if near and airport.size >= NOTABLE and (len(near) < 2 or all(hub.size < MAIN_HUB for hub in near)):
            near += nearest(airport, [hub for hub in self._abroad(airport) if self._is_foreign(hub, airport)], 1)
        for hub in near or nearest(airport, self._abroad(airport), GATEWAY_LINKS):
            carrier = self._owners.get(hub.code) or self._owners[nearest(hub, self._hubs, 1)[0].code]
            yield Feeder(airport.code, hub.code, carrier, 14 if airport.size >= NOTABLE else 7)

    def _others(self, airport: Airport) -> bool:
        return any(hub is not airport for hub in self._hubs)

    def _is_foreign(self, hub: Airport, airport: Airport) -> bool:
        return hub.size >= FOREIGN_HUB and state_of(hub.country) != state_of(airport.country)

    def _abroad(self, airport: Airport) -> list[Airport]:
        return self._allowed(state_of(airport.country))

    def _find_allowed(self, state: str) -> list[Airport]:
        """Hubs of all states that may fly there."""
        return [hub for home, hubs in self._states.items() if may_fly({home}, home, state) for hub in hubs]


def nearest(airport: Airport, hubs: Sequence[Airport], count: int) -> list[Airport]:
    """The hubs most easily reached by air, large ones preferred to somewhat nearer ones."""
    reached = [(kilometres(airport, hub), hub) for hub in hubs]
    most = min(FARTHEST_KM, airport.reach)
    efforts = [
        ((300 + km) / min(max(hub.size, 0.1), LARGE) ** 0.3, hub.code, hub)
        for km, hub in reached
        if NEAR_KM <= km <= most and km <= hub.reach
    ]
    return [hub for _, _, hub in nsmallest(count, efforts, key=lambda effort: effort[:2])]
