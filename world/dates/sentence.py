"""A text while its pieces are joined: units, and the line of their codes on which the joining patterns work.

In that line a day is Xd4, a range Xr4, a window Xw4, a length of stay L4 and any other length Y4, the number being the unit's index.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from world.dates.grammar import Meaning, Unit, compile_pattern
from world.dates.pieces import Duration, Piece
from world.dates.tokens import Token


class Sentence:
    """The units of one text. `apply` joins those that a pattern finds."""

    def __init__(self, units: list[Unit], now: datetime) -> None:
        self.now = now
        self.today = now.date()
        self._set(units)

    def _set(self, units: list[Unit]) -> None:
        self.units = units
        self._codes = [_code(index, unit) for index, unit in enumerate(units)]
        self.line = "".join([code + " " for code in self._codes])
        self._index_at: dict[int, int] | None = None

    def code(self, index: int) -> str:
        """The code at an index, "" outside the text."""
        return self._codes[index] if 0 <= index < len(self._codes) else ""

    def index_at(self, offset: int) -> int:
        """Index of the unit whose code begins at an offset of the line."""
        if self._index_at is None:
            self._index_at, at = {}, 0
            for index, code in enumerate(self._codes):
                self._index_at[at] = index
                at += len(code) + 1
            self._index_at[at] = len(self._codes)
        return self._index_at[offset]

    def piece(self, match: re.Match[str], group: str = "x") -> Piece:
        """The piece that a group of a match names."""
        meaning = self.units[int(match[group])].meaning
        assert isinstance(meaning, Piece)
        return meaning

    def duration(self, match: re.Match[str]) -> Duration:
        """The length that the group "l" of a match names."""
        meaning = self.units[int(match["l"])].meaning
        assert isinstance(meaning, Duration)
        return meaning

    def apply(self, joint: Joint) -> None:
        """Join what the pattern finds, once from left to right."""
        hits: list[tuple[int, int, Meaning]] = []
        for match in joint.pattern.finditer(self.line):
            try:
                meaning = joint.join(self, match)
            except (ValueError, OverflowError):
                continue
            if meaning is not None:
                hits.append((self.index_at(match.start()), self.index_at(match.end()), meaning))
        self.merge(hits)

    def merge(self, hits: list[tuple[int, int, Meaning]]) -> None:
        """Put one unit in place of each stretch [start, end); stretches ascend and do not overlap."""
        if not hits:
            return
        units, at = [], 0
        for start, end, meaning in hits:
            first, last = self.units[start].token, self.units[end - 1].token
            units += self.units[at:start]
            units.append(Unit(Token(first.start, last.end, first.text, ""), meaning))
            at = end
        self._set(units + self.units[at:])


@dataclass(frozen=True)
class Joint:
    """A pattern over the line of units, and what joins its match; None leaves the units as they are."""

    pattern: re.Pattern[str]
    join: Callable[[Sentence, re.Match[str]], Meaning | None]


def joint(notation: str, join: Callable[[Sentence, re.Match[str]], Meaning | None]) -> Joint:
    """A joint from the notation of the rules; it begins at a unit's beginning."""
    return Joint(compile_pattern(r"(?<!\S)" + notation), join)


def _code(index: int, unit: Unit) -> str:
    meaning = unit.meaning
    if isinstance(meaning, Piece):
        return f"X{meaning.kind[0]}{index}"
    if isinstance(meaning, Duration):
        return f"{'Y' if meaning.nights is None else 'L'}{index}"
    return unit.token.code
