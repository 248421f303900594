"""Quick answers to a question for a day or a number; whatever else is wanted is typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from connectors.telegram.keyboards import saying
from messages import Ask, Choice

AT_MOST = 6
_FRIDAY = 4
_AFTER = (2, 3, 4, 7, 10, 14)
"""Days behind the start at which a journey often ends."""
_ENDS = ("return_date", "check_out", "end_date")


def quick_answers(ask: Ask, user: str) -> list[Choice]:
    """Buttons that say an answer: days for a date, a few numbers for a number; empty for everything else."""
    if ask.kind == "date" and (bounds := _bounds(ask)) is not None:
        days = _ends(*bounds) if ask.slot in _ENDS else _starts(*bounds)
        return _buttons(user, ((_short(day), _long(day)) for day in days))
    if ask.kind == "date_range" and (bounds := _bounds(ask)) is not None:
        return _buttons(user, ((_span(first, last), _said(first, last)) for first, last in _stays(*bounds)))
    if ask.kind == "number" and isinstance(ask.min, int) and isinstance(ask.max, int):
        unit = " nights" if ask.slot == "nights" else ""
        numbers = range(ask.min, min(ask.max, ask.min + AT_MOST - 1) + 1)
        return _buttons(user, ((str(number), f"{number}{unit}") for number in numbers)) if unit else []
    return []


def _buttons(user: str, answers: Iterable[tuple[str, str]]) -> list[Choice]:
    buttons = [saying(user, label, text) for label, text in answers]
    return [button for button in buttons if button is not None]


def _bounds(ask: Ask) -> tuple[date, date] | None:
    try:
        return date.fromisoformat(str(ask.min)), date.fromisoformat(str(ask.max))
    except ValueError:
        return None


def _starts(first: date, last: date) -> list[date]:
    """Soon, the next two week-ends, in a month."""
    friday = first + timedelta((_FRIDAY - first.weekday()) % 7)
    wanted = [first, first + timedelta(1), friday, friday + timedelta(1), friday + timedelta(7), first + timedelta(30)]
    return _within(wanted, first, last)


def _ends(first: date, last: date) -> list[date]:
    return _within([first + timedelta(days) for days in _AFTER], first, last)


def _stays(first: date, last: date) -> list[tuple[date, date]]:
    """Three week-ends and three weeks."""
    fridays = [first + timedelta((_FRIDAY - first.weekday()) % 7 + 7 * week) for week in range(3)]
    stays = [(friday, friday + timedelta(nights)) for nights in (2, 7) for friday in fridays]
    return [stay for stay in stays if stay[1] <= last]


def _within(days: list[date], first: date, last: date) -> list[date]:
    return sorted({day for day in days if first <= day <= last})[:AT_MOST]


def _short(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def _long(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _span(first: date, last: date) -> str:
    return f"{first:%a} {first.day} {first:%b} – {last:%a} {last.day} {last:%b}"


def _said(first: date, last: date) -> str:
    return f"{_long(first)} to {_long(last)}"
