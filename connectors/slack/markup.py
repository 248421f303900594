"""Slack's markup: our texts so that they show as they are, and theirs as somebody meant them."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator

LONGEST_SECTION = 3000
"""Characters of a section's text, as escaped."""
LONGEST_LABEL = 75
"""Of a button or an option."""

_INVISIBLE = "\u200b"
_OPENS = re.compile(r"(?<!\w)([*_~`])(?=\S)")
_ADDRESS = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)\"']")
_REFERENCE = re.compile(r"<([^<>\s][^<>]*)>")
_ENDS = re.compile(r"\n+|(?<=[.!?…]) +| +")


def escape(text: str) -> str:
    """The text as mrkdwn that shows every character of it: nothing in it formats, calls people or is cut."""
    parts, last = [], 0
    for address in _ADDRESS.finditer(text):
        parts += [_plain(text[last : address.start()]), f"<{html.escape(address[0], quote=False)}>"]
        last = address.end()
    return "".join([*parts, _plain(text[last:])])


def _plain(text: str) -> str:
    """Slack knows no escape for the marks that format; one that something invisible follows opens nothing."""
    return _OPENS.sub(rf"\1{_INVISIBLE}", html.escape(text, quote=False))


def section(text: str) -> dict[str, object]:
    """A block of escaped text; ``verbatim``: a name such as @channel in it stays a name."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def plain_text(text: str, longest: int = LONGEST_LABEL) -> dict[str, object]:
    """The text of a button or a title, which shows as it is."""
    return {"type": "plain_text", "text": cut(text, longest), "emoji": False}


def cut(text: str, longest: int) -> str:
    """At most so many characters."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def pieces(text: str, longest: int = LONGEST_SECTION) -> Iterator[str]:
    """The escaped text in pieces of at most ``longest`` characters, parted at lines, sentences or words."""
    rest = text
    while len(escape(rest)) > longest:
        place = _last_end(rest, longest)
        yield escape(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    if rest:
        yield escape(rest)


def _last_end(text: str, longest: int) -> int:
    """Where to part: after the last line that fits, else sentence, else word, else wherever it still fits."""
    fits = bisect_right(range(1, longest + 1), longest, key=lambda length: len(escape(text[:length])))
    ends = [match for match in _ENDS.finditer(text, 0, fits) if match.end() <= fits]
    for wanted in ("\n", ". ! ? …", " "):
        found = [one for one in ends if _is_end(text, one, wanted)]
        if found and found[-1].end() > fits // 4:
            return found[-1].end()
    return fits


def _is_end(text: str, match: re.Match[str], wanted: str) -> bool:
    if wanted == "\n":
        return "\n" in match[0]
    return wanted == " " or text[match.start() - 1] in wanted


def unescape(text: str, bot: str) -> str:
    """What somebody wrote, without our own name and with links, mails and channels as they see them."""
    return html.unescape(_REFERENCE.sub(lambda found: _shown(found[1], bot), text)).strip()


def _shown(reference: str, bot: str) -> str:
    target, _, label = reference.partition("|")
    if target.startswith("@"):
        return "" if target == f"@{bot}" else label or target
    if target.startswith(("#", "!")):
        return f"#{label}" if target.startswith("#") and label else label
    return label or target.removeprefix("mailto:").removeprefix("tel:")
