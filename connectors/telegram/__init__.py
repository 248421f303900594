"""Telegram: updates of the Bot API to our messages, our replies to its calls."""

from connectors.telegram.calls import Call, calls_of
from connectors.telegram.commands import COMMANDS
from connectors.telegram.heard import ALLOWED_UPDATES, CHANNEL, Heard, hear, incoming, turned_page
from connectors.telegram.keyboards import Words, markup
from connectors.telegram.marking import Edit, marked

__all__ = [
    "ALLOWED_UPDATES",
    "CHANNEL",
    "COMMANDS",
    "Call",
    "Edit",
    "Heard",
    "Words",
    "calls_of",
    "hear",
    "incoming",
    "marked",
    "markup",
    "turned_page",
]
