"""A little exploration: now and then something that nobody asked for, lest a taste goes round in circles."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

REACH = 24
"""How far down the ranking it may come from."""
LEAST = 0.8
"""What share of the best score it must have: new, but no stopgap."""
TRIED = 4
"""Among so many of the least familiar one is drawn."""


def explored(
    chosen: Sequence[int], ranked: Sequence[int], scores: np.ndarray, alike: np.ndarray, seed: str
) -> list[int]:
    """The list with its last place given to something unlike the others; the same seed has the same answer.

    Rows of ``alike`` have the length 1. Lists of less than three, and those with nothing good left, stay.
    """
    if len(chosen) < 3:
        return list(chosen)
    kept = list(chosen[:-1])
    left = [row for row in ranked[:REACH] if row not in kept and scores[row] >= LEAST * scores[ranked[0]]]
    if not left:
        return list(chosen)
    newest = sorted(left, key=lambda row: (float((alike[kept] @ alike[row]).max()), row))[:TRIED]
    return [*kept, random.Random(f"{seed}|{','.join(map(str, kept))}").choice(newest)]
