"""What the engine says in a turn, gathered in the shape of the contract: text, cards, choices, ask."""

from __future__ import annotations

import json
import re
from typing import Any

from rasa.core.channels.channel import OutputChannel

CHANNEL = "tripwright"
PAYLOAD = re.compile(r"/(?P<intent>[^\s{@/]+)(?:@[0-9.]+)?(?P<entities>\{.*\})?", re.DOTALL)

Reply = dict[str, Any]


class BadReply(ValueError):
    """A response of the domain or of an action cannot be shown; the message says why."""


class ReplyCollector(OutputChannel):
    """Gathers the replies of one turn, and whether something in it failed."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.failure: str | None = None

    @classmethod
    def name(cls) -> str:
        """The channel's name, by which a domain may choose responses."""
        return CHANNEL

    def note_failure(self, what: str) -> None:
        """Remember the first failure of the turn: action and kind of error, never what somebody said."""
        self.failure = self.failure or what

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take one message of the engine. Raises BadReply when it cannot be shown."""
        reply = to_reply(message)
        if reply:
            self.replies.append(reply)


def to_reply(message: dict[str, Any]) -> Reply:
    """A Reply from Rasa's message: `custom` and attached JSON as they are, then text and buttons around them."""
    reply: Reply = {}
    for key in ("custom", "attachment"):
        part = message.get(key)
        if isinstance(part, dict):
            reply.update(part)
    text = message.get("text")
    if text and not reply.get("text"):
        reply["text"] = text
    buttons = [*(message.get("buttons") or []), *(message.get("quick_replies") or [])]
    if buttons:
        reply["choices"] = [*reply.get("choices", []), *map(to_choice, buttons)]
    return reply


def to_choice(button: dict[str, Any]) -> dict[str, Any]:
    """`{"label", "intent", "entities": [{"entity", "value"}]}` from a button with a payload `/intent{json}`."""
    found = PAYLOAD.fullmatch((button.get("payload") or "").strip())
    if found is None or not button.get("title"):
        raise BadReply("a button needs a title and a payload of the form /intent or /intent{json}")
    try:
        entities = json.loads(found["entities"] or "{}")
    except ValueError as error:
        raise BadReply(f"the payload of a button to {found['intent']} is not valid JSON") from error
    carried = [{"entity": name, "value": value} for name, value in entities.items()]
    return {"label": button["title"], "intent": found["intent"], "entities": carried}
