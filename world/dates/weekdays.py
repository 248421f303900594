"""Weekdays and weekends: "next Friday", "Friday week", "Thursday of next week", "the weekend after next"."""

from __future__ import annotations

from datetime import date

from world.dates.arithmetic import days, on_or_after, week_span, weekend_span
from world.dates.context import DATE_PREPOSITIONS
from world.dates.grammar import Found, Meaning, rule
from world.dates.pieces import Piece, day, floating, from_today, stay

_ALSO_WORDS = frozenset("sat sun mon wed".split())  # "I sat", "the sun", "mon ami", "we wed"
_CUES = DATE_PREPOSITIONS | frozenset("going fly flying go every any each or and to - /".split())
_JOINTS = frozenset("or and to - / ,".split())
_PARTS = frozenset("morning afternoon evening night T noon".split())


def _is_weekday(found: Found, index: int) -> bool:
    """Whether a short name stands where only a weekday can."""
    if found.line.text(index).lower() not in _ALSO_WORDS or found.whole:
        return True
    before, after = found.line.code(index - 1), found.after()
    if before in _JOINTS:
        return found.line.code(index - 2)[:1] in ("W", "D", "O", "M") or found.line.code(index - 2) in (
            "tomorrow",
            "today",
        )
    return before in _CUES or after in _PARTS or (after in _JOINTS and found.after(2)[:1] == "W")


def _coming_weekday(found: Found) -> Meaning | None:
    weekday, which, later = found.number("w"), found["q"], found["later"].strip()
    if not (which or later or _is_weekday(found, found.end - 1)):
        return None
    if which == "next" and not later:
        return day(week_span(found.today + days(7))[0] + days(weekday), "weekday")
    strictly = "coming" in which
    weeks = {"week": 1, "fortnight": 2, "after next": 1}.get(later, 0)

    def build(anchor: date) -> Piece:
        return day(on_or_after(anchor + days(strictly), weekday) + days(7 * weeks), "weekday")

    return floating(build, found.today)


def _weekday_of_week(found: Found) -> Meaning | None:
    ahead = {"this": 0, "next": 1, "following": 1}[found["which"]]
    when = week_span(found.today + days(7 * ahead))[0] + days(found.number("w"))
    return from_today(day(when, "weekday"), found.today)


def _last_weekday(found: Found) -> Meaning | None:
    gone = on_or_after(found.today - days(7), found.number("w"))
    return from_today(day(gone, "weekday"), found.today)


def _weekend(found: Found) -> Meaning | None:
    today, which = found.today, found["which"]
    if which == "next" or found["after"]:
        return stay(weekend_span(today + days(14 if found["after"] else 7)))
    sunday = today.weekday() == 6  # this weekend is nearly over then: who plans one means the next
    return from_today(stay(weekend_span(today + days(7 * sunday))), today)


RULES = (
    rule(
        "W next this coming",
        r"(?:(?P<q>next|this coming|this|coming) )?W(?P<w>\d) (?:\. (?=,))?(?P<later>(?:week|fortnight|after next) )?",
        _coming_weekday,
    ),
    rule("W", r"W(?P<w>\d) (?:, )?(?:in |of )?(?:the )?(?P<which>this|next|following) week ", _weekday_of_week),
    rule(
        "this next following",
        r"(?P<which>this|next|following) week (?:, )?(?:on )?(?:the )?W(?P<w>\d) ",
        _weekday_of_week,
    ),
    rule("last", r"last W(?P<w>\d) ", _last_weekday),
    rule(
        "the this next coming weekend",
        r"(?P<which>the coming|this coming|the next|the|this|next|coming) weekend "
        r"(?!(?:before|after|of|following) )(?P<after>)",
        _weekend,
    ),
    rule("weekend", r"(?P<which>)weekend (?P<after>after next) ", _weekend),
)
