"""Places named as an example are not what is wished, what resembles them is."""

from __future__ import annotations

from datetime import date

import pytest

from recommender.alike import Examples
from recommender.catalogue import Destination
from recommender.recommender import Recommender
from recommender.wish import Wish

TODAY = date(2026, 11, 22)
BALI = {"nusa-penida", "ubud-bali", "uluwatu-bali"}


@pytest.fixture(scope="module")
def examples(destinations: list[Destination]) -> Examples:
    return Examples(destinations)


def ids(destinations: list[Destination], rows: list[int]) -> set[str]:
    return {destinations[row].id for row in rows}


@pytest.mark.parametrize(
    ("text", "liked"),
    [
        ("somewhere like Bali but less busy", BALI),
        ("we loved Santorini and want more of that", {"santorini"}),
        ("we liked Porto and Lisbon", {"porto", "lisbon"}),
        ("an alternative to Venice", {"venice"}),
        ("a cheaper version of Copenhagen", {"copenhagen"}),
        ("my wife loved Kyoto", {"kyoto"}),
        ("we are fans of Edinburgh", {"edinburgh"}),
        ("similar to Banff, closer to home", {"banff"}),
        ("a city like Nice", {"nice"}),
        ("we would like Lisbon", set()),
        ("I'd like to go to Bali", set()),
        ("we'd really like to see Prague", set()),
        ("I'd love Reykjavik", set()),
        ("nice beaches", set()),
        ("I live in Vienna and look for a lake", set()),
        ("feels like home", set()),
        ("", set()),
    ],
)
def test_examples_in_words(examples: Examples, destinations: list[Destination], text: str, liked: set[str]):
    assert ids(destinations, examples.liked(text)) == liked


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("we've been to Rome and Florence already", {"rome", "florence"}),
        ("a romantic city, but not Paris", {"paris"}),
        ("back from Bali, where next", BALI),
        ("anything but Mallorca", {"mallorca"}),
        ("no more Ibiza", {"ibiza"}),
        ("tired of Barcelona", {"barcelona"}),
        ("I have never been to Kyoto", set()),
        ("we haven't been to Rome yet", set()),
        ("we want to go to Rome", set()),
        ("a weekend in Paris", set()),
    ],
)
def test_where_somebody_has_been(examples: Examples, destinations: list[Destination], text: str, known: set[str]):
    assert ids(destinations, examples.known(text)) == known


def test_something_like_bali_is_not_bali_and_much_like_it(recommender: Recommender):
    found = recommender.recommend(Wish("somewhere like Bali but less busy", month=6), today=TODAY, limit=6)
    shown = {one.destination.id for one in found}
    assert len(shown) == 6
    assert not shown & BALI
    assert min(one.parts["like"] for one in found) > 0.6
    warm = [one for one in found if min(one.destination.climate.high) >= 22]
    assert len(warm) >= 4


def test_an_example_changes_the_list(recommender: Recommender):
    lists = [
        {one.destination.id for one in recommender.recommend(Wish(text, month=6), today=TODAY, limit=10)}
        for text in ("somewhere like Banff", "somewhere like Venice")
    ]
    assert len(lists[0] & lists[1]) <= 2


def test_a_catalogue_without_names_knows_no_examples():
    assert Examples([]).liked("we loved Santorini") == []
