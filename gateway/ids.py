"""Ids: of conversations, which open them, and of requests, which only find log lines."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets

_CONVERSATION = re.compile(r"[A-Za-z0-9_-]{16,64}")
_REQUEST = re.compile(r"[A-Za-z0-9._-]{8,64}")
_BYTES = 16


def new_conversation() -> str:
    """128 random bits, URL-safe; whoever knows it has the conversation and the bookings made in it."""
    return secrets.token_urlsafe(_BYTES)


def channel_conversation(secret: bytes, channel: str, sender: str) -> str:
    """The conversation of a sender of a channel that knows its people: always the same, and not to be guessed."""
    digest = hmac.digest(secret, f"{channel}\0{sender}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:_BYTES]).rstrip(b"=").decode()


def conversation_secret(token: str) -> bytes:
    """The key of ``channel_conversation``, so that one secret in the settings serves two purposes apart."""
    return hmac.digest(token.encode(), b"conversations of channels", hashlib.sha256)


def could_be_conversation(text: str) -> bool:
    """Whether a text has the form of our ids; nothing else needs to reach the database."""
    return _CONVERSATION.fullmatch(text) is not None


def new_message_id() -> str:
    """For a message whose client gave none."""
    return f"m_{secrets.token_urlsafe(12)}"


def request_id(given: str | None) -> str:
    """The caller's id when it is sane, otherwise a new one."""
    return given if given and _REQUEST.fullmatch(given) else secrets.token_hex(8)


def short(conversation: str) -> str:
    """A conversation's name in the log: not the id itself, which opens it."""
    return hashlib.sha256(conversation.encode("utf-8", "replace")).hexdigest()[:10]
