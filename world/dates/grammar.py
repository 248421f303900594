"""The notation of the rules, and the scanner that applies them to a line of codes.

A pattern is a regular expression over the line ("the O3 of M12 "): literal words end with a blank, and names in angle
brackets stand for the building blocks below. A digit in such a name is added to its groups, so that a block can be used
twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from world.dates.pieces import Duration, Piece
from world.dates.tokens import Line, Token

_COUNTED = """day night week month year fortnight hour hours minute minutes adult adults child children kid kids infant
infants baby babies person persons people pax passenger passengers guest guests traveller travellers traveler travelers
friend friends of room rooms bed beds bedroom bedrooms ticket tickets seat seats bag bags star stars euro euros eur
dollar dollars usd pound pounds gbp quid chf""".split()
_BLOCKS = {
    "DAY": r"[NOP](?P<d#>\d\d?) (?:\. (?=[M-]))?",
    "MONTH": r"M(?P<m#>\d\d?) (?:\. (?=[NOP,-]))?",
    "YEAR": r"(?:(?:, )?(?:of |in )?"
    r"(?:N(?P<y#>(?:19|20)\d\d) |(?P<rel#>next|this|the following) year |' N(?P<yy#>\d\d) ))",
    "WDAY": r"(?:W\d (?:\. )?(?:, )?(?:the )?)?",
    "NOTCOUNTED": r"(?!(?:" + "|".join(_COUNTED) + r"|[€$£%]) )",
    "PERIOD": r"(?:(?:(?P<q>next|this|coming) )?[MS](?P<p>\d\d?) (?:\. (?=[N,]))?<YEAR>?"
    r"|(?:(?P<pq>next|this|the|coming|following) )?(?P<unit>month|year|week) |N(?P<py>20\d\d) )",
    "COUNT": r"(?:(?:a )?(?P<vague>couple of|couple|few|several)|(?P<art>an?)|[NC](?P<n>\d{1,3})) ",
    "X": r"X[drw](?P<x#>\d+) ",
    "XDATE": r"Xd(?P<x#>\d+) ",
    "XWINDOW": r"Xw(?P<x#>\d+) ",
    "SIDE": r"(?P<how>before|after|following) ",
    "STAY": r"L(?P<l>\d+) ",
    "LENGTH": r"[LY](?P<l>\d+) ",
    "UNIT": r"(?P<u>day|night|week|fortnight|weekend|month|year) ",
}
_TYPED = frozenset("CDMNOPSTW")
_NAME = re.compile(r"<([A-Z]+)(\d?)>")


def compile_pattern(notation: str) -> re.Pattern[str]:
    """Compile a pattern in the notation of this module."""
    expanded = notation
    while _NAME.search(expanded):
        expanded = _NAME.sub(lambda m: "(?:" + _BLOCKS[m[1]].replace("#", m[2]) + ")", expanded)
    return re.compile(expanded)


@dataclass(frozen=True)
class Found:
    """A pattern's match: the line, and the indexes of its first token and of the first one behind it."""

    line: Line
    match: re.Match[str]
    start: int
    end: int

    @property
    def today(self) -> date:
        """The day on which the sentence is said."""
        return self.line.now.date()

    @property
    def whole(self) -> bool:
        """Whether nothing but closing marks stands beside it."""
        return self.start == 0 and all(token.code in ".!?,please" for token in self.line.tokens[self.end :])

    def __getitem__(self, group: str) -> str:
        return self.match[group] or ""

    def number(self, group: str) -> int:
        """A group's number; only for groups that took part in the match."""
        return int(self.match[group])

    def before(self, back: int = 1) -> str:
        """The code so many tokens before the match, "" where there is none."""
        return self.line.code(self.start - back)

    def after(self, ahead: int = 1) -> str:
        """The code so many tokens behind the match, "" where there is none."""
        return self.line.code(self.end + ahead - 1)


Meaning = Piece | Duration
Resolver = Callable[[Found], "Meaning | None"]


@dataclass(frozen=True)
class Rule:
    """An expression and its resolver. `starts` lists the codes, or letters of codes, with which it can begin.

    The resolver answers None where the words mean something else, and raises ValueError for a day that does not exist.
    """

    starts: tuple[str, ...]
    pattern: re.Pattern[str]
    resolve: Resolver


def rule(starts: str, notation: str, resolve: Resolver) -> Rule:
    """A rule from the codes it can start with (blank between) and its pattern."""
    return Rule(tuple(starts.split()), compile_pattern(notation), resolve)


class Unit(NamedTuple):
    """A stretch of tokens: plain, with a meaning, or (meaning None, code "!") words of an impossible day."""

    token: Token
    meaning: Meaning | None = None


def is_impossible(unit: Unit) -> bool:
    """Whether a unit is the words of an impossible day, not a mere exclamation mark."""
    return unit.token.code == "!" and unit.token.text != "!"


def index_rules(rules: Sequence[Rule]) -> dict[str, list[Rule]]:
    """Rules by the code or letter with which they begin."""
    table: dict[str, list[Rule]] = {}
    for entry in rules:
        for start in entry.starts:
            table.setdefault(start, []).append(entry)
    return table


def scan(line: Line, table: dict[str, list[Rule]]) -> list[Unit]:
    """Apply rules from left to right, the longest match first."""
    ends = {offset: index for index, offset in enumerate(line.offsets)}
    ends[len(line.line)] = len(line.tokens)
    units, index = [], 0
    while index < len(line.tokens):
        token = line.tokens[index]
        unit, end = None, index + 1
        rules = table.get(token.code[0] if token.code[0] in _TYPED else token.code)
        if rules:
            unit, end = _longest(line, index, rules, ends)
        units.append(unit or Unit(token))
        index = end
    return units


def _longest(line: Line, index: int, rules: list[Rule], ends: dict[int, int]) -> tuple[Unit | None, int]:
    offset = line.offsets[index]
    hits = [(match.end(), entry, match) for entry in rules if (match := entry.pattern.match(line.line, offset))]
    for stop, entry, match in sorted(hits, key=lambda hit: -hit[0]):
        end = ends[stop]
        try:
            meaning = entry.resolve(Found(line, match, index, end))
        except (ValueError, OverflowError):
            return Unit(_joined(line, index, end, "!")), end
        if meaning is not None:
            return Unit(_joined(line, index, end, ""), meaning), end
    return None, index + 1


def _joined(line: Line, start: int, end: int, code: str) -> Token:
    first, last = line.tokens[start], line.tokens[end - 1]
    return Token(first.start, last.end, first.text, code)
