"""From a text to its dates: cut, find expressions, join them, say what remains."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from world.dates import absolute, holidays, lengths, months, numeric, relative, weekdays
from world.dates.clock import time_of
from world.dates.grammar import index_rules, is_impossible, scan
from world.dates.joints import JOINTS
from world.dates.match import DateMatch, Role
from world.dates.pieces import Cue, Duration, Piece, from_today
from world.dates.ranges import RANGES, STAYS
from world.dates.roles import LED, mark_cues, pair_days
from world.dates.sentence import Sentence
from world.dates.tokens import line_of, read

_RULES = index_rules(
    [
        *absolute.RULES,
        *numeric.RULES,
        *weekdays.RULES,
        *relative.RULES,
        *months.RULES,
        *holidays.RULES,
        *lengths.RULES,
    ]
)
_ROLES: dict[Cue | None, Role | None] = {"leave": "out", "arrive": "out", "back": "back", None: None}
_LEADS = ("for", "about", "around", "approximately")


Length = tuple[int, int, int]
"""(nights, start, end), "for" included. Days count as nights."""


class Days(NamedTuple):
    """What a text says of days: dates, spans of days that do not exist ("31 February"), the first length of stay."""

    dates: list[DateMatch]
    impossible: list[tuple[int, int]]
    duration: Length | None


def find_dates(text: str, now: datetime, day_first: bool = True) -> list[DateMatch]:
    """The dates of a text, from left to right and without overlap, as meant by who says it at `now`.

    `now` is the traveller's local time, aware or naive. What is said without a year is the next occurrence, today
    included. An impossible day gives nothing. `day_first` decides how 3/5 is read. Any text will do; none raises.
    """
    return find_days(text, now, day_first).dates


def find_days(text: str, now: datetime, day_first: bool = True) -> Days:
    """The dates of a text as ``find_dates`` gives them, with what else is said of days."""
    sentence = _understand(text, now, day_first)
    matches = [
        _match(text, unit.token.start, unit.token.end, _honest(unit.meaning, sentence.today))
        for unit in sentence.units
        if isinstance(unit.meaning, Piece)
    ]
    impossible = [(unit.token.start, unit.token.end) for unit in sentence.units if is_impossible(unit)]
    return Days(matches or _time_alone(text, sentence), impossible, _duration(sentence))


def _duration(sentence: Sentence) -> Length | None:
    for index, unit in enumerate(sentence.units):
        if isinstance(unit.meaning, Duration) and (nights := unit.meaning.nights) is not None:
            start = index
            while sentence.code(start - 1) in _LEADS:
                start -= 1
            return nights, sentence.units[start].token.start, unit.token.end
    return None


def _understand(text: str, now: datetime, day_first: bool) -> Sentence:
    sentence = Sentence(scan(line_of(read(text), now, day_first), _RULES), now)
    if any(isinstance(unit.meaning, Piece) for unit in sentence.units):
        for joint in (*JOINTS, *RANGES, *STAYS, LED):
            sentence.apply(joint)
        mark_cues(sentence)
        pair_days(sentence)
    return sentence


def _honest(piece: Piece, today: date) -> Piece:
    """A window loses the days that are gone; a day or range that begins before today is marked past."""
    if piece.kind == "window":
        return from_today(piece, today)
    return piece if piece.past or piece.first >= today else replace(piece, past=True)


def _match(text: str, start: int, end: int, piece: Piece) -> DateMatch:
    return DateMatch(
        start=start,
        end=end,
        text=text[start:end],
        kind=piece.kind,
        first=piece.first,
        last=piece.last,
        nights=piece.nights,
        part_of_day=piece.part_of_day,
        time=piece.time,
        weekday=piece.weekday,
        approximate=piece.approximate,
        past=piece.past,
        role=_ROLES[piece.cue] if piece.kind != "range" else None,
    )


def _time_alone(text: str, sentence: Sentence) -> list[DateMatch]:
    """A text that is nothing but a time of day means its next occurrence."""
    words = [unit for unit in sentence.units if unit.token.code not in (".", "!", "?", "please")]
    if (
        not words
        or words[-1].token.code != "T"
        or any(unit.token.code not in ("at", "around", "by") for unit in words[:-1])
    ):
        return []
    said = time_of(words[-1].token.text)
    if said is None or (day := _next_day(sentence.now, said)) is None:
        return []
    return [_match(text, words[0].token.start, words[-1].token.end, Piece("date", day, time=said))]


def _next_day(now: datetime, said: time) -> date | None:
    if said >= now.time():
        return now.date()
    return now.date() + timedelta(days=1) if now.date() < date.max else None
