"""What the lookup returns: places, matches, and their slot form."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

Kind = Literal["city", "airport", "region", "country"]
Role = Literal["from", "to", "via", "not"]

_COUNTRIES = Path(__file__).resolve().parents[1] / "data" / "countries.csv"
_FAMOUS = 0.85
BY_STATE = frozenset(("US", "CA", "AU", "BR", "MX", "IN", "CN"))
"""Countries where travellers tell towns apart by state rather than by country."""


@dataclass(frozen=True)
class Place:
    """A city, airport, region or country.

    ``id`` is "gn:2267057", "iata:JFK", "country:PT" or "region:tuscany"; ``country`` an ISO 3166 alpha-2 code (the main
    one of a region in several); ``admin`` the state or province where known; ``airports`` IATA codes, most used first;
    ``prior`` fame in 0..1, for an airport its share of traffic.
    """

    id: str
    name: str
    kind: Kind
    city: str | None
    country: str
    admin: str | None
    airports: tuple[str, ...]
    lat: float
    lon: float
    tz: str
    population: int
    prior: float


@dataclass(frozen=True)
class PlaceMatch:
    """A place named at ``text[start:end]``; ``others`` are rivals that only the traveller can rule out, best first."""

    start: int
    end: int
    text: str
    place: Place
    score: float
    others: tuple[Place, ...]
    role: Role | None


def to_dict(place: Place, said: str) -> dict[str, Any]:
    """The slot value of ``place``, JSON-able; ``said`` is how the traveller named it."""
    return {
        "id": place.id,
        "text": said,
        "name": place.name,
        "kind": place.kind,
        "city": place.city,
        "country": place.country,
        "airports": list(place.airports),
        "lat": place.lat,
        "lon": place.lon,
        "tz": place.tz,
        "admin": place.admin,
    }


def to_slot(match: PlaceMatch) -> dict[str, Any]:
    """The slot value of a match, with its rivals (same shape, without rivals of their own) under "others"."""
    value = to_dict(match.place, match.text)
    value["others"] = [to_dict(place, match.text) for place in match.others]
    return value


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    with _COUNTRIES.open(encoding="utf-8", newline="") as file:
        return {row["country"]: row["name"] for row in csv.DictReader(file)}


def country_name(code: str) -> str:
    """The English name of an ISO country code, or the code itself when unknown."""
    return _country_names().get(code, code)


def label(place: Place) -> str:
    """A name that tells rivals apart: "Portland, Oregon", "San José, Costa Rica", "Lisbon", "London Heathrow (LHR)"."""
    if place.kind == "airport":
        return f"{place.name} ({place.airports[0]})"
    if place.kind == "country":
        return place.name
    if place.kind == "region":
        return f"{place.name}, {country_name(place.country)}" if place.admin is not None else place.name
    if place.prior >= _FAMOUS:
        return place.name
    if place.admin and place.admin != place.name and place.country in BY_STATE:
        return f"{place.name}, {place.admin}"
    return f"{place.name}, {country_name(place.country)}"
