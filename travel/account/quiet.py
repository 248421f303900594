"""When a traveller may be written to without having asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

PushKind = Literal["answer", "booking", "reminder", "price"]
MUTABLE: Final = ("booking", "reminder", "price")
"""Kinds that a traveller can do without, and that wait in quiet hours; a late answer was asked for."""
QUIET_HOURS = "22-8"
"""Where nothing else was said."""
NEVER = "off"
_HOURS = re.compile(r"([01]?\d|2[0-3])(?::([0-5]\d))?-([01]?\d|2[0-3])(?::([0-5]\d))?")


def parse_hours(written: str) -> tuple[time, time] | None:
    """From when to when, of ``22-8`` or ``22:30-7:15``; None for ``off``. Raises ValueError for anything else."""
    if written == NEVER:
        return None
    match = _HOURS.fullmatch(written)
    if match is None:
        raise ValueError("must be hours such as 22-8 or 22:30-7, or off")
    start, end = time(int(match[1]), int(match[2] or 0)), time(int(match[3]), int(match[4] or 0))
    if start == end:
        raise ValueError("must begin and end at different times")
    return start, end


def is_muted(preferences: Mapping[str, Any], kind: PushKind) -> bool:
    """Whether the traveller does without messages of the kind."""
    return kind in MUTABLE and kind in preferences.get("mute", ())


def quiet_until(preferences: Mapping[str, Any], kind: PushKind, zone: str, now: datetime) -> datetime | None:
    """The end, in UTC, of the quiet hours that it is in, by the clocks of ``zone``; None when it may go now."""
    hours = parse_hours(preferences.get("quiet_hours") or QUIET_HOURS)
    if hours is None or kind not in MUTABLE:
        return None
    clocks = _zone(zone)
    today = now.astimezone(clocks).date()
    # Those that began yesterday may go on.
    for day in (today - timedelta(days=1), today):
        start, end = _span(day, hours, clocks)
        if start <= now < end:
            return end
    return None


def _span(day: date, hours: tuple[time, time], clocks: tzinfo) -> tuple[datetime, datetime]:
    """In UTC: only there do times compare rightly when clocks are changed in between."""
    start, end = hours
    last = day if start < end else day + timedelta(days=1)
    begins, ends = datetime.combine(day, start, clocks), datetime.combine(last, end, clocks)
    return begins.astimezone(UTC), ends.astimezone(UTC)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
