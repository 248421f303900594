"""The link that every airport has at least, however small: to a hub of its country or the country's gateway."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from suppliers.demo.air.aircraft import MAX_REACH
from suppliers.demo.air.airports import Airport, kilometres, largest
from suppliers.demo.places import Carrier

GATEWAY_LINKS = 3
NEAR_KM = 90.0
"""Nobody flies a shorter way."""


class Feeders:
    """``hubs`` are the airports where one can connect: network carriers' hubs and gateways of countries without.

    ``hub_owners`` has the carriers and alliances of each real hub.
    """

    def __init__(self, airports: Mapping[str, Airport], carriers: Sequence[Carrier]) -> None:
        self._airports = airports
        self._weekly: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        self._owners = _owners(airports, carriers)
        self.hub_owners = {hub: _groups(hub, carriers) for hub in self._owners}
        countries: dict[str, list[Airport]] = defaultdict(list)
        for airport in airports.values():
            countries[airport.country].append(airport)
        gateways = [self._feed_country(members) for _, members in sorted(countries.items())] if self._owners else []
        self.hubs = tuple(sorted({*self._owners, *(code for code in gateways if code)}))

    def between(self, first: str, second: str) -> tuple[tuple[str, int], ...]:
        """Carrier and flights a week of the guaranteed link between the two, codes in alphabetical order."""
        return tuple(self._weekly.get((first, second), {}).items())

    def _feed_country(self, members: Sequence[Airport]) -> str | None:
        """Link all airports of a country; its gateway when it has no hub of its own."""
        everywhere = [self._airports[code] for code in self._owners]
        hubs = [airport for airport in members if airport.code in self._owners]
        home = [hub for hub in hubs if self._owners[hub.code].country == hub.country]
        if home:
            for airport in members:
                self._feed(airport, _nearest(airport, home, 1) or _nearest(airport, everywhere, 1))
            return None
        gateway = largest(hubs or members)
        abroad = [hub for hub in everywhere if hub is not gateway]
        self._feed(gateway, _nearest(gateway, abroad, GATEWAY_LINKS))
        for airport in members:
            if airport is not gateway:
                self._feed(airport, _nearest(airport, [gateway], 1) or _nearest(airport, abroad, GATEWAY_LINKS))
        return gateway.code

    def _feed(self, airport: Airport, hubs: Sequence[Airport]) -> None:
        for hub in hubs:
            self._link(airport, hub, self._carrier_at(hub))

    def _carrier_at(self, hub: Airport) -> Carrier:
        """Who flies the feeders of ``hub``: its owner, or for a gateway the owner of the hub behind it."""
        if hub.code not in self._owners:
            abroad = [self._airports[code] for code in self._owners]
            hub = _nearest(hub, abroad, 1)[0]
        return self._owners[hub.code]

    def _link(self, airport: Airport, hub: Airport, carrier: Carrier) -> None:
        if kilometres(airport, hub) > MAX_REACH:
            return
        first, second = sorted((airport.code, hub.code))
        self._weekly[first, second][carrier.code] = 21 if airport.size > 2 else 14 if airport.size > 0.3 else 7


def _owners(airports: Mapping[str, Airport], carriers: Sequence[Carrier]) -> dict[str, Carrier]:
    """The network carrier to which each hub matters most; members of an alliance before others."""
    found: dict[str, tuple[int, bool, str, Carrier]] = {}
    for carrier in carriers:
        if carrier.low_cost:
            continue
        for rank, hub in enumerate(carrier.hubs):
            claim = (rank, not carrier.alliance, carrier.code, carrier)
            if hub in airports and (hub not in found or claim[:3] < found[hub][:3]):
                found[hub] = claim
    return {hub: claim[3] for hub, claim in sorted(found.items())}


def _groups(hub: str, carriers: Sequence[Carrier]) -> frozenset[str]:
    there = [carrier for carrier in carriers if hub in carrier.hubs and not carrier.low_cost]
    return frozenset({carrier.code for carrier in there} | {carrier.alliance for carrier in there if carrier.alliance})


def _nearest(airport: Airport, hubs: Sequence[Airport], count: int) -> list[Airport]:
    """The hubs most easily reached by air, large ones preferred to somewhat nearer ones."""
    reached = [(kilometres(airport, hub), hub) for hub in hubs]
    efforts = [((300 + km) / max(hub.size, 0.1) ** 0.4, hub.code, hub) for km, hub in reached if km >= NEAR_KM]
    return [hub for _, _, hub in sorted(efforts, key=lambda effort: effort[:2])[:count]]
