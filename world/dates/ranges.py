"""Two days or windows that make one, and lengths that make a stay of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from world.dates.arithmetic import Span, days, weekend_around
from world.dates.pieces import Duration, Piece, stay, window
from world.dates.sentence import Sentence, joint

_NEAR = 8  # days between two alternatives that are still one window


def pair(one: Piece, two: Piece, make: Callable[[Span], Piece] = stay) -> Piece | None:
    """The range from one to the other; what floats is read anew so that it follows, or leads up to, what is fixed."""
    if two.again is not None:
        two = two.again(one.first + days(two.manner == "weekday"))
    elif one.again is not None and two.first < one.first:
        return None
    elif one.again is not None and (two.first - one.first).days > 366:
        one = one.again(two.first - days(364))
    if two.until < one.first:
        return None
    span = one.first, two.until
    joined = make(span) if one.kind == two.kind == "date" else window(span)
    return replace(
        joined,
        manner="day",
        time=one.time,
        part_of_day=one.part_of_day,
        past=one.past,
        approximate=one.approximate or two.approximate,
    )


def _span(sentence: Sentence, match: re.Match[str]) -> Piece | None:
    one, two, word = sentence.piece(match, "x1"), sentence.piece(match, "x2"), match["sep"]
    between = match["pre"] == "between "
    if word in ("and", "or") and not between:
        joined = pair(one, two, window)
        near = joined is not None and _gap(one, two) <= _NEAR
        return joined if near and (word == "or" or one.kind == two.kind == "window") else None
    if "r" in (one.kind[0], two.kind[0]):
        return None
    return pair(one, two)


def _gap(one: Piece, two: Piece) -> int:
    follower = two.again(one.first) if two.again else two
    return (follower.first - one.until).days


def _lasting(sentence: Sentence, match: re.Match[str]) -> Piece | None:
    """ "the 10th for a week"; but "July 4th weekend" is the weekend around that day."""
    piece, length = sentence.piece(match), sentence.duration(match)
    if length.unit == "weekend" and piece.kind == "date" and not match["between"]:
        return stay(weekend_around(piece.first))
    return _with_length(piece, length, piece.first)


def _starting(sentence: Sentence, match: re.Match[str]) -> Piece | None:
    """ "3 nights from 5 January", "a week over Christmas"."""
    piece, length = sentence.piece(match), sentence.duration(match)
    first = piece.first
    if match["how"] and piece.kind == "date":
        first = max(first - days((length.nights or 0) // 2), sentence.today)
    return _with_length(piece, length, first)


def _with_length(piece: Piece, length: Duration, first: date) -> Piece | None:
    """A day becomes the range that begins on `first`; a range or window keeps its days and learns the nights."""
    if piece.nights is not None or length.nights is None:
        return None
    if piece.kind != "date":
        return replace(piece, nights=length.nights)
    last = first + days(length.nights)
    return replace(piece, kind="range", first=first, last=last, nights=length.nights, again=None)


_LED = r"(?:on |around |about )?(?:the )?"
_SEPARATOR = r"(?:, )?(?P<sep>to|until|till|through|up to|-|/|and|or) " + _LED
_SOME = r"(?:about |around |approximately |up to |the )?"
_NOUN = r"(?:trip |stay |holiday |break |vacation |getaway )?"
_FROM = (
    r"(?:(?:,|starting|beginning|commencing|leaving|departing|from|on|in|around|at|during|as of|of|sometime|any time"
    r"|this) ){0,4}"
    r"(?P<how>over )?"
)

RANGES = (joint("Xd Xw", r"(?P<pre>from |between )?" + _LED + "<X1>" + _SEPARATOR + "<X2>", _span),)
STAYS = (
    joint("L", r"<X>(?P<between>(?:(?:,|and|for|staying|stay|lasting) ){0,4})" + _SOME + "<STAY>", _lasting),
    joint("L", r"(?:for )?" + _SOME + "<STAY>" + _NOUN + _FROM + "(?:the )?<X>", _starting),
)
