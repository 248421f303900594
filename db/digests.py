"""What is kept instead of a secret."""

from __future__ import annotations

import hashlib
import secrets


def new_token(prefix: str) -> str:
    """``prefix_`` and 256 random bits, URL-safe."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def new_code() -> str:
    """Six digits."""
    return f"{secrets.randbelow(1_000_000):06d}"


def of_token(token: str) -> str:
    """SHA-256 in hex. Enough for 256 random bits; a short secret needs ``salted``."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def salted(salt: str, *parts: str) -> str:
    """SHA-256 in hex of parts that cannot be shifted into each other."""
    return hashlib.sha256("\0".join((salt, *parts)).encode("utf-8", "replace")).hexdigest()
