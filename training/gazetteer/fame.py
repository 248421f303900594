"""The prior: how likely a traveller means a place when only its name is said, in 0..1."""

from __future__ import annotations

from math import log10, sqrt

_FLOORS = {"1": 0.30, "2": 0.42, "3": 0.55, "4": 0.70, "5": 0.85}
_OBSCURE = 0.12
_SMALLEST, _LARGEST = 1e4, 2e7


def by_size(population: int) -> float:
    """0 for a town of 10,000, 1 for a city of 20 million, by orders of magnitude between."""
    share = log10(max(population, _SMALLEST) / _SMALLEST) / log10(_LARGEST / _SMALLEST)
    return min(1.0, share)


def city_prior(population: int, traffic: float, reviewed: str) -> float:
    """From inhabitants and air traffic; ``reviewed`` (0..5, or empty) says what tourists know better than numbers."""
    measured = 0.55 * by_size(population) + 0.45 * min(1.0, sqrt(traffic))
    if reviewed == "0":
        return round(min(measured, _OBSCURE), 4)
    floor = _FLOORS.get(reviewed, 0.0)
    return round(max(measured, floor + 0.1 * measured if floor else 0.0), 4)


def area_prior(reviewed: str) -> float:
    """Of a hand-written region, by its fame of 1..5."""
    return round(_FLOORS[reviewed] + 0.03, 4)


def country_prior(population: int) -> float:
    """Countries are known: from 0.5 for islands of 100,000 to 0.85 for the largest."""
    return round(min(0.85, 0.5 + 0.11 * max(0.0, log10(max(population, 1) / 1e5))), 4)


def subdivision_prior(population: int) -> float:
    """States and provinces: from 0.3 to 0.65 by the people in their towns."""
    return round(min(0.65, 0.3 + 0.15 * max(0.0, log10(max(population, 1) / 1e5))), 4)
