"""A traveller's taste, learned from what they thought of destinations: a vector, and what it says of tags and kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recommender.catalogue import Destination
from travel.recommendations import Reaction

VALUE = {"booked": 1.5, "liked": 1.0, "searched": 0.6, "opened": 0.3, "disliked": -1.0}
"""What a reaction says: how much more (or less) than a destination that nobody saw."""
HALF = 5.0
"""After so many later reactions an earlier one counts half: tastes change, and what is said now is meant."""
NOISE = 0.5
"""How little a single reaction is believed: it may be about the weather, the price or the day."""
KIND = 0.5
"""Strength of a kind beside the tags, which have their own."""
WORDS = 0.5
"""Share of what is written of a destination beside its tags and kinds."""
ALIKE = 0.5
"""Cosine from which two destinations have so much in common that it can be given as a reason."""


@dataclass(frozen=True)
class Profile:
    """``fit`` (n,) is 0 to 1, 0.5 where the taste says nothing; ``weights`` are -1 to 1 for tags and kinds."""

    fit: np.ndarray
    weights: Mapping[str, float]


class Taste:
    """The catalogue as vectors of what tells each destination from the average one; rows have the length 1."""

    def __init__(self, destinations: Sequence[Destination], items: np.ndarray) -> None:
        self.features = sorted({name for one in destinations for name in (*one.tags, *one.kinds)})
        self._column = {name: place for place, name in enumerate(self.features)}
        facts = np.zeros((len(destinations), len(self.features)), dtype=np.float32)
        for row, one in enumerate(destinations):
            for kind in one.kinds:
                facts[row, self._column[kind]] = KIND
            for tag, strength in one.tags.items():
                facts[row, self._column[tag]] = strength
        self._facts = _unit(facts - facts.mean(axis=0))
        written = _unit(items - items.mean(axis=0))
        self.vectors = np.hstack([self._facts * (1 - WORDS) ** 0.5, written * WORDS**0.5])

    def profile(
        self, rows: Sequence[int], reactions: Sequence[Reaction], stated: Mapping[str, float]
    ) -> Profile | None:
        """What ``reactions`` (the latest first, to the destinations at ``rows``) and ``stated`` tags say together.

        A stated tag is liked (1) or not (-1). None when nothing is known.

        Kernel ridge regression: the taste is the smallest one that explains the reactions up to their noise, so one
        like says a little of everything that the place is, and several say what they have in common.
        """
        seen = [self.vectors[row] for row in rows] + [self._of_tag(tag) for tag in stated if tag in self._column]
        if not seen:
            return None
        examples = np.stack(seen)
        values = [VALUE[one.kind] for one in reactions] + [stated[tag] for tag in stated if tag in self._column]
        ages = np.array([*range(len(rows)), *(0 for _ in range(len(values) - len(rows)))], dtype=np.float32)
        noise = np.diag(NOISE * 2 ** (ages / HALF))
        weights = np.linalg.solve(examples @ examples.T + noise, np.array(values, dtype=np.float32))
        taste = examples.T @ weights
        felt = self.vectors @ taste
        fit = 0.5 + 0.5 * felt / max(float(np.abs(felt).max()), 0.25)
        told = taste[: len(self.features)]
        told = told / max(float(np.abs(told).max()), 1e-6)
        return Profile(fit, {name: round(float(told[place]), 2) for name, place in self._column.items()})

    def alike(self, rows: Sequence[int]) -> np.ndarray:
        """How much each destination has in common with some, (n,) in 0..1."""
        middle = _unit(self.vectors[list(rows)].mean(axis=0, keepdims=True))[0]
        fit: np.ndarray = 0.5 + 0.5 * (self.vectors @ middle)
        return fit

    def closest(self, row: int, others: Sequence[int]) -> int | None:
        """Which of ``others`` has most in common with a destination, if it is enough to say so."""
        shared = {other: float(self._facts[row] @ self._facts[other]) for other in others}
        best = max(shared, key=lambda other: shared[other], default=None)
        return best if best is not None and shared[best] >= ALIKE else None

    def _of_tag(self, tag: str) -> np.ndarray:
        vector = np.zeros(self.vectors.shape[1], dtype=np.float32)
        vector[self._column[tag]] = (1 - WORDS) ** 0.5
        return vector


def _unit(vectors: np.ndarray) -> np.ndarray:
    """Rows of length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: np.ndarray = vectors / np.where(lengths > 0, lengths, 1)
    return unit
