"""How good the recommendations are, by queries judged beforehand; `-s` prints the figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from recommender.recommender import Recommender
from recommender.wish import Origin, Wish

TODAY = date(2026, 11, 22)
FIRST = 5
FLOOR = 0.75
"""Of the first five, the share that was judged good, over all queries."""
QUERIES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "judged.yml").read_text(encoding="utf-8"))


def asked(query: dict[str, Any]) -> Wish:
    origin = Origin(**query["origin"]) if "origin" in query else None
    return Wish(text=query["text"], month=query.get("month"), days=query.get("days"), origin=origin)


def share(recommender: Recommender, query: dict[str, Any]) -> tuple[float, list[str]]:
    shown = [one.destination.id for one in recommender.recommend(asked(query), today=TODAY, limit=FIRST)]
    return sum(one in query["good"] for one in shown) / FIRST, shown


def test_there_are_twenty_five_queries_each_with_a_choice(recommender: Recommender):
    assert len(QUERIES) == 25
    known = {one.id for one in recommender.destinations}
    for query in QUERIES:
        assert len(set(query["good"])) == len(query["good"]) >= 4
        assert set(query["good"]) <= known, set(query["good"]) - known


def test_precision_at_five_stays_above_the_floor(recommender: Recommender):
    found = [(query["text"], *share(recommender, query)) for query in QUERIES]
    report = "\n".join(f"{good:.1f}  {text}: {', '.join(shown)}" for text, good, shown in found)
    mean = sum(good for _, good, _ in found) / len(found)
    print(f"\n{report}\nprecision@{FIRST} {mean:.3f} over {len(found)} queries")  # noqa: T201
    assert mean >= FLOOR, report


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["text"])
def test_no_query_is_answered_all_wrong(recommender: Recommender, query: dict[str, Any]):
    good, shown = share(recommender, query)
    assert good > 0, shown
