"""Fixed exchange rates of the demo market, so that the same search costs the same on every machine."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from travel.money import Money

RATES_OF = date(2025, 10, 1)
"""About when these were the market's rates; the demo keeps them for ever."""

UNITS_PER_EURO = {
    code: Decimal(rate)
    for code, rate in (
        pair.split("=")
        for pair in """EUR=1 USD=1.17 GBP=0.87 CHF=0.935 PLN=4.26 SEK=11.05 NOK=11.7 DKK=7.465 CZK=24.3 HUF=390
        JPY=173 AUD=1.77 CAD=1.63 NZD=2.02 RON=5.08 TRY=48.8 ISK=142.5 INR=104 CNY=8.35 HKD=9.13 SGD=1.51 KRW=1645
        THB=38 MXN=21.5 BRL=6.25 ZAR=20.2 ILS=3.87 AED=4.31 MYR=4.94 PHP=68.3""".split()
    )
}


def in_currency(cents: int, currency: str) -> Money:
    """Euro cents as exact money in ``currency``; in EUR where the table has no rate."""
    rate = UNITS_PER_EURO.get(currency)
    if rate is None:
        return Money(Decimal(cents) / 100, "EUR").rounded()
    return Money(Decimal(cents) * rate / 100, currency).rounded()


def whole(cents: int, currency: str) -> Money:
    """As ``in_currency``, rounded to whole units as fees are."""
    money = in_currency(cents, currency)
    return Money(money.amount.quantize(Decimal(1)), money.currency).rounded()
