"""What may be typed: text that shows something, and nothing that the engine would take for a command."""

from __future__ import annotations

import unicodedata

from messages import MAX_TEXT

_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Characters that show nothing although Unicode counts them as letters or symbols."""
_SLASHES = frozenset("/\uff0f\u2044\u2215\u29f8\u2571")
"""The slash and its look-alikes: full width, fraction, division, big solidus, box drawing."""
_TRIGGER = "EXTERNAL"


def problem_of(text: str) -> str | None:
    """Why a text cannot be a message, in words for the sender; None when it can."""
    if len(text) > MAX_TEXT:
        return f"is longer than {MAX_TEXT} characters"
    if "\0" in text:
        return "contains the character U+0000"
    if any("\ud800" <= character <= "\udfff" for character in text):
        return "contains half of a character (a lone surrogate)"
    if not visible(text):
        return "shows nothing: it is empty or has only blanks and control characters"
    return None


def visible(text: str) -> str:
    """The text from its first character that shows something; empty when there is none."""
    for index, character in enumerate(text):
        if character not in _BLANK_LETTERS and not _shows_nothing(unicodedata.category(character)):
            return text[index:]
    return ""


def _shows_nothing(category: str) -> bool:
    """Controls, format characters, blanks, and marks that have no letter to stand on."""
    return category[0] in "CZ" or category in ("Mn", "Me")


def is_command(text: str) -> bool:
    """Whether the engine might act on it: Rasa's ``/intent{…}`` would set slots, ``EXTERNAL…`` fakes an event.

    Only choices that we issued may do that; such text is answered as not understood.
    """
    shown = visible(text)
    begins = "".join(character for character in shown[:40] if unicodedata.category(character) != "Cf")
    return shown[:1] in _SLASHES or unicodedata.normalize("NFKC", begins).startswith(_TRIGGER)
