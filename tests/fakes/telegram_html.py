"""How the Bot API reads HTML: what it refuses, and the words and entities that come out of it."""

from __future__ import annotations

import html
import re
from typing import Any

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "s": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}
_PIECES = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z-]+)(?P<more>[^<>]*)>|(?P<text>[^<]+)|(?P<wrong><)")
_HREF = re.compile(r'\s*href="([^"]*)"')

Json = dict[str, Any]


class CannotParse(ValueError):
    """The HTML is not what the Bot API takes; the message is its description."""


def parse(markup: str) -> tuple[str, list[Json]]:
    """The words and their entities, offsets in UTF-16 units. Raises CannotParse."""
    text = ""
    entities: list[Json] = []
    open_tags: list[tuple[str, int, Json]] = []
    for piece in _PIECES.finditer(markup):
        if piece["wrong"]:
            raise CannotParse(f"Unsupported start tag at byte offset {len(markup[: piece.start()].encode())}")
        if piece["text"] is not None:
            text += html.unescape(piece["text"])
        elif piece["end"]:
            if not open_tags or open_tags[-1][0] != piece["tag"].lower():
                raise CannotParse(f'Unexpected end tag "{piece["tag"]}"')
            _, start, entity = open_tags.pop()
            length = utf16(text) - start
            if length:
                entities.append({**entity, "offset": start, "length": length})
        else:
            open_tags.append((piece["tag"].lower(), utf16(text), _entity(piece["tag"].lower(), piece["more"])))
    if open_tags:
        raise CannotParse(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    return text, sorted(entities, key=lambda one: (one["offset"], -one["length"]))


def utf16(text: str) -> int:
    """Length as the Bot API counts it."""
    return len(text.encode("utf-16-le")) // 2


def _entity(tag: str, more: str) -> Json:
    if tag not in TAGS:
        raise CannotParse(f'Unsupported start tag "{tag}"')
    if tag == "a":
        link = _HREF.fullmatch(more)
        if link is None:
            raise CannotParse('Tag "a" must have attribute "href"')
        return {"type": "text_link", "url": html.unescape(link[1])}
    if more.strip():
        raise CannotParse(f'Unexpected attribute in tag "{tag}"')
    return {"type": TAGS[tag]}
