"""Hard wishes are kept: of five hundred combinations every answer, and every "nothing fits", is reckoned anew."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Mapping

from recommender.advising import Advice, Advisor
from recommender.fares import SupplierFares
from recommender.recommender import Recommender
from tests.recommender.hard_wishes import Asked, combinations
from tests.recommender.oracle import NOW, TODAY, Countries, Entry, Till, driven, flown, market, read_destinations

NUMBER, LIMIT = 500, 5
MONTHS = "January February March April May June July August September October November December".split()


async def check_answers(asked: Asked, advice: Advice, entries: Mapping[str, Entry], till: Till) -> None:
    assert len({one.destination.id for one in advice.suggestions}) == len(advice.suggestions) <= LIMIT
    for suggestion in advice.suggestions:
        one = entries[suggestion.destination.id]
        assert asked.open_to(one), one["id"]
        assert asked.missed(one) == set(), one["id"]
        if asked.costs:
            cost = await till.cost(asked.wish, asked.month, one)
            assert cost is not None, one["id"]
            assert cost[1] <= float(asked.wish.budget or 0), (one["id"], cost)


async def check_nothing_fits(asked: Asked, entries: Mapping[str, Entry], till: Till) -> None:
    """Nothing in the whole catalogue meets all of it."""
    for one in entries.values():
        if asked.open_to(one) and not asked.missed(one):
            assert asked.costs, one["id"]
            cost = await till.cost(asked.wish, asked.month, one)
            assert cost is None or cost[1] > float(asked.wish.budget or 0), (one["id"], cost)


async def check_alternative(asked: Asked, advice: Advice, entries: Mapping[str, Entry], till: Till) -> None:
    """What comes nearest misses exactly what is said, by the figures that are said."""
    if advice.alternative is None:
        assert not any(map(asked.open_to, entries.values()))
        return
    one = entries[advice.alternative.destination.id]
    assert asked.open_to(one)
    missed, cost = asked.missed(one), None
    if asked.costs:
        cost = await till.cost(asked.wish, asked.month, one)
        missed |= {"fare"} if cost is None else {"budget"} if cost[1] > float(asked.wish.budget or 0) else set()
    said = [each.name for each in advice.missed]
    assert len(set(said)) == len(said)
    assert set(said) == missed, (one["id"], cost)
    for each in advice.missed:
        check_figures(asked, each.name, each.values, one, cost)


def check_figures(
    asked: Asked, name: str, values: Mapping[str, object], one: Entry, cost: tuple[int, int, int] | None
) -> None:
    climate, start, wish = one["climate"], asked.wish.origin, asked.wish
    if name in ("climate", "dry"):
        said = {"high": climate["high"], "rain_days": climate["rain_days"], "month": MONTHS}
        assert values == {key: figures[asked.month - 1] for key, figures in said.items()}
    elif name in ("flight", "drive"):
        assert start is not None
        hours = (driven if name == "drive" else flown)(start.lat, start.lon, one)
        assert values == {"origin": start.name, "hours": f"{hours:.1f}"}
    elif name == "a_day":
        assert values == {"cost": one["cost"]["low"]}
    elif name == "budget" and cost:
        assert values == {"total": cost[1], "days": cost[2]}
    elif name == "budget":
        days = wish.days or (7 if wish.origin else 1)
        assert values == {"total": days * one["cost"]["low"], "days": days}
    else:
        assert name in ("place", "region", "sea", "snow", "visa", "language", "fare")


def test_every_answer_keeps_every_hard_wish(recommender: Recommender):
    entries, countries, flights = read_destinations(), Countries(), market()
    till, advisor = Till(flights), Advisor(recommender, SupplierFares(flights, lambda: NOW))
    counts: Counter[str] = Counter()
    wrong: list[str] = []

    async def ask(asked: Asked) -> None:
        advice = await advisor.advise(asked.wish, today=TODAY, limit=LIMIT, exclude=asked.exclude)
        await check_answers(asked, advice, entries, till)
        if not advice.suggestions:
            await check_nothing_fits(asked, entries, till)
            await check_alternative(asked, advice, entries, till)
        counts["answered" if advice.suggestions else "nothing fits"] += 1
        counts["suggestions"] += len(advice.suggestions)
        counts["with fares"] += asked.costs

    async def all_of_them() -> None:
        for asked in combinations(NUMBER, sorted(entries), countries):
            try:
                await ask(asked)
            except AssertionError as error:
                wrong.append(f"{asked.wish} {sorted(one.name for one in asked.hard)}: {error}")

    began = time.monotonic()
    asyncio.run(all_of_them())
    print(f"\n{NUMBER} combinations in {time.monotonic() - began:.0f} s: {dict(counts)}")  # noqa: T201
    assert wrong == [], f"{len(wrong)} wrong:\n" + "\n".join(wrong[:20])
    assert counts["answered"] > NUMBER / 2
    assert counts["nothing fits"] > NUMBER / 20
    assert counts["with fares"] > NUMBER / 20
