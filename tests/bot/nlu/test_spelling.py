"""Slips are mended towards known words; everything else stays as it was written."""

from __future__ import annotations

import pytest

from bot.nlu import artifacts
from bot.nlu.spelling import Speller
from encoder import Encoder

SENTENCES = [
    "find an apartment with a kitchen",
    "another apartment please",
    "flights to Ljubljana",
    "longer flights",
] * 2


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return artifacts.encoder()


@pytest.fixture(scope="module")
def speller(encoder: Encoder) -> Speller:
    return Speller.learn(SENTENCES, encoder)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("find an apartemnt with kitchsn", "find an apartment with kitchen"),
        ("Flihgts lonfer!", "flights longer!"),
        ("apratmnet", "apartment"),
        ("flights to Ljubljana", "flights to Ljubljana"),
        ("a kitten and a pizza", "a kitten and a pizza"),
        ("xqzt wlkjw", "xqzt wlkjw"),
        ("TP535 on 12.2. 😀 ", "TP535 on 12.2. 😀 "),
        ("", ""),
    ],
)
def test_only_slips_are_mended(written: str, meant: str, speller: Speller, encoder: Encoder) -> None:
    assert speller.mend(written, encoder) == meant


def test_a_word_of_one_sentence_is_no_known_word(encoder: Encoder) -> None:
    assert "flihgt" not in Speller.learn(["flihgt to Rome", "flight to Rome", "a flight"], encoder).counts
