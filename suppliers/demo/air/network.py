"""Who flies where, and how often: carriers serve their bases by the traffic of both ends and the distance.

Nothing is stored as a table; a pair of airports always gives the same services.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from suppliers.demo.air.aircraft import DENSE_WIDE, MAX_REACH
from suppliers.demo.air.airports import Airport, kilometres
from suppliers.demo.air.feeders import NEAR_KM, Feeders
from suppliers.demo.chance import between, draw
from suppliers.demo.places import Carrier

SINGLE_SKY = frozenset(
    "AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()
)
"""Countries whose carriers may fly between and inside all of them."""

HUB_STRENGTHS = (1.0, 0.7, 0.5)
LESSER_HUB = 0.35
FOCUS_STRENGTH = 0.25
LOW_COST_BASE = 0.45
WORLDLY_SIZE = 1.5
"""Smaller airports have few flights abroad."""
MOST_WEEKLY = 77


@dataclass(frozen=True, slots=True)
class Service:
    """A carrier's flights between two airports, the same number each way; ``weekly`` counts one way."""

    carrier: Carrier
    km: float
    weekly: int


class Network:
    """The routes of all carriers between all airports."""

    def __init__(self, airports: Mapping[str, Airport], carriers: Sequence[Carrier], seed: int) -> None:
        self.airports = airports
        self._seed = seed
        self._homes = {carrier.code: self._home(carrier) for carrier in carriers}
        self._bases: dict[str, dict[str, float]] = defaultdict(dict)
        self._carriers = {carrier.code: carrier for carrier in carriers}
        for carrier in carriers:
            self._open_bases(carrier)
        self._feeders = Feeders(airports, carriers)
        self.between = lru_cache(maxsize=60_000)(self._between)
        self.links = lru_cache(maxsize=600)(self._links)

    def services(self, origin: str, destination: str) -> tuple[Service, ...]:
        """Nonstop services between the two, the most frequent first; the same in both directions."""
        return self.between(*sorted((origin, destination)))

    def is_hub(self, airport: str, carrier: Carrier) -> bool:
        """Whether the carrier or its alliance has a hub there."""
        owners = self._feeders.hub_owners.get(airport, frozenset())
        return carrier.code in owners or carrier.alliance in owners

    def _links(self, code: str) -> dict[str, tuple[Service, ...]]:
        """Services to every airport where one can connect."""
        found = {}
        for hub in self._feeders.hubs:
            if services := self.services(code, hub):
                found[hub] = services
        return found

    def _home(self, carrier: Carrier) -> frozenset[str]:
        """Countries that the carrier may fly from and inside."""
        hubs = {self.airports[hub].country for hub in carrier.hubs if hub in self.airports}
        home = hubs | {carrier.country}
        return frozenset(home | SINGLE_SKY if home & SINGLE_SKY else home)

    def _open_bases(self, carrier: Carrier) -> None:
        home = self._homes[carrier.code] if carrier.low_cost else {carrier.country}
        least, chance = (2.5, 0.32) if carrier.low_cost else (3.0, 0.5)
        for airport in self.airports.values():
            large = airport.country in home and airport.size >= least
            if large and draw(self._seed, "focus", carrier.code, airport.code) < chance:
                self._bases[airport.code][carrier.code] = LOW_COST_BASE if carrier.low_cost else FOCUS_STRENGTH
        for rank, hub in enumerate(carrier.hubs):
            strength = HUB_STRENGTHS[rank] if rank < len(HUB_STRENGTHS) else LESSER_HUB
            self._bases[hub][carrier.code] = strength

    def _between(self, first: str, second: str) -> tuple[Service, ...]:
        one, other = self.airports.get(first), self.airports.get(second)
        if one is None or other is None:
            return ()
        km = kilometres(one, other)
        if km < NEAR_KM or km > MAX_REACH:
            return ()
        weights = self._weights(one, other, km)
        market, crowd = _market(one, other, km), sum(weights.values()) + 0.1
        weekly = {code: self._weekly(code, one, other, km, market * w / crowd) for code, w in weights.items()}
        for code, count in self._feeders.between(first, second):
            weekly[code] = max(count, weekly.get(code, 0))
        flown = [Service(self._carriers[code], km, count) for code, count in weekly.items() if count]
        return tuple(sorted(flown, key=lambda service: (-service.weekly, service.carrier.code)))

    def _weights(self, one: Airport, other: Airport, km: float) -> dict[str, float]:
        here, there = self._bases.get(one.code, {}), self._bases.get(other.code, {})
        weights = {}
        for code in here.keys() | there.keys():
            strength = here.get(code, 0.0) + there.get(code, 0.0)
            if self._may_fly(self._carriers[code], one, other, km, strength):
                will = between(0.5, 1.6, self._seed, "will", code, one.code, other.code)
                weights[code] = (strength * will) ** 3
        return dict(sorted(weights.items()))

    def _may_fly(self, carrier: Carrier, one: Airport, other: Airport, km: float, strength: float) -> bool:
        home = self._homes[carrier.code]
        if one.country not in home and other.country not in home:
            return False
        if carrier.low_cost:
            return km <= (DENSE_WIDE.reach if carrier.long_haul and strength > 0.5 else 4200)
        if strength < LESSER_HUB:
            return one.country == other.country
        return carrier.long_haul or km <= 5000

    def _weekly(self, code: str, one: Airport, other: Airport, km: float, share: float) -> int:
        """Flights a week one way; none where too few would travel."""
        carrier = self._carriers[code]
        wish = share + (0.0 if carrier.low_cost else self._transfer(carrier, one, other, km))
        least = 2.5 if carrier.low_cost else 4.0
        if wish * 1.3 < least or wish * between(0.3, 1.3, self._seed, "open", code, one.code, other.code) < least:
            return 0
        return min(MOST_WEEKLY, max(2, round(wish)) if wish < 7 else 7 * round(wish / 7))

    def _transfer(self, carrier: Carrier, one: Airport, other: Airport, km: float) -> float:
        """Flights a week that a hub adds for travellers who connect there."""
        wish = 0.0
        for hub, spoke in ((one, other), (other, one)):
            strength = self._bases.get(hub.code, {}).get(carrier.code, 0.0)
            if strength < LESSER_HUB or spoke.size < _least_spoke(km):
                continue
            reach = exp(-km / 7000) if carrier.long_haul else exp(-km / 1800)
            home = 1.8 if one.country == other.country else min(1.0, spoke.size / WORLDLY_SIZE)
            drawn = (spoke.size / 10) ** (0.9 if spoke.size < 10 else 0.4) * min(1.0, hub.size / 30) ** 0.5
            wish = max(wish, 30 * strength * drawn * reach * home)
        return wish


def _market(one: Airport, other: Airport, km: float) -> float:
    """Flights a week one way that travellers between the two fill, all carriers together; many go to the sun."""
    decay = 0.35 if km < 300 else 1.0 if km < 2500 else (2500 / km) ** 1.3
    domestic = 2.2 if one.country == other.country else min(1.0, min(one.size, other.size) / WORLDLY_SIZE)
    south, north = sorted((abs(one.lat), abs(other.lat)))
    sun = 1.8 if 20 < south < 44 and north - south > 7 else 1.0
    return float(sun * 0.21 * (one.size * other.size) ** 0.8 * decay * domestic)


def _least_spoke(km: float) -> float:
    """The traffic an airport needs before a hub so far away flies there, in million passengers."""
    return 0.0 if km < 4500 else 9.0 if km < 8500 else 18.0 if km < 11000 else 25.0
