"""The logistic head learns what can be learned and is the same each time."""

import numpy as np
import pytest

from bot.nlu.features import hashed
from bot.nlu.head import fit, softmax

TEXTS = ["rain today", "rain tomorrow", "visa for china", "visa for peru"]
LABELS = ["ask_weather", "ask_weather", "ask_visa", "ask_visa"]


@pytest.fixture
def vectors() -> np.ndarray:
    return np.zeros((4, 384), dtype=np.float32)


def test_it_learns_from_wording_alone(vectors: np.ndarray) -> None:
    head = fit(vectors, hashed(TEXTS), LABELS, np.ones(4, np.float32))
    assert head.classes == ("ask_visa", "ask_weather")
    found = head.probabilities("visa for cuba", vectors[0])
    assert found[0] > 0.8
    assert found.sum() == pytest.approx(1)


def test_one_and_many_agree(vectors: np.ndarray) -> None:
    head = fit(vectors, hashed(TEXTS), LABELS, np.ones(4, np.float32))
    many = head.batch(vectors, hashed(TEXTS))
    one = [head.probabilities(text, vector) for text, vector in zip(TEXTS, vectors, strict=True)]
    assert np.allclose(many, one, atol=1e-5)


def test_two_fits_are_the_same(vectors: np.ndarray) -> None:
    first, second = (fit(vectors, hashed(TEXTS), LABELS, np.ones(4, np.float32)) for _ in range(2))
    assert np.array_equal(first.grams, second.grams)


def test_weights_shift_the_prior(vectors: np.ndarray) -> None:
    weights = np.array([1, 1, 9, 9], np.float32)
    assert fit(vectors, hashed(TEXTS), LABELS, weights).probabilities("hm", vectors[0])[0] > 0.6


def test_softmax_survives_large_logits() -> None:
    assert softmax(np.array([1e4, 0.0])).tolist() == [1.0, 0.0]
