"""BM25 as the formula has it."""

from __future__ import annotations

from collections import Counter
from math import log

import pytest

from recommender.catalogue import Destination
from recommender.words import K1, THEME_REPEATS, B, Words, tokens


def written(one: Destination) -> list[str]:
    """Everything that is written of a destination, a theme's name three times."""
    themes = [word for name, line in one.themes.items() for word in [name] * THEME_REPEATS + [line]]
    texts = [
        one.name, one.region, one.description, *(sight.name for sight in one.sights), *one.neighbourhoods,
        *one.suits.values(), *themes, *(tag.replace("_", " ") for tag in one.tags),
    ]  # fmt: skip
    return tokens(" ".join(texts))


@pytest.mark.parametrize("query", ["harry potter", "whales and volcanoes", "fado", "old temples by a river", "jazz"])
def test_scores_are_those_of_the_formula(query: str, destinations: list[Destination]):
    few = destinations[::5]
    documents = [Counter(written(one)) for one in few]
    mean = sum(map(Counter.total, documents)) / len(documents)
    expected = [0.0] * len(few)
    for word in {"harry", "potter", "whale", "volcano", "fado", "temple", "river", "jazz"} & set(tokens(query)):
        having = sum(word in document for document in documents)
        rarity = log(1 + (len(few) - having + 0.5) / (having + 0.5))
        for row, document in enumerate(documents):
            often, norm = document[word], K1 * (1 - B + B * document.total() / mean)
            expected[row] += rarity * often * (K1 + 1) / (often + norm)
    assert Words(few).scores(query).tolist() == pytest.approx(expected, rel=1e-4, abs=1e-4)


def test_names_and_rare_words_are_found(destinations: list[Destination]):
    scores = Words(destinations).scores("Sagrada Família")
    assert destinations[int(scores.argmax())].id == "barcelona"


@pytest.mark.parametrize("text", ["xyzzy", "a nice place to go", "", "42 !", "we would like some ideas please"])
def test_what_says_nothing_finds_nothing(text: str, destinations: list[Destination]):
    assert not Words(destinations[:50]).scores(text).any()


def test_a_word_counts_once_however_often_it_is_said(destinations: list[Destination]):
    words = Words(destinations[:50])
    assert words.scores("beach").max() > 0
    assert (words.scores("beach beach beach") == words.scores("Beaches")).all()


def test_plurals_are_the_same_word():
    assert tokens("Cities, beaches & the Museums of glass") == ["city", "beach", "the", "museum", "of", "glass"]
    assert tokens("volcanoes, churches, dishes, canoes") == ["volcano", "church", "dish", "canoe"]
    assert tokens("a bus to Paris, 3 km; l'été") == ["bus", "to", "paris", "km", "été"]
