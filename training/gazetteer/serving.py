"""Which airports serve a town, and which town an airport belongs to."""

from __future__ import annotations

from collections import defaultdict
from math import exp

from training.gazetteer.geo import Grid
from training.gazetteer.sources import Port, Town
from world.places.keys import alias_key

_OWN_KM = 100.0
_BUSY = 0.03  # an own airport with less traffic than this sends travellers to a bigger neighbour as well
_METRO_KM = 62.0


def towns_of_ports(ports: list[Port], towns: list[Town], small: list[Town]) -> tuple[dict[int, list[Port]], list[Town]]:
    """({GeoNames id: own airports}, small towns to add): each airport goes to the towns that it is named after."""
    own: dict[int, list[Port]] = defaultdict(list)
    added: dict[int, Town] = {}
    grids = (Grid(towns), Grid(small))
    keys: dict[int, set[str]] = {}
    for port in ports:
        for name in port.towns:
            key = alias_key(name)
            town = next((found for grid in grids if (found := _namesake(port, key, grid, keys))), None)
            if town is not None and port not in own[town.id]:
                own[town.id].append(port)
                added[town.id] = town
    known = {town.id for town in towns}
    return own, [town for number, town in added.items() if number not in known]


def _namesake(port: Port, key: str, grid: Grid[Town], keys: dict[int, set[str]]) -> Town | None:
    found = []
    for _, town in grid.near(port.lat, port.lon, _OWN_KM):
        if town.country == port.country:
            if town.id not in keys:
                keys[town.id] = {alias_key(name) for name in (town.name, *town.names)}
            if key in keys[town.id]:
                found.append(town)
    return max(found, key=lambda town: (town.population, -town.id), default=None)


def serving(lat: float, lon: float, own: list[Port], grid: Grid[Port], metropolis: bool = False) -> tuple[str, ...]:
    """IATA codes for a town, most used first: its own airports, or what travellers there use instead.

    A ``metropolis`` also lists the airports around it that are named after its suburbs.
    """
    best = max((port.traffic for port in own), default=0.0)
    chosen = {port.code: port.traffic for port in own if port.traffic >= best / 60}
    if metropolis:
        for _, port in grid.near(lat, lon, _METRO_KM):
            if port.traffic >= max(0.03, best / 15):
                chosen[port.code] = port.traffic
    if best < _BUSY:
        for code, pull in _around(lat, lon, grid, best).items():
            chosen.setdefault(code, pull)
    return tuple(sorted(chosen, key=lambda code: (-chosen[code], code)))[: max(5, len(own))]


def _around(lat: float, lon: float, grid: Grid[Port], best_own: float) -> dict[str, float]:
    for km, fade in ((100.0, 50.0), (150.0, 60.0), (400.0, 100.0), (1500.0, 300.0)):
        pulls = {port.code: port.traffic * exp(-away / fade) for away, port in grid.near(lat, lon, km)}
        if pulls:
            bar = max(max(pulls.values()) / 6, best_own)
            kept = {code: pull for code, pull in pulls.items() if pull >= bar}
            return dict(sorted(kept.items(), key=lambda item: -item[1])[:4])
        if best_own:
            return {}
    return {}
