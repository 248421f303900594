"""Questions about exchange rates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from world.exchange import currency_name, find_money_names, read_exchange

CROWNS = ("NOK", "DKK", "SEK")


@pytest.mark.parametrize(
    ("text", "amount", "source", "target"),
    [
        ("how many dollars do I get for 80 euros", "80", "EUR", "USD"),
        ("how many forints for one euro", "1", "EUR", "HUF"),
        ("how many zloty is 120 dollars", "120", "USD", "PLN"),
        ("how much is a dollar in euros", "1", "USD", "EUR"),
        ("how much is a euro in dollars", "1", "EUR", "USD"),
        ("how many yen is the dollar", None, "USD", "JPY"),
        ("what's one euro in czech crowns", "1", "EUR", "CZK"),
        ("€20 in dollars", "20", "EUR", "USD"),
        ("$1.5k in euros", "1500", "USD", "EUR"),
        ("90 eur in try", "90", "EUR", "TRY"),
        ("90 EUR in TRY please", "90", "EUR", "TRY"),
        ("eur to usd", None, "EUR", "USD"),
        ("rate between the euro and the pound", None, "EUR", "GBP"),
        ("what's 1,250.50 pounds in vietnamese dong", "1250.50", "GBP", "VND"),
        ("2 million dong in euros", "2000000", "VND", "EUR"),
        ("how much is 5000 yen", "5000", "JPY", None),
        ("how much is 5000 in yen", "5000", None, "JPY"),
        ("exchange rate to thai baht", None, None, "THB"),
        ("what does the norwegian krone stand at", None, None, "NOK"),
        ("70000 won in euros", "70000", "KRW", "EUR"),
        ("30 tunisian dinars in euros", "30", "TND", "EUR"),
        ("50 philippine pesos in dollars", "50", "PHP", "USD"),
        ("what is the exchange rate", None, None, None),
        ("how much is the second one in dollars", None, None, "USD"),
        ("", None, None, None),
    ],
)
def test_how_much_of_what_in_what(text: str, amount: str | None, source: str | None, target: str | None):
    asked = read_exchange(text)
    assert asked.amount == (Decimal(amount) if amount else None)
    assert asked.source == ((source,) if source else None)
    assert asked.target == ((target,) if target else None)
    assert not asked.pointing


@pytest.mark.parametrize(
    "text", ["how much is that in dollars", "could you convert it to dollars", "the price in dollars"]
)
def test_what_is_on_screen_is_pointed_at(text: str):
    asked = read_exchange(text)
    assert (asked.amount, asked.source, asked.target, asked.pointing) == (None, None, ("USD",), True)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("how is the krone doing against the euro", CROWNS),
        ("300 kroner in euros", CROWNS),
        ("100 dinars in euros", ("BHD", "DZD", "IQD", "JOD", "KWD", "LYD", "RSD", "TND")),
    ],
)
def test_a_name_of_several_countries_stays_open(text: str, candidates: tuple[str, ...]):
    assert read_exchange(text).source == candidates


def test_names_do_not_overlap():
    text = "from new zealand dollars to mexican pesos"
    assert [(text[one.start : one.end], one.codes) for one in find_money_names(text)] == [
        ("new zealand dollars", ("NZD",)),
        ("mexican pesos", ("MXN",)),
    ]


@pytest.mark.parametrize("text", ["a real bargain in gold", "all of it", "try the cop", "the sum of it all"])
def test_words_are_no_money(text: str):
    assert find_money_names(text) == []


def test_a_code_has_a_name():
    assert (currency_name("THB"), currency_name("XTS")) == ("Thai baht", "XTS")
