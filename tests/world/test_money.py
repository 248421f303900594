"""Amounts, their currency, what they are for, and bare numbers that are no money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from world.money import find_money

# text, amount, low, currency, per, bound
FOUND = [
    ("not more than 120 a night", "120", None, None, "night", "max"),
    ("under 800 euros", "800", None, "EUR", None, "max"),
    ("about 500 bucks", "500", None, "USD", None, "about"),
    ("a grand for everything", "1000", None, None, "total", "exact"),
    ("two grand max", "2000", None, None, None, "max"),
    ("1.2k", "1200", None, None, None, "exact"),
    ("€1,200", "1200", None, "EUR", None, "exact"),
    ("1.200 eur", "1200", None, "EUR", None, "exact"),
    ("EUR 1.234,56", "1234.56", None, "EUR", None, "exact"),
    ("1,234.56 usd", "1234.56", None, "USD", None, "exact"),
    ("12,50 €", "12.50", None, "EUR", None, "exact"),
    ("1'250.50 chf", "1250.50", None, "CHF", None, "exact"),
    ("1 200 zł", "1200", None, "PLN", None, "exact"),
    ("120 per night", "120", None, None, "night", "exact"),
    ("£80/night", "80", None, "GBP", "night", "exact"),
    ("90 nightly", "90", None, None, "night", "exact"),
    ("50 pp", "50", None, None, "person", "exact"),
    ("50 p.p.", "50", None, None, "person", "exact"),
    ("150 euros a head", "150", None, "EUR", "person", "exact"),
    ("100 quid each", "100", None, "GBP", "person", "exact"),
    ("75 eur apiece", "75", None, "EUR", "person", "exact"),
    ("40 per day for the car", "40", None, None, "day", "exact"),
    ("$35 daily", "35", None, "USD", "day", "exact"),
    ("600 euros in total", "600", None, "EUR", "total", "exact"),
    ("900 eur for the whole trip", "900", None, "EUR", "total", "exact"),
    ("300 dollars all in", "300", None, "USD", "total", "exact"),
    ("between 300 and 500", "500", "300", None, None, "max"),
    ("between 300 and 500 euros per person", "500", "300", "EUR", "person", "max"),
    ("from 80 to 120 a night", "120", "80", None, "night", "max"),
    ("$1,200-1,500", "1500", "1200", "USD", None, "max"),
    ("€300 – €450", "450", "300", "EUR", None, "max"),
    ("1-2k", "2000", "1000", None, None, "max"),
    ("between 2 and 3 hundred euros", "300", "200", "EUR", None, "max"),
    ("up to 300", "300", None, None, None, "max"),
    ("no more than four hundred dollars", "400", None, "USD", None, "max"),
    ("less than a thousand euros", "1000", None, "EUR", None, "max"),
    ("two hundred and fifty euros", "250", None, "EUR", None, "exact"),
    ("fifteen hundred pounds", "1500", None, "GBP", None, "exact"),
    ("budget of 600", "600", None, None, "total", "exact"),
    ("my budget is around 1500 usd in total", "1500", None, "USD", "total", "about"),
    ("budget: 250", "250", None, None, "total", "exact"),
    ("budget 120 a night", "120", None, None, "night", "exact"),
    ("a 600 budget", "600", None, None, "total", "exact"),
    ("i can spend 2000", "2000", None, None, "total", "exact"),
    ("we don't want to spend more than 450", "450", None, None, "total", "max"),
    ("i'd pay 300 tops", "300", None, None, "total", "max"),
    ("can't afford over 700", "700", None, None, "total", "max"),
    ("max price per night 90", "90", None, None, "night", "max"),
    ("cheaper than 200", "200", None, None, None, "max"),
    ("below $99", "99", None, "USD", None, "max"),
    ("<300 eur", "300", None, "EUR", None, "max"),
    ("~400 eur", "400", None, "EUR", None, "about"),
    ("at least 100 euros", "100", None, "EUR", None, "min"),
    ("200 euros or less", "200", None, "EUR", None, "max"),
    ("under €1.2k per person", "1200", None, "EUR", "person", "max"),
    ("900 swiss francs", "900", None, "CHF", None, "exact"),
    ("700 canadian dollars", "700", None, "CAD", None, "exact"),
    ("A$250", "250", None, "AUD", None, "exact"),
    ("5000 yen a night", "5000", None, "JPY", "night", "exact"),
    ("2000 kr", "2000", None, None, None, "exact"),
    ("10,000 czk", "10000", None, "CZK", None, "exact"),
    ("2 adults 500 eur", "500", None, "EUR", None, "exact"),
]

NOTHING = [
    "flight for 2 from berlin to lisbon 12-19 feb",
    "under 2 hours",
    "under 500 km",
    "up to 3 bags",
    "max 1 stop",
    "for 2 pm",
    "room 305 is fine",
    "flight BA 2490",
    "TW-120K2M",
    "a 5k run",
    "within 500 m of the beach",
    "we are 12 in total",
    "10 people a night",
    "the 2nd of march",
    "at 10:30",
    "between 12 and 19 feb",
    "4 stars",
    "2026-12-05",
    "around 200 hotels",
    "",
]


@pytest.mark.parametrize(("text", "amount", "low", "currency", "per", "bound"), FOUND)
def test_amount_is_read(text, amount, low, currency, per, bound):
    (match,) = find_money(text)
    assert match.amount == Decimal(amount)
    assert match.low == (None if low is None else Decimal(low))
    assert (match.currency, match.per) == (currency, per)
    assert match.bound == bound
    assert text[match.start : match.end] == match.text


@pytest.mark.parametrize("text", NOTHING)
def test_bare_numbers_are_no_money(text):
    assert find_money(text) == []


def test_two_amounts_stand_side_by_side():
    first, second = find_money("flights under 300 eur and a hotel up to 90 a night")
    assert (first.amount, second.amount, second.per) == (300, 90, "night")


def test_numbers_beyond_all_money_are_none():
    assert find_money("budget 10 000 000 000 000 000 000 000 000 000 eur") == []


@pytest.mark.parametrize(
    "piece", ["1 ", "1.", "9,999 ", "two ", "budget ", "€", "under 300 ", "a ", "per night ", "100-"]
)
def test_repetitions_are_quick(piece, cpu_seconds):
    assert cpu_seconds(find_money, (piece * 4000)[:4000]) <= 0.05


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(alphabet=st.sampled_from("0123456789.,'k €$ -abeilnoprtuxz/\n"), max_size=4000)
    | st.text(max_size=4000)
)
def test_any_text_is_quick(cpu_seconds, text):
    assert cpu_seconds(find_money, text) <= 0.05
