"""A text while its pieces are joined: units, and the line of their codes on which the joining patterns work.

In that line a day is Xd4, a range Xr4, a window Xw4, a length of stay L4, any other length Y4; the number tells which.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from world.dates.grammar import Meaning, Unit, compile_pattern
from world.dates.pieces import Duration, Piece
from world.dates.tokens import Token

Stretch = tuple[int, int, Meaning]


class Sentence:
    """The units of one text. `apply` joins those that a pattern finds."""

    def __init__(self, units: list[Unit], now: datetime) -> None:
        self.now = now
        self.today = now.date()
        self._meanings: list[Meaning] = []
        self._set([unit if unit.meaning is None else self._coded(unit.token, unit.meaning) for unit in units])

    def _coded(self, token: Token, meaning: Meaning) -> Unit:
        self._meanings.append(meaning)
        return Unit(token._replace(code=f"{_letters(meaning)}{len(self._meanings) - 1}"), meaning)

    def _set(self, units: list[Unit]) -> None:
        self.units = units
        self._codes = [unit.token.code for unit in units]
        self.line = " ".join(self._codes) + " "
        self._indexes: dict[int, int] | None = None

    def code(self, index: int) -> str:
        """The code at an index, "" outside the text."""
        return self._codes[index] if 0 <= index < len(self._codes) else ""

    def index_at(self, offset: int) -> int:
        """Index of the unit whose code begins at an offset of the line."""
        if self._indexes is None:
            self._indexes, at = {}, 0
            for index, code in enumerate(self._codes):
                self._indexes[at] = index
                at += len(code) + 1
            self._indexes[at] = len(self._codes)
        return self._indexes[offset]

    def piece(self, match: re.Match[str], group: str = "x") -> Piece:
        """The piece that a group of a match names."""
        meaning = self._meanings[int(match[group])]
        assert isinstance(meaning, Piece)
        return meaning

    def duration(self, match: re.Match[str]) -> Duration:
        """The length that the group "l" of a match names."""
        meaning = self._meanings[int(match["l"])]
        assert isinstance(meaning, Duration)
        return meaning

    def apply(self, joint: Joint) -> None:
        """Join what the pattern finds, once from left to right."""
        if not any(word in self.line for word in joint.words):
            return
        hits: list[Stretch] = []
        for match in joint.pattern.finditer(self.line):
            try:
                meaning = joint.join(self, match)
            except (ValueError, OverflowError):
                continue
            if meaning is not None:
                hits.append((self.index_at(match.start()), self.index_at(match.end()), meaning))
        self.merge(hits)

    def merge(self, hits: list[Stretch]) -> None:
        """Put one unit in place of each stretch [start, end); stretches ascend and do not overlap."""
        if not hits:
            return
        units, at = [], 0
        for start, end, meaning in hits:
            first, last = self.units[start].token, self.units[end - 1].token
            units += self.units[at:start]
            units.append(self._coded(Token(first.start, last.end, first.text, ""), meaning))
            at = end
        self._set(units + self.units[at:])


@dataclass(frozen=True)
class Joint:
    """A pattern over the line of units, and what joins its match; None leaves the units as they are.

    The pattern can only match a line that holds one of the `words`: looking for those first is much faster.
    """

    words: tuple[str, ...]
    pattern: re.Pattern[str]
    join: Callable[[Sentence, re.Match[str]], Meaning | None]


def joint(words: str, notation: str, join: Callable[[Sentence, re.Match[str]], Meaning | None]) -> Joint:
    """A joint from its words (blank between) and its pattern, which begins at a unit's beginning."""
    return Joint(tuple(words.split(" ")), compile_pattern(r"(?<!\S)" + notation), join)


def _letters(meaning: Meaning) -> str:
    if isinstance(meaning, Piece):
        return "X" + meaning.kind[0]
    return "Y" if meaning.nights is None else "L"
