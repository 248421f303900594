"""A traveller's taste, learned from what they thought of destinations: a vector, and what it says of tags and kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recommender.catalogue import Destination
from travel.recommendations import Reaction

VALUE = {"booked": 1.5, "liked": 1.0, "searched": 0.6, "opened": 0.3, "disliked": -1.0}
"""What a reaction says: how much more (or less) than a destination that nobody saw."""
LASTING = 4.0
"""After so many later reactions an earlier one is likened to them by a factor of e less: tastes drift."""
TURN = 0.2
"""How likely, at each reaction, another taste begins (other company, another mood), unknown to earlier ones."""
NOISE = 0.3
"""Variance of a single reaction: it may be about the weather, the price or the day."""
RECENT = 40
"""Reactions that are looked at."""
SURE = 0.2
"""So much said (as by ``VALUE``) counts half of what a taste known for certain would."""
KIND, AUDIENCE = 0.5, 0.3
"""Strengths of a kind and of an audience beside the tags, which have their own."""
RARE = 0.5
"""Power of the spread by which a feature is divided: what few places have says more."""
WORDS = 0.2
"""Share of what is written of a destination beside its tags, kinds and audiences."""
ALIKE = 0.5
"""Cosine from which two destinations have so much in common that it can be given as a reason."""


@dataclass(frozen=True)
class Profile:
    """``fit`` (n,) is 0 to 1, 0.5 where the taste says nothing and nearer to it the less is known.

    ``weights`` are -1 to 1 for tags, kinds and audiences, 1 for what is clearest.
    """

    fit: np.ndarray
    weights: Mapping[str, float]


class Taste:
    """The catalogue as vectors of what tells each destination from the average one; rows have the length 1."""

    def __init__(self, destinations: Sequence[Destination], items: np.ndarray) -> None:
        self.features = sorted({name for one in destinations for name in (*one.tags, *one.kinds, *one.for_whom)})
        self._column = {name: place for place, name in enumerate(self.features)}
        facts = np.zeros((len(destinations), len(self.features)), dtype=np.float32)
        for row, one in enumerate(destinations):
            strengths = dict.fromkeys(one.for_whom, AUDIENCE) | dict.fromkeys(one.kinds, KIND) | one.tags
            for name, strength in strengths.items():
                facts[row, self._column[name]] = strength
        self._facts = _unit((facts - facts.mean(axis=0)) / np.maximum(facts.std(axis=0), 0.02) ** RARE)
        written = _unit(items - items.mean(axis=0))
        self.vectors = np.hstack([self._facts * (1 - WORDS) ** 0.5, written * WORDS**0.5])

    def profile(
        self, rows: Sequence[int], reactions: Sequence[Reaction], stated: Mapping[str, float]
    ) -> Profile | None:
        """What ``reactions`` (the latest first, to the destinations at ``rows``) and ``stated`` tags say together.

        A stated tag is liked (1) or not (-1). None when nothing is known.

        Gaussian process regression: the taste is the likeliest one that explains the reactions up to their noise, so
        one like says a little of everything that the place is, and several say what they have in common. Where later
        reactions contradict earlier ones, a new taste is as likely as they make it (Adams and MacKay 2007).
        """
        tags = {tag: value for tag, value in stated.items() if tag in self._column}
        said = [self._of_tag(tag) for tag in tags] + [self.vectors[row] for row in rows[:RECENT]]
        if not said:
            return None
        values = np.array([*tags.values(), *(VALUE[one.kind] for one in reactions[:RECENT])], dtype=np.float64)
        taste, known = _learned(np.stack(said).astype(np.float64), values, len(tags))
        felt = self.vectors @ taste
        fit = 0.5 + 0.5 * known / (known + SURE) * felt / max(float(np.abs(felt).max()), 0.25)
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


def _learned(examples: np.ndarray, values: np.ndarray, lasting: int) -> tuple[np.ndarray, float]:
    """The taste by now, (d,), and how much was said of it: by every number of latest reactions, as it is likely.

    When reactions surprise, little is known, and lists are open to other things again.

    The first ``lasting`` examples (n, d) hold always; those after them are reactions, the latest first.
    """
    reactions = len(values) - lasting
    ages = np.array([*(0 for _ in range(lasting)), *range(reactions)])
    kernel = examples @ examples.T * np.exp(-np.abs(ages[:, None] - ages) / LASTING) + NOISE * np.eye(len(values))
    ends = range(lasting + min(reactions, 1), len(values) + 1)
    chances = np.array([_chance(kernel, values, end) for end in ends])
    chances = np.exp(chances - chances.max())
    taste, known, fresh = np.zeros(examples.shape[1]), 0.0, np.exp(-ages / LASTING)
    for end, chance in zip(ends, chances / chances.sum(), strict=True):
        weights = np.linalg.solve(kernel[:end, :end], values[:end]) * fresh[:end]
        taste += chance * (examples[:end].T @ weights)
        known += float(chance * (np.abs(values[:end]) @ fresh[:end]))
    return taste, known


def _chance(kernel: np.ndarray, values: np.ndarray, end: int) -> float:
    """Logarithm of how likely it is that the taste began just before the example at ``end``, or at the very first."""
    turned = np.log(TURN / (1 - TURN)) if end < len(values) else 0.0
    return float(turned + _evidence(kernel[:end, :end], values[:end]) + _evidence(kernel[end:, end:], values[end:]))


def _evidence(kernel: np.ndarray, values: np.ndarray) -> float:
    """Logarithm of how likely values are that have this covariance."""
    if not len(values):
        return 0.0
    return float(-0.5 * (values @ np.linalg.solve(kernel, values) + np.linalg.slogdet(2 * np.pi * kernel)[1]))


def _unit(vectors: np.ndarray) -> np.ndarray:
    """Rows of length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: np.ndarray = vectors / np.where(lengths > 0, lengths, 1)
    return unit
