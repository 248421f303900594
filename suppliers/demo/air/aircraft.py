"""Aircraft types: how far they fly, how fast, with which cabins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from suppliers.demo.chance import pick
from travel.offers import Cabin


@dataclass(frozen=True, slots=True)
class Aircraft:
    """``reach`` is the longest great-circle route flown with it in km; ``seats`` by cabin."""

    name: str
    reach: int
    speed: int
    seats: Mapping[Cabin, int]


TURBOPROP = Aircraft("ATR 72-600", 1100, 480, {"economy": 70})
REGIONAL = Aircraft("Embraer E190", 3200, 790, {"business": 8, "economy": 92})
NARROW = (
    Aircraft("Airbus A320neo", 5200, 830, {"business": 12, "economy": 156}),
    Aircraft("Boeing 737-800", 4800, 830, {"business": 12, "economy": 150}),
    Aircraft("Airbus A220-300", 5000, 825, {"business": 12, "economy": 125}),
)
DENSE = (
    Aircraft("Airbus A320neo", 5200, 830, {"economy": 186}),
    Aircraft("Boeing 737 MAX 8", 5400, 830, {"economy": 189}),
    Aircraft("Airbus A321neo", 5600, 830, {"economy": 232}),
)
SLIM_LONG = Aircraft("Airbus A321XLR", 7400, 830, {"business": 20, "economy": 162})
WIDE = (
    Aircraft("Boeing 787-9", 13200, 830, {"business": 30, "premium_economy": 21, "economy": 215}),
    Aircraft("Airbus A350-900", 14200, 830, {"business": 40, "premium_economy": 24, "economy": 230}),
    Aircraft("Airbus A330-900", 12500, 830, {"business": 28, "premium_economy": 21, "economy": 232}),
    Aircraft("Boeing 777-300ER", 12800, 830, {"first": 8, "business": 52, "premium_economy": 24, "economy": 212}),
)
DENSE_WIDE = Aircraft("Boeing 787-8", 12400, 830, {"premium_economy": 32, "economy": 300})
ULTRA_LONG = Aircraft("Airbus A350-900ULR", 16000, 830, {"business": 67, "premium_economy": 94})
FLEET = (TURBOPROP, REGIONAL, *NARROW, *DENSE, SLIM_LONG, *WIDE, DENSE_WIDE, ULTRA_LONG)
SHORT_KM = 4500


def choose_aircraft(km: float, *, low_cost: bool, wide: bool, small: bool, route: str) -> Aircraft:
    """A type that reaches ``km``; ``wide`` if the carrier has wide-body aircraft, ``small`` for thin routes.

    ``route`` makes the choice lasting.
    """
    if low_cost and (km <= SHORT_KM or not wide):
        return _of(DENSE, km, route)
    if low_cost:
        return DENSE_WIDE
    if small and km <= 2500:
        return TURBOPROP if km <= 700 else REGIONAL
    if km <= SHORT_KM or not wide:
        return _of(NARROW, km, route)
    return SLIM_LONG if small and km <= SLIM_LONG.reach else _of(WIDE, km, route)


def _of(kinds: Sequence[Aircraft], km: float, route: str) -> Aircraft:
    """One of ``kinds`` that gets there, else the type made for such distances."""
    fitting = [kind for kind in kinds if kind.reach >= km]
    return pick(fitting, "type", route) if fitting else SLIM_LONG if km <= SLIM_LONG.reach else ULTRA_LONG
