"""Signing in and out over requests: sessions begin and end, cookies come and go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import structlog
from aiohttp import web

from db.people.sessions import LIFETIME
from gateway.cookies import clear_session, set_session
from gateway.house import house_of
from gateway.identity import caller_of
from gateway.origins import foreign

log = structlog.get_logger()


async def begin(
    request: web.Request, response: web.StreamResponse, user: str, kind: Literal["cookie", "token"]
) -> tuple[str, datetime]:
    """Open a session, set its cookie if it is one, and say when it ends. Raises NoSuchUser.

    Always a new session: what the browser held before, ours or planted, is ended and not taken over.
    """
    house, before, now = house_of(request), caller_of(request), house_of(request).clock()
    token = await house.sessions.open(user, now=now, kind=kind)
    if kind == "cookie":
        set_session(response, house.settings, token, int(LIFETIME.total_seconds()))
        if before.by_cookie and before.token is not None:
            await house.sessions.close(before.token)
            house.signals.replaced(before, user)
    return token, now + LIFETIME


async def end(request: web.Request, response: web.StreamResponse, *, everywhere: bool = False) -> None:
    """End the caller's session, or all of the account, and clear the cookie. Repeatable."""
    house, caller = house_of(request), caller_of(request)
    clear_session(response, house.settings)
    if caller.user is not None and everywhere:
        await house.sessions.close_all(caller.user)
        await house.links.unlink(caller.user, now=house.clock())
        house.signals.signed_out_everywhere(caller.user)
    elif caller.token is not None:
        await house.sessions.close(caller.token)
        house.signals.signed_out(caller)


async def act_upon(
    request: web.Request, response: web.StreamResponse, conversation: str, signals: Sequence[str]
) -> None:
    """Do for the caller of a request what a fresh answer reports."""
    house = house_of(request)
    if "signed_in" in signals and not foreign(request, house.settings):
        known = await house.store.find(conversation)
        if known is None or known.user is None:
            log.error("signed_in_without_account")
            return
        await begin(request, response, known.user, "cookie")
    elif "signed_out" in signals:
        await end(request, response)
    elif "forgotten" in signals:
        clear_session(response, house.settings)
