"""Times of day as people write them: "9:10", "at nine", "7 pm", "noon"."""

from __future__ import annotations

import re

from world.numerals import count_of

_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
CLOCK = (
    rf"(?:(?P<hour>[01]?\d|2[0-4]|{_HOURS})(?:[:.h](?P<minute>[0-5]\d))?(?: ?(?P<half>a\.?m\b\.?|"
    rf"p\.?m\b\.?)| ?(?P<oclock>o'?clock|h\b|hrs?\b))?"
    r"|(?P<named>noon|midday|lunch ?time|midnight))"
)
"""Pattern of a time on folded text; its groups are read by ``clock_time``."""

_NAMED = {"noon": "12:00", "midday": "12:00", "lunchtime": "12:00", "lunch time": "12:00", "midnight": "00:00"}


def clock_time(match: re.Match[str]) -> str | None:
    """The time of a match of ``CLOCK`` as "HH:MM", None when there is no such time."""
    if match["named"]:
        return _NAMED[match["named"]]
    hour = count_of(match["hour"])
    if hour is None or hour > 24:
        return None
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    return f"{hour % 24:02d}:{match['minute'] or '00'}"
