"""What cards carry for charts and maps: climate by month, and where things are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from actions.turn import Json, Turn
from recommender.catalogue import Climate
from travel.offers import Content, FlightOffer

MONTHS = range(1, 13)


def climate_rows(climate: Climate) -> list[Json]:
    """Twelve rows ``{"month": 1, "high": 15, "low": 8, "rain_days": 11}``, January first; temperatures in °C."""
    rows = zip(MONTHS, climate.high, climate.low, climate.rain_days, strict=True)
    return [{"month": month, "high": high, "low": low, "rain_days": rain} for month, high, low, rain in rows]


def climate_near(turn: Turn, place: Json) -> list[Json]:
    """The same rows for a place slot, of the nearest place that is known; empty when there is none."""
    year = [(month, turn.desk.climate.climate(place["id"], place["lat"], place["lon"], month)) for month in MONTHS]
    return [
        {"month": month, "high": one.high, "low": one.low, "rain_days": one.rain_days}
        for month, one in year
        if one is not None
    ]


def pin(name: str, lat: float, lon: float) -> Json:
    """A place on a map; degrees, two decimals: about a kilometre."""
    return {"name": name, "lat": round(lat, 2), "lon": round(lon, 2)}


def places_of(turn: Turn, contents: Iterable[Content]) -> list[Json]:
    """Where flights go and stays are, in the order of travel, each once; airports that nobody knows are left out."""
    pins: dict[str, Json] = {}
    for content in contents:
        for one in _places(turn, content):
            pins.setdefault(one["name"], one)
    return list(pins.values())


def _places(turn: Turn, content: Content) -> Sequence[Json]:
    if not isinstance(content, FlightOffer):
        return [pin(content.place, content.lat, content.lon)]
    codes = [code for one in content.slices for code in (one.origin, one.destination)]
    airports = [turn.desk.gazetteer.airport(code) for code in codes]
    return [pin(one.city or one.name, one.lat, one.lon) for one in airports if one is not None]
