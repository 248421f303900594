"""Who flies where, and how often: the routes of all carriers, and a feeder for every airport that has none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from suppliers.demo.air.airports import Airport, kilometres
from suppliers.demo.air.feeders import MAIN_HUB, NOTABLE, feeders, owners
from suppliers.demo.air.routes import Planner
from suppliers.demo.air.shuttles import shuttles
from suppliers.demo.air.trunks import trunks
from suppliers.demo.places import Carrier

Services = tuple["Service", ...]
Plan = dict[tuple[str, str], dict[str, tuple[Carrier, int]]]
"""By pair of airports and carrier, flights a week."""


@dataclass(frozen=True, slots=True)
class Service:
    """A carrier's flights between two airports, the same number each way; ``weekly`` counts one way."""

    carrier: Carrier
    km: float
    weekly: int


class Network:
    """The routes of all carriers between all airports, the same ones for the same ``seed``."""

    def __init__(self, airports: Mapping[str, Airport], carriers: Sequence[Carrier], seed: int) -> None:
        self.airports = airports
        self._owners = {hub: _groups(hub, carriers) for hub in owners(airports, carriers)}
        weekly: Plan = defaultdict(dict)
        for route in Planner(airports, carriers, seed).routes():
            _add(weekly, route.base, route.end, route.carrier, route.weekly)
        for one, other, carrier, count in trunks(airports, carriers):
            _add(weekly, one, other, carrier, count)
        fed, gateways = feeders(airports, carriers, self._linked(weekly))
        for feeder in fed:
            _add(weekly, feeder.airport, feeder.hub, feeder.carrier, feeder.weekly)
        for one, other, carrier, count in shuttles(airports, carriers, weekly, self._owners):
            _add(weekly, one, other, carrier, count)
        self.hubs = frozenset(self._owners) | gateways
        self._services: dict[str, dict[str, Services]] = defaultdict(dict)
        for pair in sorted(weekly):
            self._open(pair, weekly.pop(pair))
        self._links = {
            code: {other: found for other, found in ways.items() if other in self.hubs}
            for code, ways in self._services.items()
        }

    def services(self, origin: str, destination: str) -> Services:
        """Nonstop services between the two, the most frequent first; the same in both directions."""
        return self._services.get(origin, {}).get(destination, ())

    def links(self, code: str) -> Mapping[str, Services]:
        """Services to every airport where one can connect."""
        return self._links.get(code, {})

    def nonstop(self, code: str) -> Mapping[str, Services]:
        """Services to every airport that has some."""
        return self._services.get(code, {})

    def is_hub(self, airport: str, carrier: Carrier) -> bool:
        """Whether the carrier or its alliance has a hub there."""
        there = self._owners.get(airport, frozenset())
        return carrier.code in there or carrier.alliance in there

    def _open(self, pair: tuple[str, str], flown: Mapping[str, tuple[Carrier, int]]) -> None:
        one, other = pair
        km = kilometres(self.airports[one], self.airports[other])
        services = [Service(carrier, km, count) for carrier, count in flown.values()]
        ordered = tuple(sorted(services, key=lambda service: (-service.weekly, service.carrier.code)))
        self._services[one][other] = self._services[other][one] = ordered

    def _linked(self, weekly: Plan) -> frozenset[str]:
        """Small airports with a daily flight to a hub of its carrier, and others with such flights to two main hubs."""
        hubs: Counter[str] = Counter()
        for (one, other), flown in weekly.items():
            for code, hub in ((one, other), (other, one)):
                small = self.airports[code].size < NOTABLE
                if hub in self._owners and (small or self.airports[hub].size >= MAIN_HUB):
                    there = [carrier for carrier, count in flown.values() if count >= 7 and self.is_hub(hub, carrier)]
                    hubs[code] += any(map(connects, there))
        return frozenset(code for code, count in hubs.items() if count >= 1 + (self.airports[code].size >= NOTABLE))


def _add(weekly: Plan, one: str, other: str, carrier: Carrier, count: int) -> None:
    """Of a route planned twice the more frequent plan counts."""
    pair = weekly[(one, other) if one < other else (other, one)]
    pair[carrier.code] = (carrier, max(count, pair.get(carrier.code, (carrier, 0))[1]))


def _groups(hub: str, carriers: Sequence[Carrier]) -> frozenset[str]:
    """Codes of the carriers that sell changes at the hub, and their alliances."""
    there = [carrier for carrier in carriers if hub in carrier.hubs and connects(carrier)]
    return frozenset({carrier.code for carrier in there} | {carrier.alliance for carrier in there if carrier.alliance})


def connects(carrier: Carrier) -> bool:
    """Whether a carrier sells changes between its own flights."""
    return not carrier.low_cost or carrier.code in carrier.partners
