"""Days by number: "Sat 5 Dec", "July 4th", "12-19 feb", "the 14th", "21/12/2026"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from world.dates.arithmetic import add_months
from world.dates.context import DATE_PREPOSITIONS, followed_by_thing, month_is_verb, year_of
from world.dates.grammar import Found, Meaning, rule
from world.dates.pieces import Piece, day, floating, stay, window

_YEARS_AHEAD = 9  # 29 February comes again within eight years


def exact(month: int, number: int, year: int | None, today: date) -> Piece:
    """That day of that year (past or not), or its next occurrence. ValueError where there is no such day."""
    if year is not None:
        when = date(year, month, number)
        return replace(day(when), past=when < today)

    return floating(lambda anchor: day(_next_in_years(month, number, anchor)), today)


@lru_cache(maxsize=1024)
def _next_in_years(month: int, number: int, anchor: date) -> date:
    for candidate in range(anchor.year, anchor.year + _YEARS_AHEAD):
        try:
            when = date(candidate, month, number)
        except ValueError:
            continue
        if when >= anchor:
            return when
    raise ValueError("no such day in any year")


def day_of_month(number: int, today: date, weekday: int | None = None) -> Piece:
    """The next such day of a month; of the wanted weekday where one of the next 12 months has it."""
    return floating(lambda anchor: day(_next_in_months(number, anchor, weekday)), today)


@lru_cache(maxsize=1024)
def _next_in_months(number: int, anchor: date, weekday: int | None) -> date:
    fits = []
    for ahead in range(13):
        month = add_months(anchor.replace(day=1), ahead)
        try:
            when = month.replace(day=number)
        except ValueError:
            continue
        if when >= anchor:
            fits.append(when)
    if not fits:
        raise ValueError("no month has such a day")
    return next((when for when in fits if weekday is None or when.weekday() == weekday), fits[0])


def _day_month(found: Found) -> Meaning | None:
    following = re.fullmatch(r"N([1-9]|[12]\d|3[01])", found.after())
    if found.before() == "for" and found.match["d"] and following and not followed_by_thing(found, 2):
        return None  # "for 2 march 5": the number counts people
    if month_is_verb(found):
        return None
    return exact(found.number("m"), found.number("d"), year_of(found), found.today)


def _day_month_short_year(found: Found) -> Meaning | None:
    year = 2000 + found.number("short")
    if not found.today.year <= year <= found.today.year + 5 or followed_by_thing(found):
        return None
    return exact(found.number("m"), found.number("d"), year, found.today)


def _day_range(found: Found) -> Meaning | None:
    """Two days that share a month, which stands before the first (group "lead") or behind the second."""
    if month_is_verb(found):
        return None
    month, one, two = found.number("m"), found.number("d1"), found.number("d2")
    first_month, last_month = month, month
    if one > two:
        first_month, last_month = (
            (month, month % 12 + 1) if "lead" in found.match.groupdict() else ((month - 2) % 12 + 1, month)
        )
    make = window if found["sep"] == "or" else stay
    year = year_of(found)
    if year is not None:
        first = exact(first_month, one, year - (one > two and last_month == month and month == 1), found.today)
        last = exact(last_month, two, first.first.year + (last_month < first_month), found.today)
        return replace(make((first.first, last.first)), manner="day", past=first.past)

    def build(anchor: date) -> Piece:
        first = exact(first_month, one, None, anchor).first
        return replace(make((first, exact(last_month, two, None, first).first)), manner="day")

    return floating(build, found.today)


def _weekday_number(found: Found) -> Meaning | None:
    return day_of_month(found.number("d"), found.today, found.number("w"))


def _number_of_month(found: Found) -> Meaning | None:
    month = add_months(found.today.replace(day=1), 0 if found["which"] in ("this", "the") else 1)
    when = month.replace(day=found.number("d"))
    if when < found.today and found["which"] == "the":
        return day_of_month(found.number("d"), found.today)
    return replace(day(when), past=when < found.today)


_HIGHEST_RANK = 10
_SEPARATORS = frozenset("to - until till through and or".split())


def _number_alone(found: Found) -> Meaning | None:
    """ "the 14th", "on the 14", "from 3rd to 9th": an ordinal that is no rank, a number only behind "on the"."""
    letter, before = found.match.group()[0], found.before()
    article = before == "the"
    preposition = found.before(2) if article else before
    # Options are few: a high ordinal is a rank only beside what is ranked.
    high = found.number("d") > _HIGHEST_RANK
    led = preposition in DATE_PREPOSITIONS or (high and (article or not followed_by_thing(found)))
    if letter != "O":
        return (
            day_of_month(found.number("d"), found.today) if article and led and not followed_by_thing(found) else None
        )
    if before in _SEPARATORS and not article and found.before(2)[:1] == "O":
        led = True
    ahead = 3 if found.after(2) == "the" else 2
    if found.after() in _SEPARATORS and found.after(ahead)[:1] == "O":
        if followed_by_thing(found, ahead + 1):
            return None
        led = True
    if followed_by_thing(found, 1, led) or not (led or article or found.whole):
        return None
    return day_of_month(found.number("d"), found.today)


_JOIN = r"(?P<sep>to|-|until|till|through|up to|and|or) (?:the )?"

RULES = (
    rule("W N O P", r"<WDAY><DAY>(?:of )?(?:the )?<MONTH><YEAR>?", _day_month),
    rule("W N O P", r"<WDAY><DAY>(?:of )?<MONTH>N(?P<short>\d\d) ", _day_month_short_year),
    rule("W M", r"<WDAY><MONTH>(?:the )?[NOP](?P<d>\d\d?) <NOTCOUNTED><YEAR>?", _day_month),
    rule("W N O P", r"<WDAY><DAY1>" + _JOIN + r"<WDAY><DAY2>(?:of )?(?:the )?<MONTH><YEAR>?", _day_range),
    rule("W M", r"<WDAY>(?P<lead><MONTH>)(?:the )?<DAY1>" + _JOIN + r"<WDAY><DAY2><NOTCOUNTED><YEAR>?", _day_range),
    rule("W", r"W(?P<w>\d) (?:\. )?(?:, )?(?:the )?O(?P<d>\d\d?) ", _weekday_number),
    rule("N O P", r"[NOP](?P<d>\d\d?) (?:of )?(?P<which>this|next|the following|the) month ", _number_of_month),
    rule("N O", r"[NO](?P<d>\d\d?) ", _number_alone),
)
