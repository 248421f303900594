"""Fakes are honest: what the actions rely on holds for the facts and rates of tests and for the real ones alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from recommender.countries import FileCountries
from suppliers.ecb import EcbRates
from tests.fakes.facts import FACTS
from tests.fakes.suppliers import FixedRates
from tests.house.tree import ROOT
from travel.errors import UnknownCurrency
from travel.ports import CountryFacts, ExchangeRates


@pytest.mark.parametrize("facts", [FACTS, FileCountries(ROOT / "data" / "catalogue")], ids=["memory", "files"])
def test_countries_and_languages(facts: CountryFacts):
    for code in ("PT", "JP", "VN"):
        known = facts.country(code)
        assert known is not None
        assert known.country == code
    assert facts.country("XX") is None
    assert facts.language("xx") is None
    assert list(facts.languages()) == sorted(facts.languages())
    assert [code for code in facts.languages() if facts.language(code) is None] == []


@pytest.mark.parametrize("rates", [FixedRates({"USD": "1.25", "JPY": "160"}), EcbRates()], ids=["fixed", "ecb"])
def test_rates(rates: ExchangeRates):
    amount, day = rates.convert(Decimal(100), "USD", "JPY")
    assert isinstance(day, date)
    back, _ = rates.convert(amount, "JPY", "USD")
    assert abs(back - 100) < Decimal("0.0001")
    assert rates.convert(Decimal("7.5"), "EUR", "EUR")[0] == Decimal("7.5")
    for pair in (("EUR", "XTS"), ("XTS", "EUR")):
        with pytest.raises(UnknownCurrency) as unknown:
            rates.convert(Decimal(1), *pair)
        assert unknown.value.currency == "XTS"
