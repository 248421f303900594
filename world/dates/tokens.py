"""Cut a text into tokens and write their codes as one line, on which the rules' patterns work.

"from the 3rd to 5 March" becomes "from the O3 to N5 M3 ": every token one code and one blank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from world.dates.vocabulary import CODES, code_of

_TOKEN = re.compile(
    r"""
    (?P<numeric> (?<!\d)(?: \d{4}-\d{1,2}-\d{1,2} | \d{4}/\d{1,2}/\d{1,2}
        | \d{1,2}([/.-])\d{1,2}\2\d{4} | \d{1,2}([/.])\d{1,2}\3\d\d
        | \d{1,2}/\d{1,2}(?!/\d) | \d{1,2}\.\d{1,2}(?:\.(?!\d))?(?!\s?[ap]\.?m\b) ) (?!\d) )
  | (?P<time> \d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b\.? | \d{1,2}:\d\d(?!\d) | \d{1,2}h\d\d(?!\d) )
  | (?P<ordinal> \d{1,2}(?:st|nd|rd|th)\b )
  | (?P<number> \d+ )
  | (?P<compound> (?:twenty|thirty)[\s-]\s?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth
        |one|two|three|four|five|six|seven|eight|nine)\b )
  | (?P<word> [^\W\d_]+ ) (?:['’]s\b|(?<=s)['’](?!\w))?
  | (?P<mark> [^\w\s] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKS = {"–": "-", "—": "-", "−": "-", "‑": "-", "’": "'", "&": "and"}
_LEADING_DIGITS = re.compile(r"\d+")


class Token(NamedTuple):
    """A piece of text: its characters, their offsets and its code."""

    start: int
    end: int
    text: str
    code: str


@dataclass(frozen=True)
class Line:
    """Tokens, the line of their codes, and the offset in it at which each begins."""

    tokens: tuple[Token, ...]
    line: str
    offsets: tuple[int, ...]
    now: datetime
    day_first: bool

    def code(self, index: int) -> str:
        """The code at an index, "" outside the text."""
        return self.tokens[index].code if 0 <= index < len(self.tokens) else ""

    def text(self, index: int) -> str:
        """The characters at an index, "" outside the text."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""


def line_of(tokens: list[Token], now: datetime, day_first: bool) -> Line:
    """Write the codes of the tokens as one line."""
    offsets, at = [], 0
    for token in tokens:
        offsets.append(at)
        at += len(token.code) + 1
    return Line(tuple(tokens), "".join([token.code + " " for token in tokens]), tuple(offsets), now, day_first)


def read(text: str) -> list[Token]:
    """Tokens of a text. Any text will do."""
    return [Token(m.start(), m.end(), m.group(), _code(m)) for m in _TOKEN.finditer(text)]


def _code(match: re.Match[str]) -> str:
    kind, text = match.lastgroup, match.group()
    if kind == "word":
        return code_of(match["word"].lower())
    if kind == "mark":
        return _MARKS.get(text, text)
    if kind == "number":
        return f"N{int(text)}" if len(text) <= 4 else "#"
    if kind == "ordinal":
        return "O" + str(int(_LEADING_DIGITS.findall(text)[0]))
    if kind == "compound":
        return _compound(text.lower())
    return "T" if kind == "time" else "D"


def _compound(text: str) -> str:
    unit = CODES[re.split(r"[\s-]+", text)[-1]]
    return f"{unit[0]}{int(unit[1:]) + (20 if text.startswith('twenty') else 30)}"
