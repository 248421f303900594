"""Where the demo market has stays: catalogue destinations and large cities, one town each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recommender.catalogue import Destination
from suppliers.demo.places import Place, distance_km

LEAST_POPULATION = 100_000
NEAR_KM = 60.0
BEACH_KINDS = frozenset({"beach_resort", "surf_town", "island", "archipelago", "coast"})
OTHERS_COST = (45, 95, 220)
NORTH_CROWDS = (2, 2, 2, 3, 3, 4, 5, 5, 3, 3, 2, 3)
SOUTH_CROWDS = (5, 4, 3, 3, 2, 2, 3, 2, 3, 3, 3, 4)


@dataclass(frozen=True, slots=True)
class Town:
    """``cost`` in EUR a person and day at three levels; ``crowds`` 1 to 5 by month; ``population`` 0 if unknown."""

    id: str
    name: str
    country: str
    lat: float
    lon: float
    tz: str
    population: int
    neighbourhoods: tuple[str, ...]
    beach: bool
    resort: bool
    cost: tuple[int, int, int]
    crowds: tuple[int, ...]


class Towns:
    """Finds the town of a place by id, else by its point."""

    def __init__(self, cities: Sequence[Place], destinations: Sequence[Destination]) -> None:
        self._by_id: dict[str, Town] = {}
        self._grid: dict[tuple[int, int], list[Town]] = defaultdict(list)
        by_id = {city.id: city for city in cities}
        nearby = _Nearby(cities)
        for destination in destinations:
            city = by_id.get(f"gn:{destination.geonames}")
            near = city or nearby.zone_giver(destination)
            if near is not None:
                self._add(_from_catalogue(destination, near.tz, city.population if city else 0), destination)
        guides = _guides(destinations)
        for city in cities:
            if city.population >= LEAST_POPULATION and city.id not in self._by_id:
                self._add(_from_city(city, guides), None)

    def by_id(self, place: str) -> Town | None:
        return self._by_id.get(place)

    def find(self, place: str, lat: float, lon: float) -> Town | None:
        """The town with this id, else the nearest one within 60 km."""
        if place in self._by_id:
            return self._by_id[place]
        nearest = min(
            ((distance_km(lat, lon, town.lat, town.lon), town.id, town) for town in self._around(lat, lon)),
            default=None,
        )
        return nearest[2] if nearest and nearest[0] <= NEAR_KM else None

    def _add(self, town: Town, destination: Destination | None) -> None:
        self._by_id[town.id] = town
        if destination is not None and destination.geonames is not None:
            self._by_id[f"gn:{destination.geonames}"] = town
        self._grid[_cell(town.lat, town.lon)].append(town)

    def _around(self, lat: float, lon: float) -> Iterable[Town]:
        """Towns of the cells within reach; degrees of longitude shrink towards the poles."""
        row, column = _cell(lat, lon)
        width = 1 if abs(lat) < 56 else 4 if abs(lat) < 80 else 180
        for north in (row - 1, row, row + 1):
            for east in range(column - width, column + width + 1):
                yield from self._grid.get((north, (east + 180) % 360 - 180), ())


class _Nearby:
    """The nearest city of a destination's country, to learn its time zone."""

    def __init__(self, cities: Iterable[Place]) -> None:
        self._by_country: dict[str, list[Place]] = defaultdict(list)
        for city in cities:
            self._by_country[city.country].append(city)
        self._all = [city for members in self._by_country.values() for city in members]

    def zone_giver(self, at: Destination) -> Place | None:
        near = self._by_country.get(at.country) or self._all
        return min(near, key=lambda city: distance_km(at.lat, at.lon, city.lat, city.lon), default=None)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // 1), int((lon + 180) % 360 // 1) - 180


def _from_catalogue(destination: Destination, tz: str, population: int) -> Town:
    kinds = set(destination.kinds)
    return Town(
        id=destination.id,
        name=destination.name,
        country=destination.country,
        lat=destination.lat,
        lon=destination.lon,
        tz=tz,
        population=population,
        neighbourhoods=tuple(destination.neighbourhoods),
        beach=bool(kinds & BEACH_KINDS) or destination.tags.get("beach", 0) >= 0.5,
        resort=bool(kinds & (BEACH_KINDS | {"ski_resort"})),
        cost=(destination.cost.low, destination.cost.mid, destination.cost.high),
        crowds=tuple(destination.crowds),
    )


def _guides(destinations: Iterable[Destination]) -> Mapping[str, list[Destination]]:
    by_country = defaultdict(list)
    for destination in destinations:
        by_country[destination.country].append(destination)
    return by_country


def _from_city(city: Place, guides: Mapping[str, list[Destination]]) -> Town:
    """A city outside the catalogue costs somewhat less than the nearest destination of its country."""
    known = guides.get(city.country, ())
    guide = min(known, key=lambda near: distance_km(city.lat, city.lon, near.lat, near.lon), default=None)
    low, mid, high = (guide.cost.low, guide.cost.mid, guide.cost.high) if guide else OTHERS_COST
    return Town(
        id=city.id,
        name=city.name,
        country=city.country,
        lat=city.lat,
        lon=city.lon,
        tz=city.tz,
        population=city.population,
        neighbourhoods=(),
        beach=False,
        resort=False,
        cost=(round(low * 0.85), round(mid * 0.85), round(high * 0.8)),
        crowds=NORTH_CROWDS if city.lat > -15 else SOUTH_CROWDS,
    )
