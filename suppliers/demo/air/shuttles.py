"""Flights between busy airports of one state that lie near each other, where the plan leaves no way by air."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from suppliers.demo.air.airports import Airport, kilometres
from suppliers.demo.air.skies import state_of
from suppliers.demo.places import Carrier

BUSY = 4.0
"""Million passengers a year at either end."""
NEAR_KM, FAR_KM = 250.0, 600.0
"""Below the first people go by land, beyond the second they change planes or stay."""
DETOUR, DETOUR_KM = 1.4, 900.0
"""A connection is sensible up to so many times the distance and so many km."""
DAILY, WEEKLY = 7, 14

Flown = Mapping[str, tuple[Carrier, int]]
Hubs = dict[str, dict[str, set[str]]]
"""By airport and hub, the carriers that fly between them every day and sell changes at the hub."""


def shuttles(
    airports: Mapping[str, Airport],
    carriers: Sequence[Carrier],
    weekly: Mapping[tuple[str, str], Flown],
    hubs: Mapping[str, frozenset[str]],
) -> list[tuple[str, str, Carrier, int]]:
    """Both ends, carrier and flights a week one way; ``hubs`` names the carriers that connect at each.

    A carrier of the state that is at home at both ends, or at one, is taken before others, a network carrier before a
    low-cost one, a large one before a small one; where the state has none, nobody flies.
    """
    linked = _linked(airports, weekly, hubs)
    found = []
    for one, other, km in _near(airports):
        flown = weekly.get((one.code, other.code) if one.code < other.code else (other.code, one.code), {})
        if any(count >= DAILY for _, count in flown.values()) or _connected(airports, one, other, km, linked):
            continue
        able = [carrier for carrier in carriers if _able(carrier, one, km)]
        if able:
            carrier = min(able, key=lambda carrier: _claim(carrier, one.code, other.code))
            found.append((one.code, other.code, carrier, WEEKLY))
    return found


def _near(airports: Mapping[str, Airport]) -> Iterator[tuple[Airport, Airport, float]]:
    """Pairs of busy airports of one state within reach of each other."""
    states: dict[str, list[Airport]] = defaultdict(list)
    for airport in airports.values():
        if airport.size >= BUSY:
            states[state_of(airport.country)].append(airport)
    for members in states.values():
        for one, other in combinations(members, 2):
            # A degree of latitude is 111 km, which spares most of the distances.
            if abs(one.lat - other.lat) * 111 <= FAR_KM and NEAR_KM <= (km := kilometres(one, other)) <= FAR_KM:
                yield one, other, km


def _linked(
    airports: Mapping[str, Airport], weekly: Mapping[tuple[str, str], Flown], hubs: Mapping[str, frozenset[str]]
) -> Hubs:
    found: Hubs = defaultdict(lambda: defaultdict(set))
    for (one, other), flown in weekly.items():
        for code, hub in ((one, other), (other, one)):
            there = hubs.get(hub)
            if there and airports[code].size >= BUSY:
                found[code][hub].update(name for name, (_, count) in flown.items() if count >= DAILY and name in there)
    return found


def _connected(airports: Mapping[str, Airport], one: Airport, other: Airport, km: float, linked: Hubs) -> bool:
    """Whether one carrier sells a change at a hub that is not too far off the way."""
    here, there = linked[one.code], linked[other.code]
    return any(
        kilometres(one, airports[hub]) + kilometres(airports[hub], other) <= DETOUR * km + DETOUR_KM
        for hub in here.keys() & there.keys()
        if here[hub] & there[hub]
    )


def _able(carrier: Carrier, one: Airport, km: float) -> bool:
    home = state_of(carrier.country) == state_of(one.country)
    return home and carrier.fleet > 0 and not carrier.leisure and carrier.nearest_km <= km <= carrier.farthest_km


def _claim(carrier: Carrier, one: str, other: str) -> tuple[int, bool, int, str]:
    at_home = {one, other} & {*carrier.hubs, *carrier.bases}
    return -len(at_home), carrier.low_cost, -carrier.fleet, carrier.code
