"""Messengers by the names that people give them."""

from __future__ import annotations

import re

from actions.turn import Turn

TELEGRAM = "telegram"
NAMES = {TELEGRAM: "Telegram", "slack": "Slack"}
WORDS = {TELEGRAM: re.compile(r"\btele?gramm?\b|\btg\b"), "slack": re.compile(r"\bslack\b")}
ALL = "all"
EVERY = re.compile(r"\b(?:all|every|any|everything|everywhere|both)\b")


def channel_said(turn: Turn) -> str | None:
    """The messenger that was tapped or named; None when none was."""
    tapped = turn.entities.get("next_step")
    if tapped in NAMES:
        return str(tapped)
    said = turn.text.casefold()
    return next((name for name, words in WORDS.items() if words.search(said)), None)


def all_said(turn: Turn) -> bool:
    """Whether every messenger is meant."""
    return turn.entities.get("next_step") == ALL or EVERY.search(turn.text.casefold()) is not None


def shown_name(channel: str) -> str:
    """As the messenger writes itself."""
    return NAMES.get(channel, channel.title())
