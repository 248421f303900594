"""From slots to a wish: months, days, money shared by people, where it starts and whose passport."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from recommender.asking import people_of, wish_of

VIENNA = {
    "id": "gn:2761369", "name": "Vienna", "kind": "city", "country": "AT",
    "airports": ["VIE"], "lat": 48.2, "lon": 16.4,
}  # fmt: skip


def euros(amount: Decimal, currency: str) -> Decimal | None:
    """A dollar is half a euro here, and of other money no rate is known."""
    return {"EUR": amount, "USD": amount / 2}.get(currency)


def wish(text: str = "sun", place: dict[str, Any] | None = None, **slots: Any):
    return wish_of(text, slots, euros, place)


@pytest.mark.parametrize(
    ("slots", "month", "depart", "back", "days"),
    [
        ({}, None, None, None, None),
        ({"start_date": {"start": "2027-05-01", "end": "2027-05-31"}}, 5, None, None, None),
        ({"start_date": "2027-05-03", "end_date": "2027-05-10"}, 5, date(2027, 5, 3), date(2027, 5, 10), 7),
        ({"depart_date": "2027-07-30"}, 7, date(2027, 7, 30), None, None),
        ({"start_date": "2027-05-03", "nights": 4}, 5, date(2027, 5, 3), None, 4),
        ({"nights": 10}, None, None, None, 10),
        ({"start_date": {"start": "2027-05-01", "end": "2027-05-31"}, "nights": 3}, 5, None, None, 3),
        ({"start_date": "2027-05-03", "end_date": "2027-05-03"}, 5, date(2027, 5, 3), date(2027, 5, 3), 1),
    ],
)
def test_when_it_is(slots: dict, month: int | None, depart: date | None, back: date | None, days: int | None):
    found = wish(**slots)
    assert (found.month, found.depart, found.back, found.days) == (month, depart, back, days)


@pytest.mark.parametrize(
    ("budget", "people", "total", "a_day"),
    [
        (None, {}, None, None),
        ({"amount": 900, "currency": "EUR", "per": "person"}, {"adults": 3}, 900, None),
        ({"amount": 900, "currency": "EUR", "per": "total"}, {"adults": 2, "children": 1}, 300, None),
        ({"amount": 900, "currency": "EUR", "per": None}, {"adults": 2}, 450, None),
        ({"amount": 900, "currency": "EUR", "per": "total"}, {}, 900, None),
        ({"amount": 900, "currency": "USD", "per": "total"}, {}, 450, None),
        ({"amount": 80, "currency": "EUR", "per": "day"}, {"adults": 2}, None, 80),
        ({"amount": 900, "currency": "ZWL", "per": "total"}, {}, None, None),
        ({"amount": 900, "currency": "EUR", "per": "night"}, {}, None, None),
        ({"amount": None, "currency": "EUR", "per": "total"}, {}, None, None),
        ({"amount": 900, "per": "total"}, {}, 900, None),
    ],
)
def test_what_it_may_cost(budget: dict | None, people: dict, total: int | None, a_day: int | None):
    found = wish(budget=budget, **people)
    assert (found.budget, found.a_day) == (total, a_day)
    assert all(isinstance(one, Decimal) for one in (found.budget, found.a_day) if one is not None)


def test_infants_need_no_seat_and_nobody_is_one():
    assert people_of({}) == 1
    assert people_of({"adults": 2, "children": 2, "infants": 1}) == 4
    assert people_of({"children": 2}) == 3


def test_where_it_starts_and_what_is_liked():
    found = wish(origin=VIENNA, interests=["wine", "music"], companions="couple")
    assert found.origin is not None
    assert (found.origin.name, found.origin.airports, found.origin.country) == ("Vienna", ("VIE",), "AT")
    assert (found.interests, found.companions) == (("wine", "music"), "couple")
    assert wish().origin is None


def test_where_it_is_to_be():
    assert wish(place={"kind": "country", "country": "PT", "name": "Portugal"}).country == "PT"
    near = wish(place=VIENNA)
    assert (near.country, near.near) == (None, (48.2, 16.4))
    assert (wish().country, wish().near) == (None, None)


@pytest.mark.parametrize(
    ("text", "passport"),
    [
        ("no visa for my Indian passport", "IN"),
        ("I'm British, where can I go without a visa", "GB"),
        ("Indian food", None),
        ("sun", None),
    ],
)
def test_whose_passport(text: str, passport: str | None):
    assert wish(text).passport == passport
