"""The bank's reference rates of its latest day, behind the port ``ExchangeRates``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

from currency_converter import CURRENCY_FILE  # type: ignore[import-untyped]

from travel.errors import UnknownCurrency

LATEST_DAYS = 10
"""Rows that are read: a currency without a rate in any of them (such as one that became the euro) is history."""


class EcbRates:
    """Rates of about thirty currencies; the file is opened at the first question, and only its newest rows are read."""

    def __init__(self, file: Path = Path(CURRENCY_FILE)) -> None:
        self._file = file

    def convert(self, amount: Decimal, source: str, target: str) -> tuple[Decimal, date]:
        """``amount`` of ``source`` in ``target`` (ISO 4217), unrounded, and the day of the rate.

        Raises UnknownCurrency for what the bank does not quote today.
        """
        for currency in (source, target):
            if not any(currency in rates for _, rates in self._days):
                raise UnknownCurrency(currency)
        for day, rates in self._days:
            if source in rates and target in rates:
                return amount / rates[source] * rates[target], day
        raise UnknownCurrency(source)

    def known(self) -> frozenset[str]:
        """Codes that can be converted."""
        return frozenset(currency for _, rates in self._days for currency in rates)

    @cached_property
    def _days(self) -> list[tuple[date, Mapping[str, Decimal]]]:
        """Units per euro by day, the newest first."""
        with ZipFile(self._file) as archive, archive.open(archive.namelist()[0]) as lines:
            header, *rows = [line.decode("utf-8").strip().split(",") for line in islice(lines, LATEST_DAYS + 1)]
        found: list[tuple[date, Mapping[str, Decimal]]] = []
        for day, *cells in rows:
            quoted = {name: Decimal(cell) for name, cell in zip(header[1:], cells, strict=False) if _is_rate(cell)}
            found.append((date.fromisoformat(day), {"EUR": Decimal(1), **quoted}))
        return found


def _is_rate(cell: str) -> bool:
    return cell not in ("", "N/A")
