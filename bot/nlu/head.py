"""A multinomial logistic head over sentence vector and n-grams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bot.nlu.features import hash_one

PENALTY = 1e-5
STEPS = 120


@dataclass(frozen=True)
class Head:
    """Weights by class: vector part (384, n), n-gram part (8192, n), bias (n,)."""

    classes: tuple[str, ...]
    vector: np.ndarray
    grams: np.ndarray
    bias: np.ndarray

    def probabilities(self, text: str, vector: np.ndarray) -> np.ndarray:
        """Probability of each class for one sentence and its vector, float32 (n,)."""
        columns, weights = hash_one(text)
        return softmax(vector @ self.vector + weights @ self.grams[columns] + self.bias)

    def batch(self, vectors: np.ndarray, hashed: csr_matrix) -> np.ndarray:
        """The same for many, float32 (m, n)."""
        return softmax(vectors @ self.vector + hashed @ self.grams + self.bias)


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def fit(vectors: np.ndarray, hashed: csr_matrix, labels: Sequence[str], weights: np.ndarray) -> Head:
    """Fit by L-BFGS from zero: no chance is involved, the same input gives the same head."""
    classes = tuple(sorted(set(labels)))
    number = {name: i for i, name in enumerate(classes)}
    targets = np.array([number[label] for label in labels])
    share = (weights / weights.sum()).astype(np.float32)
    rows, sizes, width = np.arange(len(targets)), (vectors.shape[1], hashed.shape[1]), len(classes)
    transposed = hashed.T.tocsr()

    def unpack(flat: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        parts = flat.astype(np.float32).reshape(-1, width)
        return parts[: sizes[0]], parts[sizes[0] : -1], parts[-1]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        of_vector, of_grams, bias = unpack(flat)
        found = softmax(vectors @ of_vector + hashed @ of_grams + bias)
        cost = -float(share @ np.log(found[rows, targets] + 1e-9))
        cost += PENALTY * (float((of_vector**2).sum()) + float((of_grams**2).sum()))
        found[rows, targets] -= 1.0
        found *= share[:, None]
        slope = (
            vectors.T @ found + 2 * PENALTY * of_vector,
            transposed @ found + 2 * PENALTY * of_grams,
            found.sum(axis=0)[None],
        )
        return cost, np.concatenate(slope).ravel().astype(np.float64)

    start = np.zeros((sum(sizes) + 1) * width)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "maxcor": 8})
    return Head(classes, *(np.ascontiguousarray(part) for part in unpack(best.x)))
