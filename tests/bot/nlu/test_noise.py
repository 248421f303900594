"""Noise stays close to the sentence and comes out the same each time."""

import random

import pytest
from rapidfuzz.distance import Levenshtein

from bot.nlu.noise import Example, mistype, values_by_entity, variants

LISBON = Example("weather in Lisbon tomorrow", "ask_weather", ((11, 17, "place"), (18, 26, "date")))
OSLO = Example("rain in Oslo?", "ask_weather", ((8, 12, "place"),))


@pytest.mark.parametrize("seed", range(40))
def test_a_slip_changes_at_most_two_letters_and_never_a_first_one(seed: int) -> None:
    text = "somewhere warm in march"
    slipped = mistype(text, random.Random(seed))
    assert Levenshtein.distance(text, slipped) <= 2
    assert slipped[0] == "s"


def test_short_words_are_left_alone() -> None:
    assert mistype("no, 12 to 1", random.Random(1)) == "no, 12 to 1"


def test_values_are_collected_by_entity_in_a_stable_order() -> None:
    assert values_by_entity([LISBON, OSLO]) == {"place": ["Lisbon", "Oslo"], "date": ["tomorrow"]}


def test_the_same_seed_gives_the_same_variants() -> None:
    values = values_by_entity([LISBON, OSLO])
    first, second = (variants(LISBON, values, random.Random(3), 8, lead_in=True) for _ in range(2))
    assert first == second
    assert len(set(first)) > 4


def test_marked_values_are_exchanged() -> None:
    values = {"place": ["Porto"], "date": ["on sunday"]}
    found = variants(LISBON, values, random.Random(5), 30, lead_in=False)
    assert "weather in Porto on sunday" in found


def test_a_sentence_that_stands_alone_gets_no_lead_in() -> None:
    yes = Example("yes", "affirm")
    assert set(variants(yes, {}, random.Random(2), 50, lead_in=False)) == {"yes"}
    assert any(len(text) > 3 for text in variants(yes, {}, random.Random(2), 50, lead_in=True))
