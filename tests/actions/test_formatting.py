"""Dates, money, people and rules as people read them."""

from __future__ import annotations

from typing import Any

import pytest

from actions import formatting as form
from travel.party import Party


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2027-02-12", "2027-02-19", "Fri 12 Feb to Fri 19 Feb 2027"),
        ("2026-12-30", "2027-01-02", "Wed 30 Dec 2026 to Sat 2 Jan 2027"),
    ],
)
def test_the_year_is_said_once_where_it_is_the_same(first: str, last: str, text: str):
    assert form.days(first, last) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2027-05-01", "2027-05-31", "between 1 May and 31 May 2027"),
        ("2026-12-20", "2027-01-05", "between 20 Dec 2026 and 5 Jan 2027"),
    ],
)
def test_a_window(start: str, end: str, text: str):
    assert form.window({"start": start, "end": end}) == text


@pytest.mark.parametrize(
    ("party", "text"),
    [
        (Party(1), "1 adult"),
        (Party(2, (4,)), "2 adults and 1 child (4)"),
        (Party(2, (4, 9), 1), "2 adults, 2 children (4, 9) and 1 infant"),
    ],
)
def test_a_party(party: Party, text: str):
    assert form.party(party) == text


@pytest.mark.parametrize(
    ("budget", "text"),
    [
        ({"amount": "120", "currency": "EUR", "per": "night"}, "120 EUR a night"),
        ({"amount": "1200.00", "currency": "EUR", "per": "total"}, "1,200 EUR"),
        ({"amount": "99.50", "currency": "USD", "per": "person"}, "99.50 USD a person"),
        ({"amount": "100", "currency": None, "per": None}, "100"),
    ],
)
def test_a_budget(budget: dict[str, Any], text: str):
    assert form.budget(budget) == text


@pytest.mark.parametrize(
    ("wish", "text"),
    [
        ({"attr": "stops", "op": "max", "value": 0}, "direct"),
        ({"attr": "stops", "op": "max", "value": 1}, "at most 1 stop"),
        ({"attr": "stars", "op": "min", "value": 4}, "4 stars or more"),
        ({"attr": "stars", "op": "equal", "value": 4}, "4 stars"),
        ({"attr": "depart_time", "op": "min", "value": "18:00"}, "leaving after 18:00"),
        ({"attr": "depart_time", "op": "window", "value": "morning"}, "leaving in the morning"),
        ({"attr": "arrive_time", "op": "max", "value": "18:00"}, "arriving before 18:00"),
        ({"attr": "amenity", "op": "with", "value": "air_conditioning"}, "with air conditioning"),
        ({"attr": "bags", "op": "with", "value": 1}, "1 checked bag"),
        ({"attr": "bags", "op": "each", "value": 2}, "2 checked bags each"),
        ({"attr": "carrier", "op": "only", "value": ["TP", "LH"]}, "TAP Air Portugal or Lufthansa"),
        ({"attr": "price", "op": "max", "value": {"amount": "200", "currency": "EUR"}}, "up to 200 EUR"),
        ({"attr": "price", "op": "lower"}, ""),
    ],
    ids=str,
)
def test_a_wish(wish: dict[str, Any], text: str):
    assert form.wishes([wish]) == text


def test_wishes_that_only_order_are_not_said():
    both = [{"attr": "price", "op": "lower"}, {"attr": "stops", "op": "max", "value": 0}]
    assert form.wishes(both) == "direct"


def test_durations():
    assert (form.duration(190), form.duration(59), form.duration(60)) == ("3 h 10", "0 h 59", "1 h 00")
