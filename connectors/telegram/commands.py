"""Commands of the menu, and what they say in words; the words are understood as if they had been typed."""

from __future__ import annotations

import re

COMMANDS = {
    "start": "hello",
    "help": "what can you do",
    "trips": "show my trips",
    "settings": "show my profile",
    "stop": "forget it",
}
_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@(?P<bot>\w{1,64}))?(?:\s+(?P<rest>.*))?", re.DOTALL)
_LINK = re.compile(r"link_([A-Za-z0-9-]{4,60})")
_GOAL = re.compile(r"go_([A-Za-z0-9_-]{2,60})")


def command_words(text: str) -> str | None:
    """What a command says; None for one that is not ours, and for no command."""
    command = _COMMAND.fullmatch(text)
    if command is None:
        return None
    name = command["name"].lower()
    return _started(command["rest"] or "") if name == "start" else COMMANDS.get(name)


def commanded_bot(text: str) -> str | None:
    """The bot that a command names, in small letters; None where none is named, and for no command."""
    command = _COMMAND.fullmatch(text)
    return command["bot"].lower() if command is not None and command["bot"] else None


def _started(payload: str) -> str:
    """What a deep link brings along: a code that links an account, or a place to go to."""
    if link := _LINK.fullmatch(payload.strip()):
        return f"link {link[1]}"
    if goal := _GOAL.fullmatch(payload.strip()):
        place = " ".join(re.split(r"[_-]+", goal[1].strip("_-"))).title()
        return f"a trip to {place}"
    return COMMANDS["start"]
