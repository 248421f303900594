"""The cookie that carries a session."""

from __future__ import annotations

from aiohttp import web

from gateway.identity import COOKIE
from settings import Settings


def set_session(response: web.StreamResponse, settings: Settings, token: str, seconds: int) -> None:
    """Give the browser its session."""
    response.headers.add("Set-Cookie", f"{COOKIE}={token}; Max-Age={seconds}; {_attributes(settings)}")


def clear_session(response: web.StreamResponse, settings: Settings) -> None:
    """Take it away; the attributes must be those with which it was set."""
    response.headers.add("Set-Cookie", f"{COOKIE}=; Max-Age=0; {_attributes(settings)}")


def _attributes(settings: Settings) -> str:
    secure = settings.is_public_https
    if secure and settings.trusted_origins:
        # In a page of another site browsers send a cookie only so, and keep it apart for each such site.
        return "Path=/; HttpOnly; Secure; SameSite=None; Partitioned"
    return "Path=/; HttpOnly; " + ("Secure; " if secure else "") + "SameSite=Lax"
