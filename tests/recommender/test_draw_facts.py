"""Drawing facts for a second reader: as many of each kind, all from the catalogue, the same for the same seed."""

from __future__ import annotations

from collections import Counter

import pytest

from recommender.catalogue import Destination
from tests.recommender.draw_facts import KINDS, draw


def test_the_same_seed_draws_the_same_facts(destinations: list[Destination]):
    assert draw(destinations, 30, 7) == draw(destinations, 30, 7)
    assert draw(destinations, 30, 7) != draw(destinations, 30, 8)


def test_facts_are_spread_evenly_over_their_kinds_and_none_comes_twice(destinations: list[Destination]):
    drawn = draw(destinations, 200, 7)
    assert len(set(drawn)) == 200
    counts = Counter(fact.kind for fact in drawn)
    assert set(counts) == set(KINDS)
    assert max(counts.values()) - min(counts.values()) <= 1


def test_every_fact_is_what_the_catalogue_says_of_that_place(destinations: list[Destination]):
    places = {one.id: one for one in destinations}
    for fact in draw(destinations, 60, 7):
        assert fact.text in list(KINDS[fact.kind](places[fact.place]))


def test_more_facts_than_there_are_cannot_be_drawn(destinations: list[Destination]):
    with pytest.raises(ValueError, match="larger than population"):
        draw(destinations[:1], 200, 7)
