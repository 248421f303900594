"""Slips are small, in the right words, and the same every time."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import OSA

from tests.nlu.cases import load_held_out
from tests.nlu.typos import all_with_typos, with_typos

SENTENCES = [text for texts in load_held_out().values() for text in texts]


@pytest.mark.parametrize("seed", [0, 7])
def test_one_slip_or_two_in_long_sentences(seed: int) -> None:
    for text in SENTENCES:
        slipped = with_typos(text, seed)
        pairs = list(zip(text.split(), slipped.split(), strict=True))
        apart = [OSA.distance(one, other) for one, other in pairs if one != other]
        assert set(apart) <= {1}, (text, slipped)
        assert len(apart) <= (2 if len(pairs) > 8 else 1), (text, slipped)
        if any(len(word) >= 4 and word.isalpha() for word in text.split()):
            assert apart, text
        assert all(len(one) >= 4 for one, other in pairs if one != other), (text, slipped)


def test_the_same_seed_gives_the_same_and_another_others() -> None:
    cases = {"greet": SENTENCES[:50]}
    assert all_with_typos(cases, 1) == all_with_typos(cases, 1)
    assert all_with_typos(cases, 1)["greet"][9:] == all_with_typos({"greet": SENTENCES[9:50]}, 1)["greet"]
    assert all_with_typos(cases, 1) != all_with_typos(cases, 2)


@pytest.mark.parametrize("text", ["to me at b", "it is t.brown@mail.example", "ba117 tw-9x2l5b", "07700 900123"])
def test_addresses_numbers_and_short_words_stay(text: str) -> None:
    assert with_typos(text) == text
