"""One folded copy of a text for every matcher: lower case, plain quotes, dashes and blanks, the same length."""

from __future__ import annotations

from collections.abc import Iterable

_PLAIN = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u00b4`"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\t\r\n\v\f"), " "),
}


def fold(text: str) -> str:
    """Lower-case ``text`` with plain quotes, dashes and blanks; positions stay those of ``text``."""
    plain = text.translate(_PLAIN)
    lower = plain.lower()
    if len(lower) == len(plain):
        return lower
    # A few capitals (such as the dotted Turkish one) grow when lowered and would shift every later position.
    return "".join(low if len(low := char.lower()) == 1 else char for char in plain)


def mask(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with the half-open ``spans`` blotted out by U+0000, so that nothing matches in or across them."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = "\x00" * (end - start)
    return "".join(chars)
