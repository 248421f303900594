"""Whether somebody asks what is concluded of their taste, or wants that forgotten."""

from __future__ import annotations

import re
from typing import Literal

_I = r"\b(?:i|we)(?:'d| would| might| may| really| only| just| once| ever| do| also| both)*"
_FEEL = rf"{_I} (?:like|love|enjoy|hate|dislike|prefer|fancy|(?:am|are) (?:not )?(?:into|fond of))\b"
_FELT = rf"{_I} (?:liked|disliked|loved|hated|clicked|looked at|waved|turned down)\b"
_YOU_THINK = (
    r"\byou(?:'ve| have)?(?: \w+)? (?:thinking|think|thought|believed?|assum(?:e|ed|ing)|conclud(?:e|ed)|figured?"
    r"|guess(?:ed)?|suppose|know|got the idea|get the idea)\b"
)
_MINE = r"\b(?:my|our) (?:\w+ )?(?:tastes?|likes and dislikes|likings|likes|dislikes)\b"
_ASK = r"\b(?:what|why|how|which|do you|did you|have you)\b"
_FORGET = r"\b(?:forget|erase|delete|clear|reset|wipe|remove|unlearn|undo|discard)\b"
FORGET = re.compile(rf"{_FORGET}.*(?:{_MINE}|{_FELT}|{_YOU_THINK}.*{_FEEL})")
SHOW = re.compile(
    rf"{_ASK}.*{_YOU_THINK}.*(?:{_FEEL}|{_MINE})"
    rf"|{_ASK}.*\b(?:learn(?:ed|t)?|is|are|remember|kept|keep|stored?|noted?)\b.*{_MINE}"
    rf"|\b(?:show|tell|explain|describe|list|see)(?: me)?(?: about| what is)? {_MINE}"
    rf"|^{_MINE}\W*$"
)


def taste_asked(text: str) -> Literal["show", "forget"] | None:
    """What a sentence wants of the traveller's taste; None where it is about something else."""
    said = text.casefold().replace("\u2019", "'")
    if FORGET.search(said):
        return "forget"
    return "show" if SHOW.search(said) else None
