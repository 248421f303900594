"""Text with emphasis: as the HTML that Telegram takes, and in pieces that are not too long for one message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

MAX_TEXT = 4096
MAX_CAPTION = 1024
"""Both in UTF-16 units, after the markup has been read."""

# Where a text may be parted, the best first; each ends behind the break.
_BREAKS = tuple(re.compile(pattern) for pattern in (r"\n\n+", r"\n", r"[.!?…。]['\")\]]*\s+", r"\s+"))


@dataclass(frozen=True)
class Span:
    """Words in one style."""

    text: str
    tag: Literal["", "b", "i"] = ""

    @property
    def html(self) -> str:
        """Everything that could be read as markup is escaped."""
        words = escape(self.text, quote=False)
        return f"<{self.tag}>{words}</{self.tag}>" if self.tag and self.text.strip() else words


def utf16(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text) + sum(character > "\uffff" for character in text)


def html_of(spans: Sequence[Span]) -> str:
    """The whole as HTML."""
    return "".join(span.html for span in spans)


def pieces(spans: Sequence[Span], limit: int = MAX_TEXT) -> list[list[Span]]:
    """The spans in pieces of at most ``limit``, parted between paragraphs, lines, sentences or words.

    Nothing is lost but the blanks where it is parted; nothing remains of what is only blank.
    """
    found = []
    rest = list(spans)
    while rest:
        text = "".join(span.text for span in rest)
        cut = len(text) if utf16(text) <= limit else _cut(text, limit)
        piece, rest = _parted(rest, cut)
        if trimmed := _trimmed(piece):
            found.append(trimmed)
    return found


def _cut(text: str, limit: int) -> int:
    """Characters of the first piece; a break in its first half would leave a stub, then a lesser break is taken."""
    most = _characters(text, limit)
    for pattern in _BREAKS:
        ends = [found.end() for found in pattern.finditer(text, 0, most)]
        if ends and ends[-1] > most // 2:
            return ends[-1]
    return most


def _characters(text: str, limit: int) -> int:
    """How many characters from the start are no longer than the limit."""
    units = 0
    for index, character in enumerate(text):
        units += 2 if character > "\uffff" else 1
        if units > limit:
            return index
    return len(text)


def _parted(spans: Sequence[Span], cut: int) -> tuple[list[Span], list[Span]]:
    before: list[Span] = []
    for index, span in enumerate(spans):
        if cut < len(span.text):
            head, tail = Span(span.text[:cut], span.tag), Span(span.text[cut:], span.tag)
            return [*before, head] if head.text else before, [tail, *spans[index + 1 :]]
        before.append(span)
        cut -= len(span.text)
    return before, []


def _trimmed(spans: Sequence[Span]) -> list[Span]:
    """Without blanks at both ends, which Telegram cuts off too."""
    found = list(spans)
    while found and not found[0].text.strip():
        found.pop(0)
    while found and not found[-1].text.strip():
        found.pop()
    if found:
        found[0] = Span(found[0].text.lstrip(), found[0].tag)
        found[-1] = Span(found[-1].text.rstrip(), found[-1].tag)
    return found
