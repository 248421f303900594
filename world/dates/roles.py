"""Which day is the way out and which the way back, and pairs of them in one sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from world.dates.grammar import Meaning
from world.dates.pieces import Cue, Piece
from world.dates.ranges import pair
from world.dates.sentence import Sentence, joint

_REACH = 7  # words between a cue and its day
_LEAVE = (
    "leave leaving leaves depart departing departs departure go going out outbound fly flying start starting".split()
)
_BACK = "back return returning returns inbound checkout dropoff".split()
_CUES: dict[str, Cue] = {
    **dict.fromkeys(_LEAVE, "leave"),
    **dict.fromkeys("arrive arriving arrives arrival checkin pickup".split(), "arrive"),
    **dict.fromkeys(_BACK, "back"),
}
_PHRASES: dict[str, dict[str, Cue]] = {
    "in": dict.fromkeys(("check", "checking"), "arrive"),
    "up": dict.fromkeys(("pick", "picking"), "arrive"),
    "out": dict.fromkeys(("check", "checking"), "back"),
    "off": dict.fromkeys(("drop", "dropping"), "back"),
    "home": dict.fromkeys("come coming comes go going get fly flying head heading".split(), "back"),
}
_LED_BY: dict[str, Cue] = {
    "until": "back",
    "till": "back",
    "up to": "back",
    "from": "leave",
    **dict.fromkeys(("starting", "starting on", "starting from", "beginning"), "leave"),
}
_TICKETS = frozenset("flight flights ticket tickets trip trips fare journey".split())
_OWNERS = frozenset("my our the their your".split())
_STOPS = frozenset(".?!;")


def _led(sentence: Sentence, match: re.Match[str]) -> Piece | None:
    """Take in the words that lead to a piece; "until" and "from" also tell its role."""
    piece = sentence.piece(match)
    cue = _LED_BY.get((match["lead"] or "").strip())
    return piece if cue is None or piece.kind == "range" else replace(piece, cue=cue)


LED = joint(
    "X",
    r"(?:(?:any ?time|anytime|sometime|some time) )?"
    r"(?P<lead>(?:starting on|starting from|starting|beginning|on|in|at|by|from|for|during|over|until|till|up to) )?"
    r"(?:the |this |coming )?<X>",
    _led,
)


def _cue_before(sentence: Sentence, index: int) -> Cue | None:
    """The nearest cue before a piece, within its clause."""
    for at in range(index - 1, max(-1, index - 1 - _REACH), -1):
        code = sentence.code(at)
        if code in _STOPS or code[0] == "X":
            return None
        previous = sentence.code(at - 2 if sentence.code(at - 1) == "-" else at - 1)
        if (cue := _PHRASES.get(code, {}).get(previous)) is not None:
            return cue
        if code in _CUES and not _is_ticket(sentence, at):
            return _CUES[code]
    return None


def _is_ticket(sentence: Sentence, at: int) -> bool:
    """A "return ticket" is one for both ways: its day is that of the way out."""
    return sentence.code(at) == "return" and sentence.code(at + 1) in _TICKETS and sentence.code(at - 1) not in _OWNERS


def _cue_behind(sentence: Sentence, index: int) -> Cue | None:
    """ "Monday out, Thursday back"."""
    closes = sentence.code(index + 2) in ("", ",", "and", "-", *_STOPS)
    return _CUES[sentence.code(index + 1)] if closes and sentence.code(index + 1) in ("out", "back") else None


def mark_cues(sentence: Sentence) -> None:
    """Give every day or window its cue, where the words around it have one."""
    hits: list[tuple[int, int, Meaning]] = []
    for index, unit in enumerate(sentence.units):
        piece = unit.meaning
        if isinstance(piece, Piece) and piece.kind != "range" and piece.cue is None:
            cue = _cue_behind(sentence, index) or _cue_before(sentence, index)
            if cue:
                hits.append((index, index + 1, replace(piece, cue=cue)))
    sentence.merge(hits)


def pair_days(sentence: Sentence) -> None:
    """Make one range of a day out and the next day back, where they stand in one sentence."""
    hits: list[tuple[int, int, Meaning]] = []
    pending: int | None = None
    for index, unit in enumerate(sentence.units):
        if sentence.code(index) in _STOPS:
            pending = None
        if not isinstance(unit.meaning, Piece):
            continue
        joined = _joined(sentence.units[pending].meaning, unit.meaning) if pending is not None else None
        if joined is not None and pending is not None:
            hits.append((pending, index + 1, joined))
        pending = index if joined is None and unit.meaning.kind == "date" else None
    sentence.merge(hits)


def _joined(one: Meaning | None, two: Piece) -> Piece | None:
    if not isinstance(one, Piece) or two.kind != "date":
        return None
    if (two.cue == "back" and one.cue != "back") or (one.cue == "arrive" and two.cue == "leave"):
        return pair(one, two)
    if one.cue == "back" and two.cue in ("leave", "arrive"):
        return pair(two, one)
    return None
