"""What joins to a day: a time, an offset, the week around it, the month in which a weekday is sought, "around"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import time

from world.dates.arithmetic import days, on_or_after, week_span, weekend_span
from world.dates.clock import time_of
from world.dates.pieces import Duration, Piece, day, stay, window
from world.dates.sentence import Sentence, joint

_AROUND = r"(?:around|about|approximately|approx|roughly|circa|ca|~) (?:the )?"
_NEXT_TO = "before after following"
_AROUND_WORD = r"(?P<how>of|around|commencing|beginning|starting|from) "
_HALF = r"(?:in the (?P<half>morning|afternoon|evening) )?"
_PART = r"(?P<part>morning|afternoon|evening|night) "


def _part_of_day(sentence: Sentence, match: re.Match[str]) -> Piece | None:
    return replace(sentence.piece(match), part_of_day=match["part"])


def _at_time(sentence: Sentence, match: re.Match[str]) -> Piece | None:
    said = _clock(sentence, match)
    return None if said is None else replace(sentence.piece(match), time=said)


def _clock(sentence: Sentence, match: re.Match[str]) -> time | None:
    if match.groupdict().get("hour"):
        hour = int(match["hour"])
        return time(hour) if hour < 24 else None
    said = time_of(sentence.units[sentence.index_at(match.start("t"))].token.text)
    later = said is not None and said.hour < 12 and match["half"] in ("afternoon", "evening")
    return said.replace(hour=said.hour + 12) if said and later else said


def _offset(sentence: Sentence, match: re.Match[str]) -> Piece | None:
    """ "3 days before Christmas", "a week from Tuesday"; but "5 nights from the 3rd" is a stay."""
    length, piece, word = sentence.duration(match), sentence.piece(match), match["how"]
    if word in ("from", "on"):
        counted = length.unit not in ("night", "weekend") and piece.manner in ("relative", "weekday")
        stays = sentence.code(sentence.index_at(match.start()) - 1) == "for"
        if stays or not counted or (word == "on" and not _counts_on(length, piece)):
            return None
    move = length.before if word in ("before", "prior to") else length.after
    return _ahead(sentence, piece, lambda base: day(move(base.first), "relative"))


def _ahead(sentence: Sentence, piece: Piece, build: Callable[[Piece], Piece]) -> Piece:
    """What `build` makes of a piece, or of its next occurrence: "a week before Christmas", said on 20 December."""
    made = build(piece)
    if made.until < sentence.today and piece.again is not None:
        return build(piece.again(piece.first + days(1)))
    return made


def _counts_on(length: Duration, piece: Piece) -> bool:
    """ "a week on Friday"."""
    return length.unit in ("week", "fortnight") and piece.manner == "weekday"


def _next_to(sentence: Sentence, match: re.Match[str]) -> Piece | None:
    """ "the day after Christmas", "the week before Easter", "the weekend after the 12th"."""
    beside = {"day": _day_beside, "night": _day_beside, "week": _week_beside, "weekend": _weekend_beside}[match["what"]]
    made = _ahead(sentence, sentence.piece(match), lambda base: beside(base, match["how"] == "before"))
    return replace(made, part_of_day="night" if match["what"] == "night" else None)


def _day_beside(base: Piece, before: bool) -> Piece:
    return day(base.first - days(1) if before else base.until + days(1), "relative")


def _week_beside(base: Piece, before: bool) -> Piece:
    first = base.first - days(7) if before else base.until + days(1)
    return window((first, first + days(6)))


def _weekend_beside(base: Piece, before: bool) -> Piece:
    friday = base.first - days(base.first.weekday() + 3) if before else on_or_after(base.until + days(1), 4)
    return stay((friday, friday + days(2)))


def _weekday_next_to(sentence: Sentence, match: re.Match[str]) -> Piece | None:
    """ "the Friday before Christmas"."""
    weekday, piece = sentence.piece(match, "x1"), sentence.piece(match, "x2")
    if weekday.manner != "weekday":
        return None

    def build(base: Piece) -> Piece:
        first = base.first - days(7) if match["how"] == "before" else base.until + days(1)
        return day(on_or_after(first, weekday.first.weekday()), "relative")

    return _ahead(sentence, piece, build)


def _around_it(sentence: Sentence, match: re.Match[str]) -> Piece | None:
    """ "week of 7 December", "the weekend of the 12th"."""
    first = sentence.piece(match).first
    if match["what"] == "weekend":
        return stay(weekend_span(first))
    begins = match["how"] in ("commencing", "beginning", "starting", "from")
    return window((first, first + days(6)) if begins else week_span(first))


def _holiday_week(sentence: Sentence, match: re.Match[str]) -> Piece | None:
    piece = sentence.piece(match)
    return window(week_span(piece.first)) if piece.manner == "holiday" else None


def _weekday_within(sentence: Sentence, match: re.Match[str]) -> Piece | None:
    """ "any Friday in March": a window with the weekday."""
    weekday, span = sentence.piece(match, "x1"), sentence.piece(match, "x2")
    if weekday.manner != "weekday" or weekday.again is None:
        return None
    return replace(span, weekday=weekday.first.weekday())


def _approximate(sentence: Sentence, match: re.Match[str]) -> Piece | None:
    if sentence.code(sentence.index_at(match.start()) - 1) in ("what", "how"):
        return None  # "what about the 14th" asks for that very day
    return replace(sentence.piece(match), approximate=True)


_PARTS = "morning afternoon evening night"

JOINTS = (
    joint(_PARTS, r"<X>(?:, )?(?:in the |on the |at )?" + _PART, _part_of_day),
    joint(_PARTS, r"(?:the )?" + _PART + "(?:of |on )(?:the )?<XDATE>", _part_of_day),
    joint("T", r"<X>(?:, )?(?:(?:at|around|about|@|t|from|by) ){0,2}(?P<t>T) " + _HALF, _at_time),
    joint("at @", r"<XDATE>(?:at|@) N(?P<hour>\d\d?) (?=[^\w]|$|to |for |from |and |please |in |with )", _at_time),
    joint("T", r"(?:at )?(?P<t>T) " + _HALF + "(?:on |, )?(?:the )?<XDATE>", _at_time),
    joint("L Y", r"<LENGTH>(?P<how>before|after|from|prior to|following|on) (?:the )?<XDATE>", _offset),
    joint(_NEXT_TO, r"(?:the )?(?P<what>day|night|week|weekend) <SIDE>(?:the )?<X>", _next_to),
    joint(_NEXT_TO, r"<XDATE1><SIDE>(?:the )?<X2>", _weekday_next_to),
    joint("week", r"(?:the )?(?P<what>week|weekend) " + _AROUND_WORD + "(?:the )?<X>", _around_it),
    joint("week", r"<XDATE>week ", _holiday_week),
    joint(
        "Xw",
        r"(?:(?:any|an?|some|every|each|C1|on) ){0,3}<XDATE1>(?:in|during|of) (?:the )?<XWINDOW2>",
        _weekday_within,
    ),
    joint("around about appr roughly ca ~", _AROUND + "<X>", _approximate),
    joint("or ish give", r"<X>(?:or so|- ish|ish|or thereabouts|give or take) ", _approximate),
)
