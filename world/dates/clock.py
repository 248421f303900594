"""Clock times: "3pm", "18:30", "noon", "at 9"."""

from __future__ import annotations

import re
from datetime import time

_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?\s?(a|p)?", re.IGNORECASE)


def time_of(text: str) -> time | None:
    """The time that a clock token says, None for one that no clock shows (25:00)."""
    if (named := _NAMED.get(text.lower())) is not None:
        return named
    match = _CLOCK.match(text)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
