"""Amounts of money in a sentence: how much, in what, for what, and whether it is a bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

from world.currencies import currency_of
from world.folding import fold
from world.money import patterns
from world.numerals import count_of

Per = Literal["total", "night", "person", "day"]
Bound = Literal["max", "min", "about", "exact"]

SMALLEST_BOUND = 50
"""A bare bound ("under 300") is money from this number on; below it, it rather counts hours, stops or people."""
SMALLEST_RATE = 10
_BEYOND_MONEY = Decimal(10**12)
"""A number from here on is no amount; Decimal would refuse to round one of 28 digits."""


@dataclass(frozen=True)
class MoneyMatch:
    """One amount; ``low`` is the lower end of a span such as 300 to 500; ``currency`` is ISO 4217 where it is said."""

    start: int
    end: int
    text: str
    amount: Decimal
    low: Decimal | None
    currency: str | None
    per: Per | None
    bound: Bound


@dataclass(frozen=True)
class _Amount:
    start: int
    end: int
    value: Decimal
    times: int  # what "k" or "grand" multiplied
    spelling: str  # of the currency, empty when none is said

    @property
    def is_slang(self) -> bool:
        return self.times >= 1000


def find_money(text: str) -> list[MoneyMatch]:
    """The amounts in ``text``, left to right; a bare number counts only beside a cue such as "budget" or "a night"."""
    folded = fold(text)
    matches: list[MoneyMatch] = []
    for amount, low in _joined(folded, list(_amounts(folded))):
        match = _judged(text, folded, amount, low)
        if match and (not matches or match.start >= matches[-1].end):
            matches.append(match)
    return matches


def find_amounts(text: str) -> list[tuple[int, int, Decimal]]:
    """Numbers in ``text`` that could be amounts, with their currency where one is said: (start, end, value)."""
    return [(amount.start, amount.end, amount.value) for amount in _amounts(fold(text))]


def _amounts(folded: str) -> Iterator[_Amount]:
    for match in patterns.AMOUNT.finditer(folded):
        times = patterns.TIMES.get(match["times"] or "", 1000 if match["grand"] else 1)
        if match["words"]:
            count = count_of(match["words"])
            value = Decimal(count or 0)
        else:
            value = _decimal(match["digits"], times > 1)
        value *= times
        if 0 < value < _BEYOND_MONEY:
            value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
            spelling = (match["prefix"] or match["suffix"] or "").strip()
            yield _Amount(match.start(), match.end(), value, times, spelling)


def _decimal(digits: str, multiplied: bool) -> Decimal:
    """Read separators: three digits after the last one group thousands ("1.200"), unless a "k" follows ("1.250k")."""
    digits = digits.replace("'", "").replace(" ", "")
    whole, mark, rest = digits.rpartition("." if digits.rfind(".") > digits.rfind(",") else ",")
    if mark and (len(rest) != 3 or multiplied):
        return Decimal(f"{whole.replace('.', '').replace(',', '')}.{rest}")
    return Decimal(digits.replace(".", "").replace(",", ""))


def _joined(folded: str, amounts: list[_Amount]) -> Iterator[tuple[_Amount, Decimal | None]]:
    """Each amount, with the lower one that a span names before it ("300 to 500"); "1-2k" multiplies both."""
    waiting: _Amount | None = None
    for amount in amounts:
        if waiting and patterns.JOINT.fullmatch(folded, waiting.end, amount.start):
            scaled = waiting.value * (amount.times if waiting.times == 1 and waiting.value < 100 else 1)
            if scaled < amount.value:
                spelling = amount.spelling or waiting.spelling
                yield _Amount(waiting.start, amount.end, amount.value, amount.times, spelling), scaled
                waiting = None
                continue
        if waiting:
            yield waiting, None
        waiting = amount
    if waiting:
        yield waiting, None


@dataclass(frozen=True)
class _Cues:
    """What stands around an amount."""

    lead: re.Match[str] | None
    per: re.Match[str] | None
    tail: re.Match[str] | None
    earlier_per: re.Match[str] | None
    denied: bool  # "don't want to spend more than" is an upper bound
    counted: bool  # a noun follows that is no money ("under 500 km")

    @classmethod
    def around(cls, folded: str, amount: _Amount) -> _Cues:
        before = folded[max(0, amount.start - 60) : amount.start]
        if before.rstrip(" -")[-1:].isdigit():
            before = ""  # after another number there is no cue, and rows of numbers must stay quick
        per = patterns.PER.match(folded, amount.end)
        tail = patterns.TAIL.match(folded, per.end() if per else amount.end)
        if tail and not per:
            per = patterns.PER.match(folded, tail.end())
        counted = patterns.COUNTED.match(folded, amount.end) is not None
        denied = patterns.DENIAL.search(before) is not None
        return cls(patterns.LEAD.search(before), per, tail, patterns.PER_BEFORE.search(before), denied, counted)

    def says(self, name: str) -> bool:
        """Whether the words before or after give the cue called ``name``."""
        return any(match and match.groupdict().get(name) for match in (self.lead, self.tail))

    @property
    def unit(self) -> Per | None:
        for match in (self.per, self.earlier_per):
            if match and match.lastgroup:
                return cast(Per, match.lastgroup)
        return "total" if self.says("budget") else None

    @property
    def bound(self) -> Bound:
        sign = self.lead["sign"] if self.lead else None
        if any(map(self.says, ("max", "ceiling", "between"))) or sign == "<":
            return "max"
        if self.says("min") and self.denied:
            return "max"
        if self.says("min") or sign == ">":
            return "min"
        return "about" if self.says("about") or sign == "~" else "exact"


def _judged(text: str, folded: str, amount: _Amount, low: Decimal | None) -> MoneyMatch | None:
    """The match that an amount and the cues around it make, None when nothing says that it is money."""
    cues = _Cues.around(folded, amount)
    if not _is_money(amount, low, cues):
        return None
    start = amount.start - (len(cues.lead[0].lstrip()) if cues.lead else 0)
    end = max([amount.end, *(match.end() for match in (cues.per, cues.tail) if match)])
    bound = "max" if low is not None else cues.bound
    return MoneyMatch(start, end, text[start:end], amount.value, low, currency_of(amount.spelling), cues.unit, bound)


def _is_money(amount: _Amount, low: Decimal | None, cues: _Cues) -> bool:
    if amount.spelling:
        return True
    if cues.counted:
        return False
    if amount.is_slang:
        return True
    if cues.says("budget") or cues.says("price") or (cues.per and cues.per.lastgroup != "total"):
        return amount.value >= SMALLEST_RATE
    bounded = cues.says("max") or cues.says("between") or cues.per or (cues.lead and cues.lead["sign"] == "<")
    smallest = amount.value if low is None else low
    return bool(bounded) and smallest >= SMALLEST_BOUND
