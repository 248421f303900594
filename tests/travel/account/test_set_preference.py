"""What a sentence says of a traveller's habits."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.samples import NOW
from travel.account.checks import checked
from travel.account.profile import MAX_TEXT, ProfileChange
from travel.account.set_preference import Habits, carrier_named, joined_with, read_habits, shortened


@pytest.mark.parametrize(
    ("text", "read", "values"),
    [
        ("the window please, always", {}, {"seat": "window"}),
        ("not the window, the aisle", {}, {"seat": "aisle"}),
        ("a hotel room with a big window, remember", {}, {"notes": ["a hotel room with a big window, remember"]}),
        ("no meat for me", {}, {"meal": "vegetarian"}),
        ("I can't have gluten", {}, {"meal": "gluten-free"}),
        ("I hate layovers", {}, {"nonstop": True}),
        ("I hate long layovers", {}, {"notes": ["I hate long layovers"]}),
        ("I don't mind stopovers", {}, {"nonstop": False}),
        ("mornings suit me", {"time_of_day": "morning"}, {"time_of_day": "morning"}),
        ("never in the morning", {"time_of_day": "morning"}, {"notes": ["never in the morning"]}),
        ("with a suitcase each time", {"bags": 1}, {"bags": 1}),
        ("business, always", {"cabin": "business"}, {"cabin": "business"}),
        ("nothing below four stars", {"stars": 4}, {"stars": 4}),
        ("a gym and breakfast", {"amenities": ["gym"], "board": "breakfast"}, {"amenities": ["gym", "breakfast"]}),
        ("TAP first, but not Iberia airlines", {}, {"airlines": ["TAP Air Portugal"], "avoid_airlines": ["Iberia"]}),
        ("avoid Spirit for me", {}, {"avoid_airlines": ["Spirit Airlines"]}),
        ("distances in miles", {}, {"units": "imperial"}),
        ("I collect miles", {}, {"notes": ["I collect miles"]}),
    ],
)
def test_habits_in_a_sentence(text: str, read: dict[str, Any], values: dict[str, Any]):
    assert read_habits(text, read) == Habits(values)
    checked(ProfileChange(preferences=values), today=NOW.date())


@pytest.mark.parametrize("text", ["set a preference", "how do I set a default", "change my preferences please"])
def test_a_sentence_that_says_nothing_is_no_note(text: str):
    assert read_habits(text, {}) == Habits()


def test_a_need_is_kept_word_by_word_beside_what_was_understood():
    said = read_habits("vegan, and allergic to nuts", {})
    assert said.values == {"meal": "vegan", "notes": ["vegan, and allergic to nuts"]}


def test_lists_grow_and_the_last_word_about_an_airline_counts():
    known = {"airlines": ["KLM", "TAP Air Portugal"], "seat": "aisle"}
    said = Habits({"avoid_airlines": ["KLM"], "seat": "aisle"})
    assert joined_with(known, said) == {"avoid_airlines": ["KLM"], "airlines": ["TAP Air Portugal"]}


def test_what_is_taken_back_is_cleared():
    known = {"seat": "aisle", "airlines": ["KLM", "SAS"], "meal": "vegan"}
    assert joined_with(known, read_habits("forget my seat", {})) == {"seat": None}
    assert joined_with(known, read_habits("I'm no longer vegan", {})) == {"meal": None}
    assert joined_with(known, read_habits("remove KLM", {})) == {"airlines": ["SAS"]}


def test_do_not_forget_is_no_taking_back():
    assert read_habits("don't forget that I am vegan", {}).values == {"meal": "vegan"}


def test_a_long_note_is_cut_between_words():
    note = shortened("word " * 60)
    assert len(note) <= MAX_TEXT
    assert note.endswith("word …")


def test_an_airline_is_known_by_name_other_name_and_code():
    assert {one.code for name in ("Ryanair", "ryan air", "fr") if (one := carrier_named(name))} == {"FR"}
    assert carrier_named("Nobody Air") is None
