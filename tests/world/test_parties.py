"""Who travels: counts, ages, company, and numbers that count no people."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from world.parties import find_party

NOT_SAID = {"adults": None, "children": None, "child_ages": (), "infants": None, "rooms": None}

FOUND = [
    ("2 adults and a 4 year old", {"adults": 2, "children": 1, "child_ages": (4,)}),
    ("me, my wife and two kids of 4 and 9", {"adults": 2, "children": 2, "child_ages": (4, 9)}),
    ("me my wife and our two kids", {"adults": 2, "children": 2}),
    ("family of five", {"adults": 2, "children": 3}),
    ("a family of 3", {"adults": 2, "children": 1}),
    ("family of 4 with kids 5 and 8", {"adults": 2, "children": 2, "child_ages": (5, 8)}),
    ("family of four, the kids are 3 and 6", {"adults": 2, "children": 2, "child_ages": (3, 6)}),
    ("solo", {"adults": 1}),
    ("yep just me", {"adults": 1}),
    ("i'm travelling alone", {"adults": 1}),
    ("on my own", {"adults": 1}),
    ("for 2", {"adults": 2}),
    ("flight for two", {"adults": 2}),
    ("flight for 2 from berlin to lisbon 12-19 feb", {"adults": 2}),
    ("a table for 2 rome madrid", {"adults": 2}),
    ("the two of us", {"adults": 2}),
    ("both of us", {"adults": 2}),
    ("us two", {"adults": 2}),
    ("we are 3", {"adults": 3}),
    ("there will be 5 of us", {"adults": 5}),
    ("we're a party of six", {"adults": 6}),
    ("group of 6 with 2 kids", {"adults": 4, "children": 2}),
    ("a party of 5 including a baby", {"adults": 4, "infants": 1}),
    ("4 people including 2 children", {"adults": 2, "children": 2}),
    ("party of 4: 2 adults and 2 kids", {"adults": 2, "children": 2}),
    ("we're a couple", {"adults": 2}),
    ("two couples", {"adults": 4}),
    ("romantic couple getaway", {"adults": 2}),
    ("with our baby", {"infants": 1}),
    ("we have a toddler", {"children": 1}),
    ("a toddler of 20 months", {"infants": 1}),
    ("a toddler, 30 months", {"children": 1, "child_ages": (2,)}),
    ("20 months", {"infants": 1}),
    ("she is 4", {"children": 1, "child_ages": (4,)}),
    ("they're 4 and 9", {"children": 2, "child_ages": (4, 9)}),
    ("8 and 11 years old", {"children": 2, "child_ages": (8, 11)}),
    ("he will be 18 months on the day of travel", {"infants": 1}),
    ("with my wife", {"adults": 2}),
    ("my girlfriend and i want to see rome", {"adults": 2}),
    ("hotel for my wife and me", {"adults": 2}),
    ("for my parents", {"adults": 2}),
    ("with my parents", {"adults": 3}),
    ("with my mum and dad", {"adults": 3}),
    ("me and 3 friends", {"adults": 4}),
    ("with two colleagues", {"adults": 3}),
    ("with a friend", {"adults": 2}),
    ("me and my son", {"adults": 1, "children": 1}),
    ("me n my gf", {"adults": 2}),
    ("me n the missus", {"adults": 2}),
    ("just me and my daughter", {"adults": 1, "children": 1}),
    (
        "me, my husband, our 3 year old and our 8-month-old",
        {"adults": 2, "children": 1, "child_ages": (3,), "infants": 1},
    ),
    ("a 4 year old daughter, a 9 year old son", {"children": 2, "child_ages": (4, 9)}),
    ("two 4-year-olds", {"children": 2, "child_ages": (4, 4)}),
    ("a 4- and a 9-year-old", {"children": 2, "child_ages": (4, 9)}),
    ("3 kids aged 4, 7 and 18 months", {"children": 2, "child_ages": (4, 7), "infants": 1}),
    ("two kids (5 and 8)", {"children": 2, "child_ages": (5, 8)}),
    ("1 adult and 2 children, ages 3 and 11", {"adults": 1, "children": 2, "child_ages": (3, 11)}),
    ("our son, 4 years old", {"children": 1, "child_ages": (4,)}),
    ("2 kids under 2", {"infants": 2}),
    ("2 kids 3 nights", {"children": 2}),
    ("one adult, one infant", {"adults": 1, "infants": 1}),
    ("2 adt 1 chd", {"adults": 2, "children": 1}),
    ("three women", {"adults": 3}),
    ("two seniors", {"adults": 2}),
    ("2 ppl", {"adults": 2}),
    ("6 passengers", {"adults": 6}),
    ("2 tickets please", {"adults": 2}),
    ("no kids", {"children": 0}),
    ("4 guests in 2 rooms", {"adults": 4, "rooms": 2}),
    ("one four star room", {"rooms": 1}),
    ("two double rooms for 3 adults", {"adults": 3, "rooms": 2}),
]

NOTHING = [
    "honeymoon",
    "for 2 nights",
    "for 2 weeks",
    "for 2 pm",
    "for 2 jan",
    "for 12-19 feb",
    "for 2/3/2027",
    "for 2.5 hours",
    "for one night",
    "for one way",
    "for 4 star hotels",
    "may I book a room",
    "room 305 is fine",
    "my wife's name is Paris",
    "visit my sister in Rome",
    "a friend told me",
    "a couple of days",
    "find us a flight",
    "leave me alone",
    "hotel with a kids club",
    "a baby cot",
    "toddler-friendly beach",
    "120 a person",
    "2",
    "4 and 9",
    "2nd february",
    "",
]


@pytest.mark.parametrize(("text", "said"), FOUND)
def test_party_is_read(text, said):
    party = find_party(text)
    assert party is not None
    assert {name: getattr(party, name) for name in NOT_SAID} == NOT_SAID | said
    assert 0 <= party.start < party.end <= len(text)


@pytest.mark.parametrize("text", NOTHING)
def test_no_people_are_counted(text):
    assert find_party(text) is None


def test_parts_are_the_words_that_count():
    text = "2 adults to Lisbon on 5 May with a baby"
    party = find_party(text)
    assert party is not None
    assert [text[start:end] for start, end in party.parts] == ["2 adults", "a baby"]


@pytest.mark.parametrize(
    "piece", ["for 2 ", "kids ", "4, ", "2 kids aged ", "my wife and ", "1 and ", "a ", "year old ", "two "]
)
def test_repetitions_are_quick(piece, cpu_seconds):
    assert cpu_seconds(find_party, (piece * 4000)[:4000]) <= 0.05


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from("2 kids aged 4 and 9 , my wife me for two adults a year old months of ( ) the".split()),
        max_size=800,
    )
)
def test_any_text_is_quick(cpu_seconds, words):
    text = " ".join(words)[:4000]
    assert cpu_seconds(find_party, text) <= 0.05
