"""Whose bookings and ideas a request is about."""

from __future__ import annotations

from aiohttp import web

from db.recommendations import UNKNOWN
from gateway.callers import GUEST
from gateway.house import house_of
from gateway.identity import CALLER
from gateway.live import of_user
from gateway.problems import unknown_conversation
from travel.booking.bookings import Owner


async def owner_of(request: web.Request, conversation: str | None) -> Owner:
    """The conversation with the account that calls; without a conversation everything of the account.

    Raises Problem 404 for a conversation that is not the caller's, and for a guest who names none.
    """
    user = request.get(CALLER, GUEST).user
    if conversation is not None:
        await house_of(request).intake.known(conversation, user)
        return Owner(conversation, user)
    if user is None:
        raise unknown_conversation()
    # In place of a conversation; none has a colon in its id, so nobody else's rows are meant.
    return Owner(of_user(user), user)


async def asker_of(request: web.Request, conversation: str | None) -> Owner:
    """As ``owner_of``, for what a guest may do without a conversation: as nobody in particular."""
    if conversation is None and request.get(CALLER, GUEST).user is None:
        return Owner(UNKNOWN)
    return await owner_of(request, conversation)
