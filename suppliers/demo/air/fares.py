"""What a seat costs and allows: fares, price by distance, season, weekday, time to departure and seats left."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from suppliers.demo.air.airports import kilometres
from suppliers.demo.air.journeys import Journey, Leg
from suppliers.demo.chance import between, draw
from suppliers.demo.rates import whole
from travel.offers import Cabin
from travel.rules import Rule

FLEX_DEADLINE = timedelta(hours=24)
LONG_KM = 4500
CHILD_SHARE = Decimal("0.75")
INFANT_SHARE = Decimal("0.10")

DISTANCE_PRICES = (
    (0, 42), (500, 48), (1000, 55), (2300, 76), (3500, 112), (4500, 215), (6200, 290), (8000, 335), (9500, 390),
    (12000, 480), (16000, 610), (21000, 800),
)  # fmt: skip
"""Kilometres on the great circle and euros one way for the cheapest fare, months ahead, in a calm season."""

DAYS_FACTORS = ((0, 2.1), (2, 1.9), (7, 1.5), (14, 1.27), (21, 1.14), (45, 1.0), (90, 0.93))
LEFT_FACTORS = ((0.0, 1.6), (0.05, 1.35), (0.12, 1.18), (0.25, 1.07), (0.4, 1.0))
WEEKDAY_FACTORS = (1.03, 0.93, 0.92, 0.98, 1.12, 0.98, 1.13)
NORTH_SEASON = (0.88, 0.9, 0.97, 1.05, 1.03, 1.12, 1.24, 1.24, 1.04, 0.98, 0.86, 1.08)
SOUTH_SEASON = (1.22, 1.05, 1.0, 1.02, 0.93, 0.94, 1.08, 1.04, 1.0, 1.0, 1.0, 1.24)
THROUGH_FACTORS = ((0.98, 1.2), (0.85, 1.04))
"""What a change makes of the price: dearer on short ways, often cheaper on long ones."""

CABIN_FACTORS: dict[Cabin, float] = {"economy": 1.0, "premium_economy": 1.75, "business": 3.4, "first": 5.8}


@dataclass(frozen=True, slots=True)
class Fare:
    """``factor`` and ``extra`` (EUR a direction, short and long) come on the cabin's cheapest price.

    ``change`` is the fee for a change in EUR a person, short and long.
    """

    name: str
    factor: float
    extra: tuple[int, int]
    bags: int
    change: tuple[int, int]
    refundable: bool = False


FARES: dict[Cabin, tuple[Fare, ...]] = {
    "economy": (
        Fare("light", 1.0, (0, 0), 0, (70, 150)),
        Fare("classic", 1.08, (16, 32), 1, (40, 90)),
        Fare("flex", 1.35, (45, 110), 1, (0, 0), refundable=True),
    ),
    "premium_economy": (
        Fare("classic", 1.0, (0, 0), 1, (60, 100)),
        Fare("flex", 1.3, (50, 120), 2, (0, 0), refundable=True),
    ),
    "business": (
        Fare("classic", 1.0, (0, 0), 2, (60, 100)),
        Fare("flex", 1.25, (60, 200), 2, (0, 0), refundable=True),
    ),
    "first": (Fare("flex", 1.0, (0, 0), 3, (0, 0), refundable=True),),
}


def cabin_on(leg: Leg, cabin: Cabin) -> Cabin:
    """The cabin flown on a leg: feeders without the wished one carry the traveller in economy."""
    return cabin if cabin in leg.flight.aircraft.seats else "economy"


def has_cabin(journey: Journey, cabin: Cabin) -> bool:
    """Whether a journey may be sold as ``cabin``: its longest leg has it, and every leg has a seat at all."""
    longest = max(journey, key=lambda leg: leg.flight.km)
    return cabin in longest.flight.aircraft.seats and all(
        cabin_on(leg, cabin) in leg.flight.aircraft.seats for leg in journey
    )


def stock_key(leg: Leg, cabin: Cabin) -> str:
    """The route is part of the key: two routes of a carrier may draw the same number."""
    route = leg.flight.origin.code + leg.flight.destination.code
    return f"flight:{leg.flight.number}:{route}:{leg.day.isoformat()}:{cabin}"


def sellable(leg: Leg, cabin: Cabin, seed: int) -> int:
    """Seats on this flight and day that the assistant may sell in all; the rest go elsewhere.

    Never changes with time or sales, because it is the capacity of the stock; now and then it is next to nothing.
    """
    return int(leg.flight.aircraft.seats[cabin] * _share_left(seed, stock_key(leg, cabin)) + 0.5)


@lru_cache(maxsize=10_000)
def _share_left(seed: int, key: str) -> float:
    """What part of a cabin is not sold elsewhere; next to nothing on one flight in twenty."""
    chance = draw(seed, "load", key)
    return 0.015 if chance < 0.05 else 0.7 - 0.65 * ((chance - 0.05) / 0.95) ** 1.3


def seat_price(journey: Journey, cabin: Cabin, left: int, seats: int, now: datetime, seed: int) -> float:
    """Euros for one adult one way in the cabin's cheapest fare; ``left`` of ``seats`` on the fullest leg."""
    first, last = journey[0], journey[-1]
    km = kilometres(first.flight.origin, last.flight.destination)
    days = (first.takes_off - now).days
    price = _between(DISTANCE_PRICES, km) * CABIN_FACTORS[cabin]
    price *= _between(DAYS_FACTORS, days) * LEFT_FACTORS[bisect_right(LEFT_FACTORS, (left / seats, 9.9)) - 1][1]
    price *= _season(first, last) * WEEKDAY_FACTORS[first.day.weekday()] * _time_of_day(first.flight.minute)
    price *= sum(_level(leg, seed) * leg.flight.km for leg in journey) / sum(leg.flight.km for leg in journey)
    price *= 1.0 if len(journey) == 1 else between(*THROUGH_FACTORS[km > 3000], seed, "through", *_names(journey))
    return price * between(0.93, 1.07, seed, "day", first.day, *_names(journey))


def fare_cents(price: float, fare: Fare, long: bool) -> int:
    """Euro cents for one adult one way in ``fare``."""
    return round((price * fare.factor + fare.extra[long]) * 100)


def fare_rule(fare: Fare, starts: datetime, long: bool, currency: str) -> Rule:
    """Light and classic give nothing back; flex gives all back until the day before."""
    return Rule(
        refund_share=Decimal(1) if fare.refundable else Decimal(0),
        refund_until=starts - FLEX_DEADLINE if fare.refundable else None,
        change_fee=whole(fare.change[long] * 100, currency),
    )


def is_long(journey: Journey) -> bool:
    return kilometres(journey[0].flight.origin, journey[-1].flight.destination) > LONG_KM


def _level(leg: Leg, seed: int) -> float:
    """How dear the carrier is; on a short way low-cost carriers sell for much less."""
    carrier = leg.flight.carrier
    own = between(0.92, 1.1, seed, "level", carrier.code)
    if carrier.low_cost:
        return own * (0.72 if leg.flight.km < LONG_KM else 0.85)
    return own * (1.08 if leg.flight.km < LONG_KM else 1.0)


def _season(first: Leg, last: Leg) -> float:
    """Dear when it is summer at the destination, and around Christmas and New Year."""
    day: date = first.day
    holidays = (day.month, day.day) >= (12, 19) or (day.month, day.day) <= (1, 3)
    destination = last.flight.destination
    months = SOUTH_SEASON if destination.lat < -15 else NORTH_SEASON
    season = months[day.month - 1] if abs(destination.lat) > 15 else (months[day.month - 1] + 1) / 2
    return max(season, 1.28) if holidays else season


def _time_of_day(minute: int) -> float:
    """Very early and late departures sell for less."""
    return 0.94 if minute < 7 * 60 or minute >= 20 * 60 else 1.04 if 8 * 60 <= minute < 18 * 60 else 1.0


def _names(journey: Journey) -> list[str]:
    return [leg.flight.number for leg in journey]


def _between(table: tuple[tuple[float, float], ...], value: float) -> float:
    """Linear between the points of ``table``, flat outside."""
    place = bisect_right(table, (value, float("inf")))
    if place == 0:
        return table[0][1]
    if place == len(table):
        return table[-1][1]
    (low, at_low), (high, at_high) = table[place - 1], table[place]
    return at_low + (at_high - at_low) * (value - low) / (high - low)
