"""Days moved against those that are known: "one night longer", "2 more nights", "leave a day earlier"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from world.folding import fold
from world.numerals import COUNT, count_of

Edge = Literal["leave", "start", "end", "both"]

_UNITS = {"n": 1, "d": 1, "w": 7}
_UNIT = r"(?P<unit>night|day|week)s?"
_MOVED = re.compile(
    rf"\b(?P<count>{COUNT}) {_UNIT} (?:(?P<back>earlier|sooner)|(?P<on>later))\b(?! than)"
    rf"|\b(?:(?P<off>postpone|delay|push)(?: \w+){{0,3}}|(?P<forth>bring|move|pull)(?: \w+){{0,3}} forward) by "
    rf"(?P<count2>{COUNT}) (?P<unit2>night|day|week)s?\b"
)
_LENGTH = re.compile(
    rf"\b(?P<count>{COUNT}) {_UNIT} (?:(?P<more>longer|more|extra|in addition)|(?P<less>shorter|less|fewer))\b(?! than)"
    rf"|\b(?P<count2>{COUNT}) (?:(?P<more2>more|extra|additional|further)|(?P<less2>fewer|less)) "
    r"(?P<unit2>night|day|week)s?\b"
    r"|\b(?P<another>another) (?P<unit3>night|day|week)\b"
    rf"|\b(?:(?P<more4>extend|prolong|lengthen)|(?P<less4>shorten|cut))(?: \w+){{0,3}} by (?P<count4>{COUNT}) "
    r"(?P<unit4>night|day|week)s?\b"
    rf"|\b(?P<more5>add) (?P<count5>{COUNT}) (?P<unit5>night|day|week)s?\b"
)
_EDGES: tuple[tuple[Edge, re.Pattern[str]], ...] = (
    ("end", re.compile(r"\b(?:back|return\w*|(?:come|go|fly|get|head)(?:ing)? home|check(?:ing)?[- ]?out)\b")),
    ("leave", re.compile(r"\bleav(?:e|ing)\b")),
    ("start", re.compile(r"\b(?:depart\w*|fly\w*|go|going|start\w*|arriv\w*|check(?:ing)?[- ]?in|out)\b")),
)


@dataclass(frozen=True)
class Shift:
    """``days`` (negative: earlier, shorter) by which an end of the trip moves, or both; a longer trip moves its end.

    ``leave`` is the way out of a flight and the last day of a stay.
    """

    start: int
    end: int
    edge: Edge
    days: int

    def as_dict(self) -> dict[str, str | int]:
        """``{"edge", "days"}``."""
        return {"edge": self.edge, "days": self.days}


def find_shift(text: str) -> Shift | None:
    """The first move or change of length that ``text`` asks for."""
    folded = fold(text)
    length = _LENGTH.search(folded)
    if length:
        said = _said(length)
        days = -_days(said) if "less" in said else _days(said)
        return Shift(*length.span(), "end", days)
    moved = _MOVED.search(folded)
    if moved:
        said = _said(moved)
        days = -_days(said) if "back" in said or "forth" in said else _days(said)
        whole = "off" in said or "forth" in said
        return Shift(*moved.span(), "both" if whole else _edge(folded), days)
    return None


def _said(match: re.Match[str]) -> dict[str, str]:
    """The groups that took part, without the digit that tells the alternatives apart."""
    return {name.rstrip("2345"): value for name, value in match.groupdict().items() if value}


def _days(said: dict[str, str]) -> int:
    return (count_of(said.get("count", "1")) or 1) * _UNITS[said["unit"][0]]


def _edge(folded: str) -> Edge:
    return next((edge for edge, pattern in _EDGES if pattern.search(folded)), "both")
