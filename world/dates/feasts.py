"""When the holidays of a year fall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from world.dates.arithmetic import Span, days, easter, islamic, month_span, nth_weekday, on_or_after

Feast = Callable[[int], "list[Span]"]

# Lunar calendars, by Gregorian year: (month, day). Other years give no date.
_LUNAR_NEW_YEAR = {
    2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
    2031: (1, 23), 2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8),
}  # fmt: skip
_DIWALI = {
    2025: (10, 20), 2026: (11, 8), 2027: (10, 29), 2028: (10, 17), 2029: (11, 5), 2030: (10, 26),
    2031: (11, 14), 2032: (11, 2), 2033: (10, 22), 2034: (11, 10), 2035: (10, 30),
}  # fmt: skip


def on(month: int, day: int) -> Feast:
    """The same day each year."""
    return lambda year: [(date(year, month, day),) * 2]


def nth(month: int, weekday: int, number: int) -> Feast:
    """The nth (or -1, last) such weekday of a month."""
    return lambda year: [(nth_weekday(month_span(year, month), weekday, number),) * 2]


def from_easter(first: int, last: int | None = None) -> Feast:
    """So many days after Easter Sunday, or from there to so many days after it."""
    return lambda year: [(easter(year) + days(first), easter(year) + days(first if last is None else last))]


def between(first: tuple[int, int], last: tuple[int, int]) -> Feast:
    """From one (month, day) to another, into the next year where that comes earlier in it."""
    return lambda year: [(date(year, *first), date(year + (last < first), *last))]


def in_islamic_calendar(month: int, day: int, length: int = 1) -> Feast:
    """A feast of the Islamic calendar, which can fall twice into one year or be missing from it."""

    @lru_cache(maxsize=64)
    def spans(year: int) -> list[Span]:
        around = ((year - 622) * 33) // 32
        starts = [islamic(islamic_year, month, day) for islamic_year in range(around - 1, around + 3)]
        return [(start, start + days(length - 1)) for start in starts if start.year == year]

    return spans


def _listed(table: dict[int, tuple[int, int]]) -> Feast:
    return lambda year: [(date(year, *table[year]),) * 2] if year in table else []


def _oktoberfest(year: int) -> list[Span]:
    first = on_or_after(date(year, 9, 16), 5)
    return [(first, max(nth_weekday(month_span(year, 10), 6, 1), date(year, 10, 3)))]


def _black_friday(year: int) -> list[Span]:
    return [(nth_weekday(month_span(year, 11), 3, 4) + days(1),) * 2]


def either(*feasts: Feast) -> Feast:
    """Whichever of the feasts comes next."""
    return lambda year: sorted(span for feast in feasts for span in feast(year))


lunar_new_year = _listed(_LUNAR_NEW_YEAR)
diwali = _listed(_DIWALI)
eid_al_fitr = in_islamic_calendar(10, 1)
eid_al_adha = in_islamic_calendar(12, 10)
eid = either(eid_al_fitr, eid_al_adha)
ramadan = in_islamic_calendar(9, 1, 30)
black_friday: Feast = _black_friday
oktoberfest: Feast = _oktoberfest
