"""Events of the Events API as what somebody has said to us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from connectors.slack.markup import unescape
from connectors.slack.places import CHANNEL, Place
from messages import IncomingMessage

Json = Mapping[str, Any]

_SPOKEN = (None, "file_share", "thread_broadcast", "me_message")
"""Subtypes of messages that people send; all others tell of changes."""


@dataclass(frozen=True)
class Said:
    """A message for us. ``calls_us``: it needs no earlier talk in its thread. ``files``: something came with it."""

    place: Place
    message_id: str
    text: str
    calls_us: bool
    files: bool


def said(event: Json, team: str, bot: str) -> Said | None:
    """What a ``message`` or ``app_mention`` event says to ``bot``, a user's id; None for everything else.

    Nothing that a program has written, nothing that was edited or deleted. Slack tells of one message by both events:
    both have its id.
    """
    user, channel, at = event.get("user"), event.get("channel"), event.get("ts")
    if not user or not channel or not at or user == bot or event.get("bot_id") or event.get("edited"):
        return None
    if event.get("subtype") not in _SPOKEN:
        return None
    raw = event.get("text") or ""
    alone, thread = channel.startswith("D"), event.get("thread_ts")
    place = Place(team, user, channel, thread if alone else thread or at)
    mentioned = event.get("type") == "app_mention" or f"<@{bot}" in raw
    if not (alone or mentioned or thread):
        return None
    return Said(place, f"{channel}:{at}", unescape(raw, bot), alone or mentioned, bool(event.get("files")))


def incoming(
    place: Place,
    message_id: str,
    *,
    locale: str | None = None,
    zone: str | None = None,
    text: str | None = None,
    choice: str | None = None,
) -> IncomingMessage:
    """A message of ours; locale and zone count where they are known."""
    given = {"locale": locale, "time_zone": zone, "text": text, "choice": choice}
    known = {name: value for name, value in given.items() if value is not None}
    return IncomingMessage(channel=CHANNEL, sender=place.sender, message_id=message_id, **known)
