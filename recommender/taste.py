"""What likes and dislikes say about a destination: how much its tags and kinds have in common with theirs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recommender.catalogue import Destination

KIND = 0.5
"""Strength of a kind beside the tags, which have their own."""
AGAINST = 0.5
"""What dislikes weigh against likes: a dislike may be about many things, a like is about what a place is."""
ALIKE = 0.5
"""Cosine from which two destinations have so much in common that it can be given as a reason."""


class Taste:
    """The catalogue as vectors of what tells each destination from the average one; rows have the length 1."""

    def __init__(self, destinations: Sequence[Destination]) -> None:
        features = sorted({name for one in destinations for name in (*one.tags, *one.kinds)})
        column = {name: place for place, name in enumerate(features)}
        vectors = np.zeros((len(destinations), len(features)), dtype=np.float32)
        for row, one in enumerate(destinations):
            for kind in one.kinds:
                vectors[row, column[kind]] = KIND
            for tag, strength in one.tags.items():
                vectors[row, column[tag]] = strength
        self._vectors = _unit(vectors - vectors.mean(axis=0))

    def fit(self, liked: Sequence[int], disliked: Sequence[int]) -> np.ndarray:
        """For each destination 0 to 1, 0.5 where the taste says nothing; positions of what was liked and disliked."""
        profile = self._mean(liked) - AGAINST * self._mean(disliked)
        fit: np.ndarray = 0.5 + 0.5 * (self._vectors @ _unit(profile[None, :])[0])
        return fit

    def closest(self, position: int, others: Sequence[int]) -> int | None:
        """Which of ``others`` has most in common with a destination, if it is enough to say so."""
        shared = {other: float(self._vectors[position] @ self._vectors[other]) for other in others}
        best = max(shared, key=lambda other: shared[other], default=None)
        return best if best is not None and shared[best] >= ALIKE else None

    def _mean(self, positions: Sequence[int]) -> np.ndarray:
        rows = self._vectors[list(positions)]
        mean: np.ndarray = rows.mean(axis=0) if len(rows) else np.zeros(self._vectors.shape[1], dtype=np.float32)
        return mean


def _unit(vectors: np.ndarray) -> np.ndarray:
    """Rows of length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: np.ndarray = vectors / np.where(lengths > 0, lengths, 1)
    return unit
