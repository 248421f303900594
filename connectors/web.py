"""The web channel: its messages are already in our shapes, so there is little to translate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from messages import IncomingMessage

CHANNEL = "web"

Json = dict[str, Any]


def incoming(conversation: str, message_id: str, said: Mapping[str, Any]) -> IncomingMessage:
    """A message from the fields of a request or frame; locale and zone count only where they are given."""
    given = {key: said[key] for key in ("text", "choice", "locale", "time_zone") if said.get(key) is not None}
    return IncomingMessage(channel=CHANNEL, sender=conversation, message_id=message_id, **given)


def outgoing(conversation: str, replies: Sequence[Json]) -> Json:
    """The answer to a request."""
    return {"conversation": conversation, "replies": list(replies)}
