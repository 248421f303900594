"""Exact money: an amount never loses its currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ZERO_DECIMALS = frozenset({"JPY", "KRW", "HUF", "ISK", "CLP", "VND", "XOF", "XAF", "PYG", "UGX"})


@dataclass(frozen=True, order=False)
class Money:
    """An amount in one ISO 4217 currency; sums of different currencies are errors."""

    amount: Decimal
    currency: str

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, times: int | Decimal) -> Money:
        return Money(self.amount * times, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other)

    def rounded(self) -> Money:
        """To the currency's smallest unit, halves up."""
        unit = Decimal("1") if self.currency in ZERO_DECIMALS else Decimal("0.01")
        return Money(self.amount.quantize(unit, rounding=ROUND_HALF_UP), self.currency)

    def __str__(self) -> str:
        return f"{self.rounded().amount:,} {self.currency}"

    def _same(self, other: Money) -> Decimal:
        if other.currency != self.currency:
            raise ValueError(f"cannot mix {self.currency} and {other.currency}")
        return other.amount


def total(parts: list[Money]) -> Money:
    """The sum of at least one amount, all of one currency."""
    result = parts[0]
    for part in parts[1:]:
        result = result + part
    return result
