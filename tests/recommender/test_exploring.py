"""The last place of a list goes to something new, and good enough to go there."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.exploring import LEAST, REACH, explored

COUNT = 60
SCORES = np.linspace(1.0, 0.5, COUNT)


def places() -> np.ndarray:
    dice = np.random.default_rng(3)
    vectors = dice.normal(size=(COUNT, 6))
    unit: np.ndarray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


@pytest.mark.parametrize("seed", ["a", "b", "c", "2026-11-22"])
def test_only_the_last_place_changes_and_the_seed_decides(seed: str):
    chosen, ranked = [0, 1, 2, 3, 4], list(range(COUNT))
    found = explored(chosen, ranked, SCORES, places(), seed)
    assert found == explored(chosen, ranked, SCORES, places(), seed)
    assert found[:-1] == chosen[:-1]
    assert found[-1] not in chosen[:-1]
    assert found[-1] < REACH
    assert SCORES[found[-1]] >= LEAST * SCORES[0]


def test_it_is_unlike_the_others():
    chosen, vectors = [0, 1, 2, 3, 4], places()
    closeness = {row: float((vectors[chosen[:-1]] @ vectors[row]).max()) for row in range(4, REACH)}
    good = [row for row in closeness if SCORES[row] >= LEAST * SCORES[0]]
    newest = sorted(good, key=lambda row: closeness[row])[:4]
    drawn = {explored(chosen, list(range(COUNT)), SCORES, vectors, str(seed))[-1] for seed in range(200)}
    assert drawn == set(newest)


def test_short_lists_and_those_with_nothing_good_left_stay():
    vectors = places()
    assert explored([5, 6], list(range(COUNT)), SCORES, vectors, "a") == [5, 6]
    assert explored([], [], SCORES, vectors, "a") == []
    falling = np.array([1.0, 0.9, *np.full(COUNT - 2, 0.1)])
    assert explored([0, 1, 2], list(range(COUNT)), falling, vectors, "a") == [0, 1, 2]
