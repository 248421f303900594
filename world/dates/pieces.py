"""What the rules hand to each other: pieces of meaning, before they are joined to matches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal

from world.dates.arithmetic import Span, add_months, days
from world.dates.match import Kind

Manner = Literal["day", "weekday", "relative", "holiday", "period"]
Cue = Literal["leave", "arrive", "back"]
_UNIT_DAYS = {"night": 1, "day": 1, "week": 7, "fortnight": 14, "weekend": 2, "month": 30}


@dataclass(frozen=True)
class Piece:
    """A day, range or window. `again` reads the same words on or after another day; without it they are fixed."""

    kind: Kind
    first: date
    last: date | None = None
    manner: Manner = "day"
    again: Callable[[date], Piece] | None = None
    nights: int | None = None
    part_of_day: str | None = None
    time: time | None = None
    weekday: int | None = None
    approximate: bool = False
    past: bool = False
    cue: Cue | None = None

    @property
    def until(self) -> date:
        """The last day it may mean."""
        return self.last or self.first


@dataclass(frozen=True)
class Duration:
    """A length such as "two weeks"."""

    count: int
    unit: str

    @property
    def nights(self) -> int | None:
        """Nights of a stay that long, None where it is no length of a stay."""
        nights = self.count * _UNIT_DAYS.get(self.unit, 0)
        return nights if 0 < nights <= 365 else None

    def after(self, day: date) -> date:
        """The day that lies so long after `day`, or before it for a negative count."""
        if self.unit in ("month", "year"):
            return add_months(day, self.count * (12 if self.unit == "year" else 1))
        return day + days(self.count * _UNIT_DAYS[self.unit])

    def before(self, day: date) -> date:
        """The day that lies so long before `day`."""
        return Duration(-self.count, self.unit).after(day)


def day(when: date, manner: Manner = "day") -> Piece:
    """A single day."""
    return Piece("date", when, manner=manner)


def stay(span: Span, manner: Manner = "period") -> Piece:
    """A definite range from first to last day."""
    return Piece("range", span[0], span[1], manner)


def window(span: Span) -> Piece:
    """A window somewhere in which the days lie."""
    return Piece("window", span[0], span[1], "period")


def floating(build: Callable[[date], Piece], today: date) -> Piece:
    """The piece that `build` makes of today, which can be built again for another day."""
    return replace(build(today), again=build)


def from_today(piece: Piece, today: date) -> Piece:
    """Cut off the days of a window or range that are gone; mark it past where nothing is left."""
    if piece.until < today:
        return replace(piece, past=True)
    if piece.kind == "date" or piece.first >= today:
        return piece
    return replace(piece, first=today)


def coming(make: Callable[[Span], Piece], spans: list[Span], anchor: date) -> Piece:
    """The first of the spans whose piece is not over on the anchor day. ValueError where there is none."""
    failure = ValueError("no such day")
    for span in spans:
        try:
            piece = make(span)
        except ValueError as error:
            failure = error
            continue
        if piece.until >= anchor:
            return from_today(piece, anchor)
    raise failure
