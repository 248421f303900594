"""Days said without a month, "the 20th" or "Sunday", in the light of a trip that is already known.

On its own such a day is the next one from today; while a trip in February is being planned it is a day of that trip.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from world.folding import fold

_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|"
    r"september|october|november|december|month|year|today|tomorrow|tonight|week|weeks|weekend|days?|christmas|"
    r"easter|new year'?s?|20\d\d)\b|\d[./-]\d"
)
_THAT_MONTH = re.compile(r"\b(?:the|that|this) month\b")
_LENGTH = re.compile(r"\bfor (?:\w+ ){1,2}(?:weeks?|nights?|days?)\b")
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")
_WEEKDAY = re.compile(r"\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?s?\b")


def anchored(phrase: str, day: date, reference: date, *, after: bool) -> date:
    """``day`` moved next to ``reference`` when ``phrase`` names only days of the month or of the week.

    ``day`` is the next such day from today. ``after``: a return, the first such day after ``reference``; else a
    start, which is such a day in the month (or the week) of ``reference``, unless that has passed. Of "from the 14th to
    the 16th" ``day`` is the first.
    """
    folded = _LENGTH.sub(" ", fold(phrase))
    if _MONTH.search(folded):
        return day
    if len(_DAY.findall(folded)) in (1, 2):
        return max(day, _day_of_month(day.day, reference, after) or day)
    if len(_WEEKDAY.findall(folded)) in (1, 2) and not _DAY.search(folded):
        shift = (day.weekday() - reference.weekday()) % 7
        if not after and shift > 3:
            shift -= 7
        return max(day, reference + timedelta(days=shift or (7 if after else 0)))
    return day


def anchored_window(phrase: str, first: date, last: date, reference: date) -> tuple[date, date]:
    """ "The middle of the month" is of the month of ``reference`` while a trip is known; else the window as it is."""
    if not _THAT_MONTH.search(fold(phrase)):
        return first, last
    start = first.replace(day=1)
    moved = reference.replace(day=1)
    length = last - first
    found = moved + (first - start)
    return found, found + length


def _day_of_month(number: int, reference: date, after: bool) -> date | None:
    month = reference.replace(day=1)
    for _ in range(4):
        try:
            found = month.replace(day=number)
        except ValueError:
            found = None
        if found and (found > reference or not after):
            return found
        month = (month + timedelta(days=32)).replace(day=1)
    return None
