"""A program's payload to our message, and our replies to its payloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from messages import IncomingMessage

CHANNEL = "webhook"

Json = dict[str, Any]


def incoming(key: str, webhook_id: str, said: Mapping[str, Any]) -> IncomingMessage:
    """A sender's message. Senders of different keys are different people; without a ``message_id`` the request's id
    tells a message from its redelivery."""
    given = {name: said[name] for name in ("text", "choice", "locale", "time_zone") if said.get(name) is not None}
    message_id = said.get("message_id") or webhook_id
    return IncomingMessage(channel=CHANNEL, sender=f"{key}:{said['sender']}", message_id=message_id, **given)


def outgoing(sender: str, message_id: str, state: str, replies: Sequence[Json]) -> Json:
    """The answer to a request: "answered", "waiting" (the true answer follows) or "accepted" (it is called back)."""
    return {"sender": sender, "message_id": message_id, "state": state, "replies": list(replies)}


def delivered(sender: str, said: Mapping[str, Any], at: datetime) -> Json:
    """The body of a callback; ``said`` is ``{"type", "message_id", "replies"}``, ``at`` when it was said."""
    data = {"sender": sender, "message_id": said["message_id"], "replies": said["replies"]}
    return {"type": said["type"], "timestamp": at.isoformat(), "data": data}
