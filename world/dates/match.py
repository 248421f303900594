"""What a date expression in a sentence means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

Kind = Literal["date", "range", "window"]
Role = Literal["out", "back"]


@dataclass(frozen=True)
class DateMatch:
    """One expression: a day, a definite range of days, or a window somewhere in which the days lie.

    `start` and `end` are character offsets and take in cue words ("from … to …", "for a week"); the span of a pair such
    as "leave on Monday … back on Thursday" also takes in the words between. A range's `last` is the day of return or
    check-out. `nights` is given only where it was said. `part_of_day` is morning, afternoon, evening or night.
    `weekday` counts from Monday = 0. `past` marks what lies before today and was said so, with a year or "last".
    """

    start: int
    end: int
    text: str
    kind: Kind
    first: date
    last: date | None
    nights: int | None
    part_of_day: str | None
    time: time | None
    weekday: int | None
    approximate: bool
    past: bool
    role: Role | None
