"""How good the recommendations are, by queries judged beforehand, beside words alone and vectors alone; `-s` prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from encoder import Encoder
from recommender.catalogue import Destination
from recommender.index import Index
from recommender.recommender import Recommender
from recommender.wish import Origin, Wish
from recommender.words import Words

TODAY = date(2026, 11, 22)
FIRST = 5
FILES = ("judged.yml", "judged_fresh.yml")
PRECISION, FIRST_RIGHT = 0.74, 0.78
"""Floors of ours: of the first five the share that was judged good, and how often the first was."""
AHEAD = 0.10
"""By how much more of the first five must be good than by words alone and by vectors alone."""
QUERIES: Mapping[str, list[dict[str, Any]]] = {
    name: yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8")) for name in FILES
}
Ranker = Callable[[dict[str, Any]], Sequence[str]]


@dataclass(frozen=True)
class Quality:
    """Means over the queries of one file."""

    precision: float
    first_right: float

    @classmethod
    def of(cls, ranker: Ranker, queries: Sequence[dict[str, Any]]) -> Quality:
        hits = [[one in query["good"] for one in ranker(query)] for query in queries]
        return cls(
            float(np.mean([sum(one) / FIRST for one in hits])), float(np.mean([bool(one and one[0]) for one in hits]))
        )


def asked(query: dict[str, Any]) -> Wish:
    origin = Origin(**query["origin"]) if "origin" in query else None
    return Wish(text=query["text"], month=query.get("month"), days=query.get("days"), origin=origin)


@pytest.fixture(scope="module")
def rankers(
    recommender: Recommender, index: Index, encoder: Encoder, destinations: list[Destination]
) -> Mapping[str, Ranker]:
    words = Words(destinations)

    def best(scores: np.ndarray) -> list[str]:
        return [destinations[row].id for row in np.argsort(-scores, kind="stable")[:FIRST]]

    return {
        "ours": lambda query: [
            one.destination.id for one in recommender.recommend(asked(query), today=TODAY, limit=FIRST)
        ],
        "words": lambda query: best(words.scores(query["text"])),
        "vectors": lambda query: best(index.passages.similarity(encoder.encode([query["text"]]))[:, 0]),
    }


@pytest.mark.parametrize("name", FILES)
def test_there_are_sixty_queries_each_with_a_choice(name: str, destinations: list[Destination]):
    assert len({query["text"] for query in QUERIES[name]}) == len(QUERIES[name]) == 60
    known = {one.id for one in destinations}
    for query in QUERIES[name]:
        assert len(set(query["good"])) == len(query["good"]) >= FIRST, query["text"]
        assert set(query["good"]) <= known, set(query["good"]) - known


def test_no_query_stands_in_both_files():
    texts = [{query["text"].casefold() for query in QUERIES[name]} for name in FILES]
    assert texts[0] & texts[1] == set()


@pytest.mark.parametrize("name", FILES)
def test_the_list_is_good_and_better_than_words_or_vectors_alone(name: str, rankers: Mapping[str, Ranker]):
    found = {ranker: Quality.of(rank, QUERIES[name]) for ranker, rank in rankers.items()}
    print(f"\n{name}, {len(QUERIES[name])} queries   precision@{FIRST}   first right")  # noqa: T201
    for ranker, quality in found.items():
        print(f"  {ranker:<24} {quality.precision:>14.3f} {quality.first_right:>13.3f}")  # noqa: T201
    for query in QUERIES[name]:
        shown = rankers["ours"](query)
        wrong = [one for one in shown if one not in query["good"]]
        if len(wrong) > FIRST // 2:
            print(f"  {FIRST - len(wrong)} of {FIRST}: {query['text']}: {', '.join(wrong)}")  # noqa: T201
    ours = found.pop("ours")
    assert ours.precision >= PRECISION
    assert ours.first_right >= FIRST_RIGHT
    for ranker, quality in found.items():
        assert ours.precision >= quality.precision + AHEAD, ranker
