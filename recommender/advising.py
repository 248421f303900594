"""Ideas with what they cost: the ranking, fares for the dates, and the nearest thing to a wish that cannot be met."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast, get_args

from recommender.constraints import Constraint, nearest
from recommender.fares import Cost, Dates, Fares, cost_of, dates_of
from recommender.reach import By, hours
from recommender.reasons import MONTHS
from recommender.recommender import Ranking, Recommender
from recommender.wish import Suggestion, Wish

AT_ONCE, MOST_ASKED = 8, 48
"""Destinations whose fares are asked together, and at most for one wish with a budget."""
GUESSED_FARE, GUESSED_KM = 40.0, 0.07
"""A guess of the fare in EUR, for the order of asking alone: so much, and so much for a kilometre."""


@dataclass(frozen=True)
class Missed:
    """A hard wish that the alternative does not meet; ``values`` belong to its wording ``utter_missed_<name>``."""

    name: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class Advice:
    """``suggestions`` meet every hard wish; without any, ``alternative`` comes nearest and misses ``missed``."""

    suggestions: tuple[Suggestion, ...]
    alternative: Suggestion | None = None
    missed: tuple[Missed, ...] = ()


class Advisor:
    """The recommender with somebody who knows fares."""

    def __init__(self, recommender: Recommender, fares: Fares) -> None:
        self._recommender = recommender
        self._fares = fares

    async def advise(self, wish: Wish, *, today: date, limit: int, exclude: Collection[str] = ()) -> Advice:
        """The best destinations that meet every hard wish, the budget with the journey included.

        A destination whose fare nobody knows does not meet a budget for a trip with a known origin.
        """
        ranked = await asyncio.to_thread(self._recommender.rank, wish, today=today, exclude=exclude)
        dates = dates_of(wish, ranked.month, today)
        rows = list(ranked.rows)
        costs: dict[int, Cost] = {}
        if wish.budget is not None and wish.origin is not None:
            rows, costs = await self._affordable(ranked, dates, limit)
        chosen = self._recommender.pick(ranked, rows, limit)
        if not chosen:
            return await self._nearest(ranked, dates, costs)
        if wish.origin is not None and wish.depart is not None and not costs:
            costs = await self._costs(ranked, chosen, dates)
        return Advice(tuple(self._recommender.suggestions(ranked, chosen, costs)))

    async def _affordable(self, ranked: Ranking, dates: Dates, limit: int) -> tuple[list[int], dict[int, Cost]]:
        """The best rows that the budget pays for, asked in bunches until there are enough to choose among."""
        most = float(ranked.wish.budget or 0)
        costs: dict[int, Cost] = {}
        found: list[int] = []
        for bunch in _bunches(self._promising(ranked, dates, most)):
            costs |= await self._costs(ranked, bunch, dates)
            found = [row for row in ranked.rows if row in costs and costs[row].total <= most]
            if len(found) >= 2 * limit:
                break
        return found, costs

    def _promising(self, ranked: Ranking, dates: Dates, most: float) -> list[int]:
        """Rows that a budget might pay for, best first, then the others, the cheapest first: guesses may be wrong."""
        guess = self._guessed(ranked, dates)
        likely = [row for row in ranked.rows if guess[row] <= most]
        others = sorted((row for row in ranked.rows if guess[row] > most), key=lambda row: guess[row])
        return [*likely, *others][:MOST_ASKED]

    def _guessed(self, ranked: Ranking, dates: Dates) -> list[float]:
        assert ranked.wish.origin is not None
        columns = self._recommender.columns
        km = columns.km(ranked.wish.origin.lat, ranked.wish.origin.lon)
        guess: list[float] = (GUESSED_FARE + GUESSED_KM * km + dates.days * columns.cost).tolist()
        return guess

    async def _costs(self, ranked: Ranking, rows: Sequence[int], dates: Dates) -> dict[int, Cost]:
        """What the trip to each row costs; rows whose fare nobody knows are left out."""
        origin = ranked.wish.origin
        assert origin is not None
        places = [self._recommender.destinations[row] for row in rows]
        fares = await asyncio.gather(
            *(self._fares.cheapest(origin.airports, tuple(one.airports), dates.depart, dates.back) for one in places)
        )
        known = zip(rows, places, fares, strict=True)
        month = MONTHS[dates.depart.month - 1]
        return {row: cost_of(place, fare, dates, month) for row, place, fare in known if fare is not None}

    async def _nearest(self, ranked: Ranking, dates: Dates, costs: dict[int, Cost]) -> Advice:
        """No destination meets every wish: the one that misses least, and what it misses."""
        if costs and (row := self._cheapest(ranked, costs)) is not None:
            return Advice((), self._recommender.suggestions(ranked, [row], costs)[0], (_too_dear(costs[row]),))
        found = nearest(ranked.hard, ranked.scores, ranked.allowed) if ranked.hard else None
        if found is None:
            return Advice(())
        row, hard = found
        if not hard:
            return Advice((), self._recommender.suggestions(ranked, [row], {})[0], (Missed("fare", {}),))
        own = await self._costs(ranked, [row], dates) if ranked.wish.origin and ranked.wish.budget is not None else {}
        missed = [self._missed(ranked, row, one, own.get(row)) for one in hard]
        over = row in own and own[row].total > float(ranked.wish.budget or 0)
        if over and "budget" not in {one.name for one in hard}:
            missed.append(_too_dear(own[row]))
        return Advice((), self._recommender.suggestions(ranked, [row], own)[0], tuple(missed))

    def _cheapest(self, ranked: Ranking, costs: dict[int, Cost]) -> int | None:
        """Among those that only cost too much."""
        return min((row for row in ranked.rows if row in costs), key=lambda row: costs[row].total, default=None)

    def _missed(self, ranked: Ranking, row: int, hard: Constraint, cost: Cost | None) -> Missed:
        """A missed wish with the figures of the destination."""
        columns, month = self._recommender.columns, ranked.month - 1
        if hard.name in ("climate", "dry"):
            high, rain = int(columns.high[row, month]), int(columns.rain[row, month])
            return Missed(hard.name, {"high": high, "rain_days": rain, "month": MONTHS[month]})
        if hard.name in get_args(By):
            assert ranked.wish.origin is not None
            by = cast(By, hard.name)
            under_way = hours(ranked.wish.origin, self._recommender.destinations[row], by)
            return Missed(hard.name, {**hard.values, "hours": f"{under_way:.1f}"})
        if hard.name == "budget":
            days = cost.days if cost else ranked.wish.days or 1
            return Missed("budget", {"total": cost.total if cost else int(columns.cost[row]) * days, "days": days})
        if hard.name == "a_day":
            return Missed("a_day", {"cost": int(columns.cost[row])})
        return Missed(hard.name, dict(hard.values))


def _too_dear(cost: Cost) -> Missed:
    return Missed("budget", {"total": cost.total, "days": cost.days})


def _bunches(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]
