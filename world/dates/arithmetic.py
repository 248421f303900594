"""Calendar arithmetic. Impossible days raise ValueError, days outside the calendar OverflowError or ValueError."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Span = tuple[date, date]


def days(count: int) -> timedelta:
    """A timedelta of whole days."""
    return timedelta(days=count)


def add_months(day: date, count: int) -> date:
    """The same day `count` months on, or the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_span(year: int, month: int) -> Span:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def week_span(day: date) -> Span:
    """Monday and Sunday of the day's week."""
    monday = day - days(day.weekday())
    return monday, monday + days(6)


def weekend_span(day: date) -> Span:
    """Friday to Sunday of the day's week: arrive on the first, leave on the last, two nights."""
    monday = day - days(day.weekday())
    return monday + days(4), monday + days(6)


def weekend_around(feast: date) -> Span:
    """Friday to Sunday around a holiday, and the bridge to it where it lies next to the weekend."""
    friday = feast + days(4 - feast.weekday())
    if feast.weekday() < 2:
        return friday - days(7), feast
    if feast.weekday() == 3:
        return feast, feast + days(3)
    return friday, friday + days(2)


def on_or_after(day: date, weekday: int) -> date:
    """The first such weekday from `day` on, `day` included."""
    return day + days((weekday - day.weekday()) % 7)


def nth_weekday(span: Span, weekday: int, nth: int) -> date:
    """The nth such weekday of a span, counted from 1, or -1 for the last. ValueError where there is none."""
    if nth < 0:
        return span[1] - days((span[1].weekday() - weekday) % 7)
    day = on_or_after(span[0], weekday) + days(7 * (nth - 1))
    if day > span[1]:
        raise ValueError("the span has fewer such weekdays")
    return day


def fraction(span: Span, part: int, parts: int) -> Span:
    """The given part (from 0) of a span cut into `parts` pieces; the last piece takes the odd days."""
    size = max(1, ((span[1] - span[0]).days + 1) // parts)
    first = min(span[0] + days(size * part), span[1])
    return first, (span[1] if part == parts - 1 else min(first + days(size - 1), span[1]))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm of 1876)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def islamic(year: int, month: int, day: int) -> date:
    """Gregorian day of the tabular Islamic calendar; moon sighting may move the real one by a day."""
    julian = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day + 1948055
    return date.fromordinal(julian - 1721425)
