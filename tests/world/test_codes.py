"""Booking references, flight numbers, addresses and one-time codes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from world.codes import find_codes

CARRIERS = frozenset({"TP", "BA", "FR", "AM", "LH", "U2"})

FOUND = [
    ("TW-7K2M9Q", ("booking_reference", "TW-7K2M9Q")),
    ("tw 7k2m9q", ("booking_reference", "TW-7K2M9Q")),
    ("cancel tw7k2m9q please", ("booking_reference", "TW-7K2M9Q")),
    ("tw-abcdef", ("booking_reference", "TW-ABCDEF")),
    ("show booking TW-000000", ("booking_reference", "TW-000000")),
    ("is TP 535 late", ("flight_number", "TP535")),
    ("is ba2490 on time", ("flight_number", "BA2490")),
    ("U2 8021", ("flight_number", "U28021")),
    ("flight xy 12", ("flight_number", "XY12")),
    ("write to Ana.Sa+trip@Example.org.", ("email", "ana.sa+trip@example.org")),
    ("482913", ("code", "482913")),
    ("482 913", ("code", "482913")),
    ("ok so the code that came by mail is 482913", ("code", "482913")),
]

NOTHING = [
    "in 12 days",
    "on 12 may",
    "at 10 AM 12 people",
    "u2 concert",
    "tw twenty",
    "tw-7k2m9q-x",
    "flight at 10",
    "300 400 eur",
    "€120000",
    "we would like to spend 120000 yen there in total",
    "ana@",
    "ba2490x",
    "",
]


@pytest.mark.parametrize(("text", "code"), FOUND)
def test_code_is_read(text, code):
    (match,) = find_codes(text, CARRIERS)
    assert (match.name, match.value) == code


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_looks_like_a_code(text):
    assert find_codes(text, CARRIERS) == []


def test_an_unknown_designator_is_no_flight():
    assert find_codes("ZZ 123", CARRIERS) == []


@given(st.text(max_size=4000))
def test_matches_never_overlap(text):
    codes = find_codes(text, CARRIERS)
    assert all(one.end <= other.start for one, other in pairwise(codes))
