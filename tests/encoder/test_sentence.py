"""Vectors: shape, length, meaning, odd input."""

from __future__ import annotations

import numpy as np
import pytest

from encoder import DIMENSIONS, Encoder


def test_vectors_are_float32_rows_of_length_one(encoder: Encoder) -> None:
    vectors = encoder.encode(["a hotel by the sea", "yes", ""])
    assert vectors.shape == (3, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_close_meaning_is_closer_than_shared_words(encoder: Encoder) -> None:
    asked, same, other = encoder.encode(
        ["I need a room for tonight", "is there somewhere to sleep this evening", "I need a recipe for tonight"]
    )
    assert asked @ same > asked @ other


def test_companions_do_not_change_a_vector(encoder: Encoder) -> None:
    alone = encoder.encode(["cheap flights to Porto"])[0]
    together = encoder.encode(["x " * 90, "cheap flights to Porto", "ok"])[1]
    assert np.array_equal(alone, together)


def test_text_past_the_limit_is_not_seen(encoder: Encoder) -> None:
    long = "sea " * 200
    assert np.array_equal(*encoder.encode([long, long + "mountain"]))


@pytest.mark.parametrize("text", ["\x00", "\ud800 lone", "🏖️" * 50, "\u202egnitirw", " \n\t "])
def test_odd_text_still_gives_a_vector(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.encode([text])).all()


def test_word_pieces_tell_words_from_mash(encoder: Encoder) -> None:
    assert [len(pieces) for pieces in encoder.word_pieces("Fly home")] == [1, 1]
    assert all(len(pieces) > 1 for pieces in encoder.word_pieces("asdkj qwe"))


def test_case_makes_no_difference(encoder: Encoder) -> None:
    assert np.array_equal(*encoder.encode(["WEATHER in Oslo", "weather in oslo"]))
