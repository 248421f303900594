"""Climate by month: averages, never a forecast."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MonthClimate:
    """Mean daily high and low in °C, days with rain, sea temperature in °C where there is a sea; ``place`` is where."""

    place: str
    month: int
    high: int
    low: int
    rain_days: int
    sea: int | None
