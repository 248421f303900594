"""Money is exact and keeps its currency."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel.money import ZERO_DECIMALS, Money, total

CENTS = st.integers(-(10**9), 10**9).map(lambda cents: Decimal(cents) / 100)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_adding_subtracting_and_multiplying_are_exact():
    assert eur("0.10") + eur("0.20") == eur("0.30")
    assert eur("171.80") - eur("171.79") == eur("0.01")
    assert eur("19.99") * 3 == eur("59.97")
    assert eur("171.80") * Decimal("0.5") == eur("85.900")


@pytest.mark.parametrize("mix", [Money.__add__, Money.__sub__, Money.__lt__, Money.__le__])
def test_currencies_do_not_mix(mix):
    with pytest.raises(ValueError, match="EUR and USD"):
        mix(eur("1.00"), Money(Decimal("1.00"), "USD"))


def test_amounts_compare():
    assert eur("1.00") < eur("1.01")
    assert not eur("1.00") < eur("1.00")
    assert eur("1.00") <= eur("1.00")


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [
        ("0.005", "EUR", "0.01"),
        ("0.0049", "EUR", "0.00"),
        ("2.675", "GBP", "2.68"),
        ("1234.5", "JPY", "1235"),
        ("1234.49", "JPY", "1234"),
        ("7", "EUR", "7.00"),
    ],
)
def test_rounding_is_to_the_smallest_unit_halves_up(amount: str, currency: str, rounded: str):
    assert str(Money(Decimal(amount), currency).rounded().amount) == rounded


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (eur("1412.6"), "1,412.60 EUR"),
        (eur("0"), "0.00 EUR"),
        (Money(Decimal("154000"), "JPY"), "154,000 JPY"),
    ],
)
def test_money_as_text(money: Money, text: str):
    assert str(money) == text


def test_every_currency_without_cents_is_an_iso_code():
    assert all(len(code) == 3 and code.isupper() for code in ZERO_DECIMALS)


@given(st.lists(CENTS, min_size=1, max_size=20))
def test_a_total_is_the_sum_whatever_the_order(amounts: list[Decimal]):
    parts = [Money(amount, "EUR") for amount in amounts]
    assert total(parts) == total(parts[::-1]) == Money(sum(amounts, Decimal(0)), "EUR")
