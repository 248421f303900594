"""Questions about exchange rates: how much of what in what."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from world.currencies import find_currencies
from world.folding import fold
from world.money import find_amounts

_TABLE = Path(__file__).parent / "data" / "currencies.csv"
_USUAL = {"dollar": "USD", "pound": "GBP", "franc": "CHF", "rupee": "INR", "won": "KRW"}
"""Names of several countries' money that mean one country's unless something else is said."""
_WORDS = frozenset({"mark", "gold", "real", "sum"})
"""Last words of names that are words of their own: they count only within the whole name."""
_CROWNS = ("NOK", "DKK", "SEK")
_OPEN_WORDS = {"krone": _CROWNS, "kroner": _CROWNS, "krona": ("SEK", "ISK"), "kr": _CROWNS}
_CODE = re.compile(r"\b[A-Z]{3}\b")
_CODE_LAST = re.compile(r"\b(to|in|into|[a-z]{3}) ([a-z]{3})\W*$")
_HOW_MANY = re.compile(r"\bhow many(?: of)?(?: the)? $")
_INTO = re.compile(r"\b(?:in|into|to|for)(?: the| a| my)? $")
_ONE = re.compile(r"\b(?:an?|one) $")
_MILLION = re.compile(r" ?(?:million|mio|mn)\b")
_THAT = re.compile(
    r"\b(?:that|it|this|the price|the total|the flight|the hotel|the stay|"
    r"the cheap(?:est|er))\b"
)


@dataclass(frozen=True)
class Mention:
    """Money named at ``start``; ``codes`` are ISO 4217, more than one where the name is several countries'."""

    start: int
    end: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Exchange:
    """``amount`` of ``source`` in ``target``; what was not said is None, ``pointing`` is at a price on screen.

    ``source`` and ``target`` are tuples of ISO codes, of several where the name is open ("krone").
    """

    amount: Decimal | None
    source: tuple[str, ...] | None
    target: tuple[str, ...] | None
    pointing: bool


def read_exchange(text: str) -> Exchange:
    """What a question about exchange rates asks for; never fails."""
    folded = fold(text)
    mentions = find_money_names(text)
    amounts = [_in_full(folded, *amount) for amount in find_amounts(text)]
    priced = _priced(folded, mentions, amounts)
    if priced is not None:
        mention, value = priced
        others = [one for one in mentions if one is not mention]
        return Exchange(value, mention.codes, others[0].codes if others else None, False)
    written = [value for start, end, value in amounts if any(map(str.isdigit, folded[start:end]))]
    amount = written[0] if written else None
    pointing = amount is None and _THAT.search(folded) is not None
    if len(mentions) >= 2:
        first, second = mentions[:2]
        if _HOW_MANY.search(folded[: first.start]):
            first, second = second, first
        return Exchange(amount, first.codes, second.codes, False)
    if not mentions:
        return Exchange(amount, None, None, pointing)
    return Exchange(amount, None, mentions[0].codes, pointing)


def find_money_names(text: str) -> list[Mention]:
    """Currencies named in ``text`` by name, code or symbol, left to right, not overlapping."""
    folded = fold(text)
    found = [*_by_name(folded), *_by_code(text, folded)]
    found += [Mention(start, end, (code,)) for start, end, code in find_currencies(folded)]
    kept: list[Mention] = []
    for one in sorted(found, key=lambda mention: (mention.start - mention.end, len(mention.codes), mention.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda mention: mention.start)


def currency_name(code: str) -> str:
    """``Thai baht``; the code itself when it is not in the table."""
    return _names().get(code, code)


def _in_full(folded: str, start: int, end: int, value: Decimal) -> tuple[int, int, Decimal]:
    """A number with the "million" after it."""
    million = _MILLION.match(folded, end)
    return (start, million.end(), value * 1_000_000) if million else (start, end, value)


def _priced(
    folded: str, mentions: list[Mention], amounts: list[tuple[int, int, Decimal]]
) -> tuple[Mention, Decimal] | None:
    """The currency that stands beside a number, or after "a" or "one"."""
    for mention in mentions:
        for start, end, value in amounts:
            if start - 1 <= mention.start <= end + 1 or mention.end in (start, start - 1):
                return mention, value
    for mention in mentions:
        if _ONE.search(folded[: mention.start]) and not _INTO.search(folded[: mention.start]):
            return mention, Decimal(1)
    return None


def _by_name(folded: str) -> Iterator[Mention]:
    for match in _pattern().finditer(folded):
        yield Mention(match.start(), match.end(), _spellings()[match[0]])


def _by_code(text: str, folded: str) -> Iterator[Mention]:
    for match in _CODE.finditer(text):
        if match[0] in _names():
            yield Mention(match.start(), match.end(), (match[0],))
    last = _CODE_LAST.search(folded)
    if last and last[2].upper() in _names() and (last[1] in ("to", "in", "into") or last[1].upper() in _names()):
        yield Mention(last.start(2), last.end(2), (last[2].upper(),))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in _rows()}


@lru_cache(maxsize=1)
def _rows() -> list[dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def _spellings() -> dict[str, tuple[str, ...]]:
    """Every spelling with the currencies that it may mean; the last word of a name stands for all of that name."""
    known: dict[str, list[str]] = {}
    for row in _rows():
        for name in (row["name"], *filter(None, row["others"].split("|"))):
            for spelling in dict.fromkeys((fold(name), fold(name).rpartition(" ")[2])):
                for form in (spelling, f"{spelling}s"):
                    codes = known.setdefault(form, [])
                    codes += [] if row["code"] in codes else [row["code"]]
    usual = {f"{word}{end}": (code,) for word, code in _USUAL.items() for end in ("", "s")}
    kept = {name: tuple(codes) for name, codes in known.items() if name.removesuffix("s") not in _WORDS}
    return {**kept, **usual, **_OPEN_WORDS}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = sorted(_spellings(), key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, names))})(?!\w)")
