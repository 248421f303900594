"""What a sentence says of messages that come by themselves: which are not wanted, and in which hours none is."""

from __future__ import annotations

import re
from typing import Any

from travel.account.quiet import MUTABLE, NEVER, QUIET_HOURS, parse_hours

NEWS = r"(?:alerts?|changes?|drops?|news|messages?|notifications?|updates?|watch(?:es)?)\b"
KINDS = {
    "reminder": re.compile(r"\breminders?\b|\b(?:stop|don't|do not|dont|never|quit) remind(?:ing)?\b"),
    "price": re.compile(rf"\b(?:price|fare|deal)s?[\s-]?{NEWS}"),
    "booking": re.compile(rf"\b(?:booking|cancellation|confirmation)s?[\s-]{NEWS}"),
}
EVERY = re.compile(r"\b(?:notifications?|push(?:es)?|alerts)\b")
UNWANTED = re.compile(
    r"\b(?:no|stop|mute|without|never|silence|unsubscribe|disable|don't|do not|dont|quit)\b|"
    r"\b(?:switch|turn)\b.*\boff\b"
)
WANTED_AGAIN = re.compile(r"\b(?:unmute|again|enable)\b|\b(?:switch|turn)\b.*\bon\b|\bon\W*$|\bback\b")
TO_WRITE = re.compile(
    r"\b(?:quiet|silent|silence) (?:hours|time)\b|\bmessages?\b|"
    r"\b(?:disturb|write|text|ping|wake|notify|contact|bother)(?:ing|s)?\b"
)
HOUR = r"(\d{1,2})(?:[:.]([0-5]\d))?\s*(am|pm|a\.m\.|p\.m\.)?(?:\s*o'clock)?"
SPAN = re.compile(rf"\b{HOUR}\s*(?:-|\u2013|to|and|till|until)\s*{HOUR}")
FROM = re.compile(rf"\b(?:after|from|past) {HOUR}")
NIGHT = re.compile(r"\bnights?\b|\b(?:while|when) i(?:'m| am)? (?:asleep|sleep(?:ing)?)\b")
UNWANTED_THEN = re.compile(r"\b(?:no|not|never|don't|dont|stop|without)\b|n't\b|\b(?:quiet|silent)\b")
ANY_TIME = re.compile(
    r"\bany ?time\b|\bday (?:and|or) night\b|24/7|\baround the clock\b|"
    r"\b(?:no|without|end|stop|any more) quiet (?:hours|time)\b"
)
USUAL = re.compile(r"\b(?:usual|normal|default|forget|reset)\b.*\bquiet (?:hours|time)\b")
LONGEST = 14
"""Hours; "9 to 9" without more is the night, "10 to 7" no whole day."""


def read_pushes(said: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Preferences that are set, and those that are taken back; None when the sentence is about something else.

    ``said`` is in small letters.
    """
    if TO_WRITE.search(said):
        if USUAL.search(said):
            return {}, {"quiet_hours": None}
        if hours := _quiet_hours(said):
            return {"quiet_hours": hours}, {}
    kinds = [kind for kind, words in KINDS.items() if words.search(said)]
    if not kinds and EVERY.search(said):
        kinds = list(MUTABLE)
    if kinds and WANTED_AGAIN.search(said):
        return {}, {"mute": kinds}
    return ({"mute": kinds}, {}) if kinds and UNWANTED.search(said) else None


def _quiet_hours(said: str) -> str | None:
    if ANY_TIME.search(said):
        return NEVER
    if not UNWANTED_THEN.search(said):
        return None
    if span := SPAN.search(said):
        return _hours(span.groups()[:3], span.groups()[3:])
    usual = QUIET_HOURS.split("-")
    if begins := FROM.search(said):
        return _hours(begins.groups(), (usual[1], None, "am"))
    return QUIET_HOURS if NIGHT.search(said) else None


def _hours(start: tuple[str | None, ...], end: tuple[str | None, ...]) -> str | None:
    first, last = _minutes(start), _minutes(end)
    if start[2] is None and first < 12 * 60 and (last - first - 1) % (24 * 60) >= LONGEST * 60:
        first += 12 * 60
    written = f"{_clock(first)}-{_clock(last)}"
    try:
        parse_hours(written)
    except ValueError:
        return None
    return written


def _minutes(parts: tuple[str | None, ...]) -> int:
    hour, minute, half = int(parts[0] or 0), int(parts[1] or 0), (parts[2] or "")[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return (hour % 24 if hour <= 24 else hour) * 60 + minute


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}" if minutes % 60 else str(minutes // 60)
