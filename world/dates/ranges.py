"""Two days or windows that make one, and lengths that make a stay of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from world.dates.arithmetic import days
from world.dates.pieces import Duration, Piece, day, stay, window
from world.dates.sentence import Sentence, joint

_NEAR = 8  # days between two alternatives that are still one window


def pair(one: Piece, two: Piece, kind_of_pair: str = "range") -> Piece | None:
    """The range from one to the other; what floats is read anew so that it follows, or leads up to, what is fixed."""
    if two.again is not None:
        two = two.again(one.first + days(two.manner == "weekday"))
    elif one.again is not None and two.first < one.first:
        return None
    elif one.again is not None and (two.first - one.first).days > 366:
        one = one.again(two.first - days(364))
    if two.until < one.first:
        return None
    make = stay if kind_of_pair == "range" and one.kind == two.kind == "date" else window
    joined = make((one.first, two.until))
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
        joined = pair(one, two, "window")
        near = joined is not None and _gap(one, two) <= _NEAR
        return joined if near and (word == "or" or one.kind == two.kind == "window") else None
    if "r" in (one.kind[0], two.kind[0]):
        return None
    return pair(one, two)


def _gap(one: Piece, two: Piece) -> int:
    follower = two.again(one.first) if two.again else two
    return (follower.first - one.until).days


def _starting(sentence: Sentence, match: re.Match[str]) -> Piece | None:
    """A day, range or window with the length of the stay."""
    piece, length = sentence.piece(match), sentence.duration(match)
    if piece.nights is not None:
        return None
    if piece.kind != "date":
        return replace(piece, nights=length.nights)
    over = match.groupdict().get("how") == "over"
    first = piece.first - days((length.nights or 0) // 2) if over else piece.first
    return replace(
        piece,
        kind="range",
        first=max(first, sentence.today) if over else first,
        last=_end(length, first),
        nights=length.nights,
        again=None,
    )


def _end(length: Duration, first: date) -> date:
    return first + days(length.nights or 0)


_LED = r"(?:on |around |about )?(?:the )?"
_SEPARATOR = r"(?:, )?(?P<sep>to|until|till|through|up to|-|/|and|or) " + _LED
_SOME = r"(?:about |around |approximately |up to |the )?"
_NOUN = r"(?:trip |stay |holiday |break |vacation |getaway )?"
_FROM = r"(?:(?:,|starting|beginning|commencing|leaving|departing|from|on|in|around|at|during|as of|of|sometime|any time|this) )*(?P<how>over )?"

RANGES = (joint(r"(?P<pre>from |between )?" + _LED + "<X1>" + _SEPARATOR + "<X2>", _span),)
STAYS = (
    joint(r"<X>(?:(?:,|and|for|staying|stay|lasting) )*" + _SOME + "<STAY>", _starting),
    joint(r"(?:for )?" + _SOME + "<STAY>" + _NOUN + _FROM + "(?:the )?<X>", _starting),
)
