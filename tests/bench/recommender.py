"""How long an answer of the recommender takes at the size of the catalogue, and an exact search among 100,000 places.

Run ``python -m tests.bench.recommender``; one thread, prints milliseconds and megabytes, asserts nothing.
"""

# ruff: noqa: T201 -- printing is what it is for

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import gc
import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import numpy as np

from encoder import Encoder
from recommender.catalogue import read_catalogue
from recommender.concepts import read_concepts
from recommender.countries import FileCountries
from recommender.index import CANDIDATES, PassageIndex, load
from recommender.recommender import Recommender
from recommender.wish import Origin, Wish
from tests.fixtures.house import ROOT
from travel.recommendations import Reactions

WISHES, LIMIT, WARM_UP = 200, 5, 20
MANY, EACH, SEARCHES, PARTS = 100_000, 6, 40, 4
"""Places of the large catalogue, passages of each, searches, and the vectors of a wish: itself and its parts."""
NUDGE = 0.03
"""By how much each number of a copied vector is off, as if the place were another one of the kind."""
TODAY = date(2026, 11, 22)
WHAT = (
    "a sandy beach", "hiking from hut to hut", "street food and night markets", "old towns and churches", "good wine",
    "jazz bars until late", "somewhere to propose", "a first trip alone", "a holiday with grandparents and a toddler",
    "christmas lights", "whales and lighthouses", "a desert under the stars", "remote work with fast internet",
    "football and beer", "islands without cars", "tea plantations", "a place like Bali but calmer", "surfing lessons",
)  # fmt: skip
HOW = (
    "not too hot", "no crowds", "a short flight", "in Europe", "cheap", "where they speak Spanish", "no visa",
    "without nightlife", "really warm", "by the sea", "and a good museum for a rainy day", "for two",
)  # fmt: skip
HOMES = (Origin("Vienna", 48.21, 16.37, ("VIE",), "AT"), Origin("Boston", 42.36, -71.06, ("BOS",), "US"), None)

One = TypeVar("One")


def main() -> None:
    """The catalogue as it is, then a large one."""
    before = resident()
    destinations = read_catalogue(ROOT / "data" / "catalogue" / "destinations")
    concepts = read_concepts(destinations)
    built = load(Path(os.environ.get("MODELS_DIR") or ROOT / "models") / "embeddings", destinations, concepts)
    encoder = Encoder.load(Path(os.environ.get("MODELS_DIR") or ROOT / "models") / "encoder")
    recommender = Recommender(destinations, built, encoder, FileCountries(ROOT / "data" / "catalogue"))
    print(f"  {len(destinations)} destinations, {len(built.passages.vectors)} passages, {len(concepts)} known wishes")
    asked = list(wishes(WISHES, [one.id for one in destinations]))
    show("rank, pick and reasons, encoder included", timed(lambda wish: answer(recommender, wish), asked))
    show("encoder alone, one sentence", timed(lambda wish: encoder.encode([wish.text]), asked))
    gc.collect()
    print(f"  catalogue, vectors, words and encoder in memory: {resident() - before:.0f} MB")
    large(built.passages, encoder, asked)


def wishes(number: int, ids: Sequence[str]) -> Iterator[Wish]:
    """Varied wishes, the same ones at every run."""
    dice = random.Random(31)
    for _ in range(number):
        said = [dice.choice(WHAT), *dice.sample(HOW, dice.randrange(4))]
        yield Wish(
            text=", ".join(said),
            month=dice.choice([None, *range(1, 13)]),
            budget=dice.choice([None, None, Decimal(1200)]),
            days=dice.choice([None, 3, 7]),
            origin=dice.choice(HOMES),
            reactions=Reactions.of(liked=dice.sample(ids, dice.choice([0, 0, 3]))),
        )


def answer(recommender: Recommender, wish: Wish) -> None:
    """What a request for ideas costs apart from fares."""
    ranked = recommender.rank(wish, today=TODAY)
    recommender.suggestions(ranked, recommender.pick(ranked, ranked.rows, LIMIT), {})


def large(passages: PassageIndex, encoder: Encoder, asked: Sequence[Wish]) -> None:
    """Copies of the catalogue with nudged vectors: an exact search by items, then by passages of the best."""
    before = resident()
    index = copied(passages, MANY)
    gc.collect()
    print(f"  {MANY} places, {len(index.vectors)} passages in float16: {resident() - before:.0f} MB")
    queries = [encoder.encode([wish.text] * PARTS) for wish in asked[:SEARCHES]]
    show(f"exact search among {MANY}, {CANDIDATES} of them by passages", timed(index.search, queries))


def copied(passages: PassageIndex, number: int) -> PassageIndex:
    """An index of ``number`` places, each one of the catalogue's with every vector nudged."""
    dice = np.random.default_rng(7)
    rows = np.resize(np.arange(len(passages.starts)), number)
    sizes = np.minimum(passages.ends - passages.starts, EACH)[rows]
    vectors = np.empty((int(sizes.sum()), passages.vectors.shape[1]), dtype=np.float16)
    starts = np.cumsum([0, *sizes[:-1]])
    for first, row, size in zip(starts, rows, sizes, strict=True):
        own = passages.vectors[passages.starts[row] :][:size]
        near = own + NUDGE * dice.standard_normal(own.shape, dtype=np.float32)
        vectors[first : first + size] = near / np.linalg.norm(near, axis=1, keepdims=True)
    return PassageIndex(vectors, starts)


def timed(work: Callable[[One], object], given: Sequence[One]) -> list[float]:
    """Milliseconds of each, ascending, after a warm-up."""
    for one in given[:WARM_UP]:
        work(one)
    times = []
    for one in given:
        began = time.perf_counter()
        work(one)
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)


def show(what: str, times: Sequence[float]) -> None:
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"  {what}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, worst {times[-1]:.1f} ms", flush=True)


def resident() -> float:
    """Megabytes of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
