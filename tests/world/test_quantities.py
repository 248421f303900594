"""Class, comfort, bags, time of day and tastes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from world.quantities import find_quantities

FOUND = [
    ("at least 3* in Porto", [("stars", 3)]),
    ("a 5-star place", [("stars", 5)]),
    ("four -star, please", [("stars", 4)]),
    ("star rating of 4", [("stars", 4)]),
    ("3 or 4 star", [("stars", 3)]),
    ("fly business class", [("cabin", "business")]),
    ("first class", [("cabin", "first")]),
    ("premium economy", [("cabin", "premium_economy")]),
    ("in coach", [("cabin", "economy")]),
    ("direct", [("nonstop", True)]),
    ("non-stop", [("nonstop", True)]),
    ("without stopovers", [("nonstop", True)]),
    ("it doesn't have to be direct", [("nonstop", False)]),
    ("one stop is fine", [("nonstop", False)]),
    ("i don't mind a layover", [("nonstop", False)]),
    ("one way", [("one_way", True)]),
    ("a single to Leeds", [("one_way", True)]),
    ("round trip", [("one_way", False)]),
    ("a return flight", [("one_way", False)]),
    ("there and back", [("one_way", False)]),
    ("in the early morning", [("time_of_day", "morning")]),
    ("a night flight", [("time_of_day", "night")]),
    ("red-eye", [("time_of_day", "night")]),
    ("hand luggage only", [("bags", 0)]),
    ("two checked bags", [("bags", 2)]),
    ("with luggage", [("bags", 1)]),
    ("half board", [("board", "half_board")]),
    ("all inclusive", [("board", "all_inclusive")]),
    ("breakfast included", [("board", "breakfast")]),
    ("pool, gym and free wifi", [("amenities", "pool"), ("amenities", "gym"), ("amenities", "wifi")]),
    ("wheelchair friendly", [("interests", "accessible"), ("amenities", "accessible")]),
    ("close to the old town", [("near", "old town")]),
    ("next to Piazza Navona in Rome", [("near", "Piazza Navona")]),
    ("a hotel downtown", [("near", "downtown")]),
    ("in the city centre", [("near", "city centre")]),
    ("give or take 2 days", [("flexible_days", 2)]),
    ("+/- 3 days", [("flexible_days", 3)]),
    ("my dates are flexible", [("flexible_days", 3)]),
    ("flexible, give or take a day", [("flexible_days", 1)]),
    ("not flexible", [("flexible_days", 0)]),
    ("somewhere warm and not too crowded", [("interests", "winter_sun"), ("interests", "quiet")]),
    ("hiking with my girlfriend", [("interests", "hiking"), ("companions", "couple")]),
    ("christmas markets", [("interests", "christmas_markets")]),
]

NOTHING = [
    "business trip to Rome",
    "120 a night",
    "good evening",
    "can you direct me to the desk",
    "second star to the right",
    "no pool needed",
    "flexible ticket",
    "a hotel near there",
    "first of all",
    "we don't want museums",
]


@pytest.mark.parametrize(("text", "said"), FOUND)
def test_quantities_are_read(text, said):
    assert [(one.name, one.value) for one in find_quantities(text)] == said


@pytest.mark.parametrize("text", NOTHING)
def test_other_words_say_nothing(text):
    assert find_quantities(text) == []


def test_a_lower_bound_of_stars_is_told():
    bounds = [find_quantities(text)[0].bound for text in ("at least 3 stars", "3 stars or more", "3 stars")]
    assert bounds == ["min", "min", None]


def test_positions_are_those_of_the_text():
    text = "İstanbul, Business Class"  # the first letter grows when lowered
    (cabin,) = find_quantities(text)
    assert text[cabin.start : cabin.end] == cabin.text == "Business Class"


@pytest.mark.parametrize("piece", ["near the ", "no ", "a ", "with ", "not too ", "1 ", "star ", "in the "])
def test_repetitions_are_quick(piece, cpu_seconds):
    assert cpu_seconds(find_quantities, (piece * 4000)[:4000]) <= 0.05


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=4000))
def test_any_text_is_quick(cpu_seconds, text):
    assert cpu_seconds(find_quantities, text) <= 0.05
