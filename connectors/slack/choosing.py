"""Choices as buttons, up to five, or as one select."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from connectors.slack.markup import plain_text
from messages import Choice

Json = dict[str, Any]

MOST_BUTTONS = 5
MOST_OPTIONS = 100
CHOICE, SELECT = "choice", "select"
"""What the ids of buttons and selects begin with."""


def button(choice: Choice, number: int) -> Json:
    """One choice to press."""
    text = plain_text(choice.label)
    return {"type": "button", "action_id": f"{CHOICE}:{number}", "text": text, "value": choice.value}


def chooser(choices: Sequence[Choice], name: str, hint: str) -> list[Json]:
    """One block that offers them all, none for nothing; of more than a hundred the first hundred."""
    if not choices:
        return []
    if len(choices) <= MOST_BUTTONS:
        elements = [button(one, number) for number, one in enumerate(choices)]
    else:
        options = [{"text": plain_text(one.label), "value": one.value} for one in choices[:MOST_OPTIONS]]
        elements = [
            {"type": "static_select", "action_id": SELECT, "placeholder": plain_text(hint, 150), "options": options}
        ]
    return [{"type": "actions", "block_id": name, "elements": elements}]
