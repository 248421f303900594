"""Which routes each carrier flies from its hubs and bases: what travellers want, as far as its aircraft go round.

Every route starts at a hub or base of its carrier. Computed once, from the carriers' fleets and the airports' sizes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from suppliers.demo.air.airports import Airport
from suppliers.demo.air.demand import WORLDLY_SIZE, Demand, Numbers
from suppliers.demo.air.frequencies import scheduled
from suppliers.demo.air.skies import home_of, parted_from, state_of
from suppliers.demo.chance import whims
from suppliers.demo.places import Carrier

Marks = npt.NDArray[np.bool_]

NEAR_KM = 90.0
"""Nobody flies a shorter way."""
LONG_KM = 4500.0

HUB_SHARES = (1.0, 0.7, 0.5)
LESSER_HUB_SHARE = 0.35
BASE_SHARE = 0.14
LOW_COST_BASE_SHARE = 0.45
"""How a fleet divides among hubs and bases, before sizes."""

MOST_ROUTES, MOST_WEEKLY = 400, 77
WEEKLY_PER_CARRIER = 300.0
"""At most so many flights a week on a route for each million passengers of its end."""
LEAST_WEEKLY, LEAST_WEEKLY_FAR = 4.2, 4.0
LEAST_WEEKLY_LOW_COST = 2.6
STEADY, STEADY_LOW_COST = 0.95, 1.0
"""Below 1: frequent routes get larger aircraft rather than ever more flights, and low-cost carriers many routes."""
TRANSFER_SCALE = 2.0
PEAKED = 1.25
"""Above 1: a network carrier flies often where much is wanted rather than seldom everywhere."""
SLOTS_FULL = frozenset({"LHR", "FRA", "CDG", "ZRH", "HND", "AMS", "PEK", "HKG"})
"""Where low-cost carriers from elsewhere get no slots."""
LEAST_SPOKES = ((LONG_KM, 0.0), (8500.0, 6.0), (11000.0, 12.0), (25000.0, 16.0))
"""Up to so many km, an airport needs so many million passengers before a hub flies there."""
HOLIDAY_KM, SMALL_HOLIDAY = 11000, 12.0
"""Holiday places are reached from farther away, and the smaller ones more than their size says."""


@dataclass(frozen=True, slots=True)
class Route:
    """A carrier's flights between two airports; ``weekly`` counts one way."""

    carrier: Carrier
    base: str
    end: str
    km: float
    weekly: int


@dataclass(frozen=True, slots=True)
class Base:
    """A carrier at the airport at ``place``; arrays have a value for each airport.

    ``km`` away, ``pairs`` flights a week that travellers fill, ``worth`` flying to at all, ``strength`` of the carrier
    there.
    """

    carrier: Carrier
    place: int
    km: Numbers
    pairs: Numbers
    worth: Marks
    strength: Numbers


class Planner:
    """Plans the routes of ``carriers`` between ``airports``, the same ones for the same ``seed``."""

    def __init__(self, airports: Mapping[str, Airport], carriers: Iterable[Carrier], seed: int) -> None:
        self._airports = list(airports.values())
        self._place = {airport.code: place for place, airport in enumerate(self._airports)}
        self._carriers = [carrier for carrier in carriers if carrier.fleet > 0]
        self._seed = seed
        self._demand = Demand(self._airports)
        self._reach = np.array([airport.reach for airport in self._airports], dtype=np.float64)
        self._full = self._marks(SLOTS_FULL)
        self._most = np.clip(self._demand.sizes * WEEKLY_PER_CARRIER, 2, MOST_WEEKLY)
        self._states = self._by_state()
        self._lawful = lru_cache(maxsize=2_000)(self._find_lawful)
        self._based = {carrier.code: self._divide(carrier) for carrier in self._carriers}
        self._presence = np.full(len(self._airports), 0.15)
        for code in self._based:
            self._presence += self._strength(code)

    def routes(self) -> Iterator[Route]:
        """All routes; one between two bases of a carrier may come from both."""
        strengths = {code: self._strength(code) for code in self._based}
        bases: dict[str, list[Carrier]] = {}
        for carrier in self._carriers:
            for code in self._based[carrier.code]:
                bases.setdefault(code, []).append(carrier)
        for code, there in bases.items():
            place = self._place[code]
            km = self._demand.kilometres(place)
            pairs = self._demand.weekly(place, km)
            worth = self._worth(place, km)
            for carrier in there:
                yield from self._from_base(Base(carrier, place, km, pairs, worth, strengths[carrier.code]))

    def _divide(self, carrier: Carrier) -> dict[str, float]:
        """Aircraft at each hub and base; larger airports get more of them."""
        shares = dict.fromkeys(carrier.bases, LOW_COST_BASE_SHARE if carrier.low_cost else BASE_SHARE)
        for rank, hub in enumerate(carrier.hubs):
            shares[hub] = HUB_SHARES[rank] if rank < len(HUB_SHARES) else LESSER_HUB_SHARE
        sized = {
            code: share * (0.5 + self._airports[self._place[code]].size) ** 0.3
            for code, share in shares.items()
            if code in self._place
        }
        return {code: carrier.fleet * share / sum(sized.values()) for code, share in sized.items()}

    def _strength(self, code: str) -> Numbers:
        """How present a carrier is at each airport."""
        found = np.zeros(len(self._airports))
        for base, aircraft in self._based[code].items():
            found[self._place[base]] = (aircraft / 100) ** 0.5
        return found

    def _from_base(self, at: Base) -> Iterator[Route]:
        """As many flights as the aircraft based there can make, where they are wanted most."""
        wanted = np.where(self._open(at), self._wanted(at), 0.0)
        ends = np.flatnonzero(wanted > 0)
        ends = ends[np.argsort(-wanted[ends], kind="stable")][:MOST_ROUTES]
        code = self._airports[at.place].code
        aircraft = self._based[at.carrier.code][code]
        weekly = scheduled(wanted[ends], at.km[ends], self._least(at)[ends], self._most[ends], aircraft)
        flown = np.flatnonzero(weekly)
        ends, weekly = ends[flown], weekly[flown]
        for end, km, count in zip(ends.tolist(), at.km[ends].tolist(), weekly.tolist(), strict=True):
            yield Route(at.carrier, code, self._airports[end].code, km, count)

    def _least(self, at: Base) -> Numbers:
        """Flights a week below which the carrier flies no route."""
        if at.carrier.low_cost or at.carrier.leisure:
            return np.full(len(at.km), LEAST_WEEKLY_LOW_COST)
        least = np.where(at.km > LONG_KM, LEAST_WEEKLY_FAR, LEAST_WEEKLY)
        return np.where(self._demand.holiday, LEAST_WEEKLY_LOW_COST, least)

    def _worth(self, place: int, km: Numbers) -> Marks:
        """Airports large enough to be flown to from so far away, and runways long enough at both ends."""
        least = np.array([size for _, size in LEAST_SPOKES])[np.searchsorted([most for most, _ in LEAST_SPOKES], km)]
        large = (self._demand.sizes >= least) | (self._demand.holiday & (km <= HOLIDAY_KM))
        found: Marks = large & (km <= np.minimum(self._reach, self._reach[place]))
        return found

    def _open(self, at: Base) -> Marks:
        """Where the carrier may fly and its aircraft get to."""
        carrier, km = at.carrier, at.km
        found: Marks = (km >= max(NEAR_KM, carrier.nearest_km)) & (km <= carrier.farthest_km) & at.worth
        found &= self._lawful(home_of(carrier.country, self._hub_countries(carrier)), self._airports[at.place].country)
        if carrier.low_cost and not self._full[at.place]:
            found &= ~self._full | self._marks(self._based[carrier.code])
        return found

    def _hub_countries(self, carrier: Carrier) -> list[str]:
        return [self._airports[self._place[hub]].country for hub in carrier.hubs if hub in self._place]

    def _by_state(self) -> dict[str, npt.NDArray[np.int64]]:
        """The places of each state's airports."""
        states: dict[str, list[int]] = {}
        for place, airport in enumerate(self._airports):
            states.setdefault(state_of(airport.country), []).append(place)
        return {state: np.array(places) for state, places in states.items()}

    def _find_lawful(self, home: frozenset[str], country: str) -> Marks:
        found = np.zeros(len(self._airports), dtype=np.bool_)
        here = state_of(country)
        found[:] = here in home
        for state in home & self._states.keys():
            found[self._states[state]] = True
        for state in parted_from(here) & self._states.keys():
            found[self._states[state]] = False
        return found

    def _wanted(self, at: Base) -> Numbers:
        """Flights a week that travellers would fill, with a whim for each route that stays."""
        carrier, strength, holiday = at.carrier, at.strength, self._demand.holiday
        share = (strength[at.place] + strength) / (self._presence[at.place] + self._presence)
        wanted = (at.pairs * share) ** (STEADY_LOW_COST if carrier.low_cost else STEADY)
        if carrier.leisure:
            wanted *= np.where(holiday | holiday[at.place], 2.2, 0.12)
        else:
            if carrier.low_cost:
                wanted *= np.where(at.km > 2600, 0.6, 1.0)
            else:
                wanted = (wanted + self._transfers(at)) ** PEAKED
            wanted *= np.where(holiday & (self._demand.sizes < SMALL_HOLIDAY), 2.5, 1.0)
        whim = whims(len(wanted), self._seed, "route", carrier.code, self._airports[at.place].code)
        result: Numbers = wanted * (0.8 + 0.4 * whim)
        return result

    def _transfers(self, at: Base) -> Numbers:
        """Flights a week that a hub adds for those who change planes there."""
        sizes = self._demand.sizes
        if self._airports[at.place].code not in at.carrier.hubs:
            return np.zeros(len(sizes))
        reach = np.exp(-at.km / (9000 if at.carrier.long_haul else 2200))
        home = np.where(self._demand.domestic(at.place), 1.3, np.minimum(1.0, sizes / WORLDLY_SIZE))
        drawn = np.where(sizes < 1, sizes**0.9, sizes**0.6) * np.where(at.km > LONG_KM, self._demand.renown, 1.0)
        result: Numbers = TRANSFER_SCALE * float(at.strength[at.place]) * drawn * reach * home
        return result

    def _marks(self, codes: Iterable[str]) -> Marks:
        found = np.zeros(len(self._airports), dtype=np.bool_)
        found[[self._place[code] for code in codes if code in self._place]] = True
        return found
