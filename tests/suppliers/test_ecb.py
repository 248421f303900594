"""Reference rates: of the latest day, exact, and none for what is not quoted any more."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest

from suppliers.ecb import EcbRates
from suppliers.ecb.rates import LATEST_DAYS
from travel.errors import UnknownCurrency

ROWS = [
    "Date,USD,JPY,HRK,ISK,",
    "2026-10-30,1.25,N/A,N/A,,",
    "2026-10-29,1.2,160,N/A,150,",
    *(f"{date(2026, 10, 28) - timedelta(days=n)},1.1,150,N/A,140," for n in range(LATEST_DAYS)),
    "2022-12-30,1.06,140,7.5365,150,",
]


@pytest.fixture
def rates(tmp_path: Path) -> EcbRates:
    file = tmp_path / "history.zip"
    with ZipFile(file, "w") as archive:
        archive.writestr("history.csv", "\n".join(ROWS) + "\n")
    return EcbRates(file)


@pytest.mark.parametrize(
    ("amount", "source", "target", "result", "day"),
    [
        ("100", "EUR", "USD", "125", date(2026, 10, 30)),
        ("125", "USD", "EUR", "100", date(2026, 10, 30)),
        ("0.10", "EUR", "EUR", "0.10", date(2026, 10, 30)),
        ("12", "USD", "JPY", "1600", date(2026, 10, 29)),  # the latest day on which both were quoted
        ("160", "JPY", "ISK", "150", date(2026, 10, 29)),
    ],
)
def test_latest_rates_are_exact(rates: EcbRates, amount: str, source: str, target: str, result: str, day: date):
    assert rates.convert(Decimal(amount), source, target) == (Decimal(result), day)


@pytest.mark.parametrize(("source", "target", "unknown"), [("EUR", "HRK", "HRK"), ("XTS", "USD", "XTS")])
def test_what_is_not_quoted_is_refused(rates: EcbRates, source: str, target: str, unknown: str):
    with pytest.raises(UnknownCurrency) as refused:
        rates.convert(Decimal(1), source, target)
    assert refused.value.currency == unknown


def test_a_missing_file_is_found_at_the_first_question_only(tmp_path: Path):
    rates = EcbRates(tmp_path / "none.zip")
    with pytest.raises(FileNotFoundError):
        rates.convert(Decimal(1), "EUR", "USD")


def test_the_packages_own_file_is_current_and_plausible():
    rates = EcbRates()
    dollars, day = rates.convert(Decimal(1), "EUR", "USD")
    yen, _ = rates.convert(Decimal(1), "USD", "JPY")
    assert day >= date(2025, 1, 1)
    assert Decimal("0.7") < dollars < Decimal("1.8")
    assert 70 < yen < 300
    assert {"EUR", "USD", "GBP", "JPY", "CHF", "THB", "TRY"} <= rates.known()
    assert "HRK" not in rates.known()
