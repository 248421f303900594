"""The word lists about people and things: folded, without doubles, and without words that every trip needs."""

from __future__ import annotations

import pytest

from world.places.keys import alias_key
from world.places.people import NAMES
from world.places.tables import words_by_class

TRAVEL = frozenset(
    "hotel flight trip beach park hill may april june will lake bay sea summer winter north south old new".split()
)


@pytest.mark.parametrize("name", ["people", "things", "words"])
def test_words_are_as_the_lookup_folds_them(name):
    for words in words_by_class(name).values():
        assert {word for word in words if alias_key(word) != word} == set()


def test_a_word_has_one_tier():
    classes = list(words_by_class("words").values())
    assert sum(map(len, classes)) == len(frozenset().union(*classes))


def test_names_of_people_are_no_words_of_a_trip():
    assert not TRAVEL & (NAMES | words_by_class("people")["place"])


@pytest.mark.parametrize("word", ["cameron", "veronica", "samantha", "dalmatian", "calvin"])
def test_names_and_things_misspell_no_place(gazetteer, word):
    assert gazetteer.find(f"we met {word} there") == []
