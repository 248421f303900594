"""Months, seasons, years and their parts: "in March", "mid-June", "end of next month", "first week of July"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from world.dates.arithmetic import Span, add_months, days, fraction, month_span, nth_weekday, week_span
from world.dates.context import followed_by_thing, year_of
from world.dates.grammar import Found, Meaning, rule
from world.dates.pieces import Piece, coming, day, floating, from_today, stay, window

_CUES = frozenset("in during until till by around about from of for over through since before after sometime".split())
_JOINTS = frozenset("to - or and , until till through /".split())
_VERBS = frozenset("may march mar jan".split())
_FIRST_NAMES = frozenset("jan may april june august".split())
_YEAR = 364  # days, from which on thirds are counted in months
_PARTS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_SATURDAY = 5


def _month_or_season(found: Found, year: int) -> Span:
    number = found.number("p")
    if "S" not in found.match.group():
        return month_span(year, number)
    first = month_span(year, (3, 6, 9, 12)[number])[0]
    return first, add_months(first, 3) - days(1)


def _unit(found: Found, ahead: int) -> Span:
    """The month, year or week so many behind the current one."""
    if found["unit"] == "week":
        return week_span(found.today + days(7 * ahead))
    if found["unit"] == "month":
        start = add_months(found.today.replace(day=1), ahead)
        return month_span(start.year, start.month)
    return _year(found.today.year + ahead)


def _year(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)


def of_period(found: Found, make: Callable[[Span], Piece]) -> Piece:
    """What `make` makes of the period that was said (groups of <PERIOD>): fixed, or its next occurrence."""
    year, today = year_of(found), found.today
    if found["py"]:
        return from_today(make(_year(found.number("py"))), today)
    if found["unit"]:
        ahead = found["pq"] in ("next", "following")
        if found["pq"] in ("", "the"):  # "early in the month", said late in it, means the next one
            return coming(make, [_unit(found, 0), _unit(found, 1)], today)
        return from_today(make(_unit(found, ahead)), today)
    if year is not None:
        return from_today(make(_month_or_season(found, year)), today)
    start = add_months(today.replace(day=1), 1) if found["q"] == "next" else today
    later = start > today

    def build(anchor: date) -> Piece:
        begin = max(anchor, start)
        spans = [_month_or_season(found, begin.year + ahead) for ahead in (-1, 0, 1, 2)]
        return coming(make, [span for span in spans if not later or span[0] >= begin], begin)

    return floating(build, today)


def _bare(found: Found) -> Meaning | None:
    if found["py"] and (found.before() != "in" or found.number("py") < found.today.year):
        return None
    if found["p"] and not (found["q"] or year_of(found)) and not _is_period(found):
        return None
    if found["unit"] and found["pq"] in ("", "the"):
        return None
    if found["q"] == "this" and found.line.text(found.end - 1).lower() == "may" and followed_by_thing(found):
        return None  # "this may take long"
    return of_period(found, window)


def _is_period(found: Found) -> bool:
    """Whether a month's or season's name alone means it, and is no verb, spring or person."""
    code, word = found.match.group()[0], found.line.text(found.start).lower()
    before = found.before(2) if found.before() == "the" and code == "S" else found.before()
    if code == "M" and _begins_name(found):
        return before in ("in", "during")
    if (code == "M" and word not in _VERBS) or found.whole:
        return True
    if before in _CUES:
        return True
    if before in _JOINTS and found.before(2)[:1] in ("M", "S", "N", "O", "P", "D"):
        return True
    return found.after() in _JOINTS and found.after(2)[:1] in ("M", "S")


def _begins_name(found: Found) -> bool:
    """ "June Carter", "Jan Novák": a first name with a capitalised word of no other meaning behind it."""
    following = found.line.text(found.end)
    word = found.line.text(found.start).lower()
    return word in _FIRST_NAMES and following[:1].isupper() and following.lower() == found.after()


def _part(found: Found) -> Meaning | None:
    first, last = _PARTS[found["part"]], _PARTS[found["until"] or found["part"]]
    return of_period(found, lambda span: window((_third(span, first)[0], _third(span, last)[1])))


def _third(span: Span, part: int) -> Span:
    if (span[1] - span[0]).days < _YEAR:
        return fraction(span, part, 3)
    return add_months(span[0], 4 * part), add_months(span[0], 4 * part + 4) - days(1)


def _first_days(found: Found) -> Meaning | None:
    """ "the first two weeks of July", "the last 10 days of May"."""
    length = days(found.number("n") * (7 if found["u"] == "week" else 1) - 1)

    def make(span: Span) -> Piece:
        if found["last"]:
            return window((max(span[0], span[1] - length), span[1]))
        return window((span[0], min(span[0] + length, span[1])))

    return of_period(found, make)


def _half(found: Found) -> Meaning | None:
    which = 1 if found["last"] or found["nth"] == "2" else 0
    return of_period(found, lambda span: window(fraction(span, which, 2)))


def _nth(found: Found) -> Meaning | None:
    """The nth or last week, weekend, weekday or day of a period."""
    nth = -1 if found["last"] else found.number("nth")

    def make(span: Span) -> Piece:
        if found["what"] == "week":
            first = span[1] - days(6) if nth < 0 else span[0] + days(7 * (nth - 1))
            if first > span[1]:
                raise ValueError("the span has fewer weeks")
            return window((first, min(first + days(6), span[1])))
        if found["what"] == "weekend":
            saturday = nth_weekday(span, _SATURDAY, nth)
            return stay((saturday - days(1), saturday + days(1)))
        if found["what"] == "day":
            return day(span[1] if nth < 0 else span[0] + days(nth - 1))
        return day(nth_weekday(span, int(found["what"][1:]), nth), "weekday")

    return of_period(found, make)


_ORDER = r"(?:[PO](?P<nth>[1-5]) |(?P<last>last|final) )"
_PART = (
    r"(?:very )?(?P<part>early|mid|late) (?:- )?(?:(?:to|-) (?:- )?(?P<until>mid|late) (?:- )?)?(?:in |of )?(?:the )?"
)

RULES = (
    rule(
        "P O last final",
        r"(?:[PO]1 |(?P<last>last|final) )[NC](?P<n>\d\d?) (?P<u>week|day) (?:of |in )(?:the )?<PERIOD>",
        _first_days,
    ),
    rule("M S N next this coming following", r"<PERIOD>", _bare),
    rule("early mid late very", _PART + r"<PERIOD>", _part),
    rule("beginning start middle end", r"(?P<part>beginning|start|middle|end) (?P<until>)of (?:the )?<PERIOD>", _part),
    rule("P O last final", _ORDER + r"half (?:of |in )?(?:the )?<PERIOD>", _half),
    rule("P O last final", _ORDER + r"(?P<what>week|weekend|day|W\d) (?:of |in )?(?:the )?<PERIOD>", _nth),
)
