"""Names that cannot be guessed."""

from __future__ import annotations

import secrets

REFERENCE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0, 1, I or O: a reference is read out and typed."""


def new_id(prefix: str) -> str:
    """``prefix_`` and 16 URL-safe characters, 96 random bits."""
    return f"{prefix}_{secrets.token_urlsafe(12)}"


def new_reference() -> str:
    """A booking reference such as ``TW-7K2M9Q``; may be taken already."""
    return "TW-" + "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(6))


def tidy_reference(typed: str) -> str:
    """A reference as typed, in the form that is stored."""
    return typed.strip().upper()
