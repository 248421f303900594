"""Days in figures: "2026-12-20", "21/12/2026", "12/21", "24.12.26", "5.3.", "4.-11.7."."""

from __future__ import annotations

import re
from dataclasses import replace

from world.dates.absolute import exact
from world.dates.arithmetic import add_months
from world.dates.context import DATE_PREPOSITIONS, followed_by_thing, year_of
from world.dates.grammar import Found, Meaning, rule
from world.dates.pieces import Piece, stay, window

_CURRENCIES = frozenset("€ $ £ eur euro euros usd dollar dollars gbp pound pounds chf".split())
_NOT_DATES = _CURRENCIES | frozenset("% board price way hour day star stars km miles kg m points".split())
_ALWAYS = "24/7"


def figures(text: str, day_first: bool) -> tuple[int | None, int, int]:
    """Year (or None), month and day of a date in figures; swapped where the usual order is impossible."""
    parts = [int(part) for part in re.findall(r"\d+", text)]
    if len(parts) == 3 and parts[0] > 99:
        return parts[0], parts[1], parts[2]
    one, two = parts[0], parts[1]
    number, month = (one, two) if day_first or "." in text else (two, one)
    if month > 12 >= number:
        number, month = month, number
    year = None if len(parts) == 2 else parts[2] + (2000 if parts[2] < 100 else 0)
    return year, month, number


def _in_figures(found: Found) -> Meaning | None:
    text = found.line.text(found.end - 1)
    if text == _ALWAYS or found.before() in _CURRENCIES or found.after() in _NOT_DATES:
        return None
    year, month, number = figures(text, found.line.day_first)
    if year is None and "." in text and not _is_dotted_day(found, text):
        return None
    return exact(month, number, year, found.today)


def _is_dotted_day(found: Found, text: str) -> bool:
    """Whether "5.3" is a day and not a decimal number: led by a preposition or weekday, or written as only days are."""
    if found.before() in DATE_PREPOSITIONS or found.end - found.start > 1 or found.whole:
        return text.endswith(".") or found.before() not in ("around", "about")
    if found.before() == "-" or found.after() in ("-", "to"):
        return "D" in (found.before(2), found.after(2))
    return text.endswith(".") and bool(found.after()) and not followed_by_thing(found)


def _days_in_figures(found: Found) -> Meaning | None:
    text = found.line.text(found.end - 1)
    year, month, number = figures(text, found.line.day_first)
    last = exact(month, number, year, found.today)
    one = found.number("d")

    def build(end: Piece) -> Piece:
        start = end.first if one <= number else add_months(end.first, -1)
        return replace(stay((start.replace(day=one), end.first)), manner="day", past=end.past)

    piece = build(last)
    if year is None and piece.first < found.today:
        return build(exact(month, number, None, last.first.replace(year=last.first.year + 1)))
    return piece


def _either_of_month(found: Found) -> Meaning | None:
    """ "5/6 june": one day or the next."""
    one, two = (int(part) for part in re.findall(r"\d+", found.line.text(found.start))[:2])
    first = exact(found.number("m"), one, year_of(found), found.today)
    last = exact(found.number("m"), two, first.first.year, found.today)
    return replace(window((first.first, last.first)), past=first.past) if one < two else None


RULES = (
    rule("D", r"D <MONTH><YEAR>?", _either_of_month),
    rule("D W", "<WDAY>D ", _in_figures),
    rule("N O", r"[NO](?P<d>\d\d?) (?:\. )?(?:to|-|until|till) (?:the )?D ", _days_in_figures),
)
