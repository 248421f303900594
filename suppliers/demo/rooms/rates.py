"""What a room costs by night, and what a rate allows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from suppliers.demo.chance import draw
from suppliers.demo.rooms.properties import Board, Property, Room
from suppliers.demo.rooms.towns import Town
from travel.rules import Rule

CHECK_IN = time(15)
FREE_UNTIL = time(18)
SALES_END = time(22)
STAR_PRICES = ((0.8, 0.0, 0.0), (1.05, 0.05, 0.0), (0.5, 0.45, 0.0), (0.0, 0.85, 0.18), (0.0, 0.4, 0.75))
"""By stars: shares of the town's low, mid and high daily cost that make the price of a double."""

CROWD_FACTORS = (0.78, 0.88, 1.0, 1.16, 1.36)
WEEKEND_FACTOR, RESORT_WEEKEND_FACTOR = 1.14, 1.06
DAYS_FACTORS = ((0, 1.12), (3, 1.06), (14, 1.0), (60, 0.95))
LEFT_FACTORS = ((0.0, 1.3), (0.1, 1.16), (0.25, 1.06), (0.5, 1.0))
MEAL_EUROS: dict[Board, int] = {"room_only": 0, "breakfast": 9, "half_board": 26, "full_board": 40, "all_inclusive": 52}


@dataclass(frozen=True, slots=True)
class Rate:
    """Two ways to sell the same room: free cancellation, or cheaper and nothing back."""

    name: str
    factor: float
    refundable: bool


RATES = (Rate("flex", 1.0, True), Rate("saver", 0.88, False))


@dataclass(frozen=True, slots=True)
class Night:
    """One room type on one night: ``capacity`` rooms that the assistant may sell in all, and the night's own whim.

    The capacity never changes with time or sales.
    """

    day: date
    key: str
    capacity: int
    whim: float


def nights_of(house: Property, room: Room, days: Sequence[date], seed: int) -> tuple[Night, ...]:
    start = f"stay:{house.id}:{room.type.replace(' ', '-')}:"
    return tuple(_night(room, day, f"{start}{day.isoformat()}", seed) for day in days)


def _night(room: Room, day: date, key: str, seed: int) -> Night:
    """One drawn number gives both: the load from its leading digits, the whim from those behind."""
    chance = draw(seed, key)
    elsewhere = 1.0 if chance < 0.01 else 0.75 * chance
    return Night(day, key, int(room.count * (1 - elsewhere) + 0.5), chance * 4096 % 1)


def night_factor(town: Town, room: Room, night: Night, left: int) -> float:
    """On the price of a double on a calm night; ``left`` rooms are free."""
    price = CROWD_FACTORS[town.crowds[night.day.month - 1] - 1] * _step(LEFT_FACTORS, left / room.count)
    if night.day.weekday() in (4, 5):
        price *= RESORT_WEEKEND_FACTOR if town.resort else WEEKEND_FACTOR
    return price * (0.96 + 0.08 * night.whim) * room.factor


def house_price(town: Town, house: Property, days: int) -> float:
    """Euros for a double on a calm night, ``days`` before check-in."""
    low, mid, high = (share * cost for share, cost in zip(STAR_PRICES[house.stars - 1], town.cost, strict=True))
    return (low + mid + high) * house.level * _step(DAYS_FACTORS, days)


def meal_cents(town: Town, board: Board, people: int, nights: int) -> int:
    """Euro cents for everybody's meals; food costs as much more or less as the town does."""
    return round(MEAL_EUROS[board] * 100 * min(1.8, max(0.6, town.cost[1] / 120))) * people * nights


def check_in_at(town: Town, day: date) -> datetime:
    return datetime.combine(day, CHECK_IN, ZoneInfo(town.tz))


def on_sale(town: Town, check_in: date, now: datetime) -> bool:
    """Rooms are sold until late on the first evening."""
    return now < datetime.combine(check_in, SALES_END, ZoneInfo(town.tz))


def rate_rule(rate: Rate, town: Town, house: Property, check_in: date) -> Rule:
    """Free until 18:00 local some days before, or nothing back at all."""
    if not rate.refundable:
        return Rule()
    last = check_in - timedelta(days=house.free_days)
    return Rule(refund_share=Decimal(1), refund_until=datetime.combine(last, FREE_UNTIL, ZoneInfo(town.tz)))


def _step(table: tuple[tuple[float, float], ...], value: float) -> float:
    return table[max(0, bisect_right(table, (value, float("inf"))) - 1)][1]
