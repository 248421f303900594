"""``Idempotency-Key``: a write that is sent again gets its first answer, and is done once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from db.idempotency import Kept, Key, KeyReused, SqlIdempotency, UnderWay
from gateway.callers import GUEST
from gateway.house import House, house_of
from gateway.identity import CALLER
from gateway.limits import network_of
from gateway.problems import KEY_REUSED, KEY_UNDER_WAY, Problem, invalid, write
from gateway.remotes import remote_of

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
PATTERN = r"^[ -~]{1,128}$"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def once(
    request: web.Request, handler: Handler, *, name: str, conversation: str | None, body: bytes, needed: bool
) -> web.StreamResponse:
    """Call the handler, or give the answer that it gave before to this caller, route (by ``name``), key and body.

    Refusals are answers too; a failure of ours and "too many requests" are none, the key is then free at once.
    Not for answers that hold a secret: they would be kept. Raises Problem 404 for a conversation that is not the
    caller's, 409 and 422.
    """
    given = request.headers.get(HEADER)
    if given is None and not needed:
        return await handler(request)
    if given is None or not re.fullmatch(PATTERN, given):
        raise invalid(HEADER, "is needed: 1 to 128 printable ASCII characters, another for each new request")
    house = house_of(request)
    caller = await _caller(house, request, conversation)
    key = Key(caller, name, given, _digest(request, body))
    try:
        begun = await house.repeats.begin(key, now=house.clock())
    except KeyReused:
        raise Problem(KEY_REUSED, "This key came with another request before; take a new one.") from None
    except UnderWay:
        detail = "The first request with this key has no answer yet."
        raise Problem(KEY_UNDER_WAY, detail, headers={"Retry-After": "1"}) from None
    if isinstance(begun, Kept):
        return _again(begun)
    return await _first(request, handler, house.repeats, key, begun)


async def _caller(house: House, request: web.Request, conversation: str | None) -> str:
    """Who repeats: the account, else the conversation, else the network."""
    user = request.get(CALLER, GUEST).user
    if conversation:
        await house.intake.known(conversation, user)
    if user is not None:
        return f"user:{user}"
    return f"conversation:{conversation}" if conversation else f"network:{network_of(remote_of(request))}"


async def _first(
    request: web.Request, handler: Handler, repeats: SqlIdempotency, key: Key, lease: str
) -> web.StreamResponse:
    try:
        response = await _answer(request, handler)
        if not isinstance(response, web.Response) or not _lasts(response.status):
            await repeats.release(key, lease)
            return response
        await repeats.finish(key, lease, Kept(response.status, response.content_type, response.text or ""))
        return response
    except BaseException:
        # Without a database the lease ends by itself.
        with suppress(SQLAlchemyError):
            await repeats.release(key, lease)
        raise


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except Problem as problem:
        return write(request, problem)


def _lasts(status: int) -> bool:
    """Whether trying again would change nothing."""
    return status < HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.TOO_MANY_REQUESTS


def _again(kept: Kept) -> web.Response:
    headers = {REPLAYED: "true"}
    if not kept.body:
        return web.Response(status=kept.status, headers=headers)
    return web.Response(status=kept.status, text=kept.body, content_type=kept.content_type, headers=headers)


def _digest(request: web.Request, body: bytes) -> str:
    """The whole request: the same key for another booking is another request."""
    return hashlib.sha256(f"{request.method} {request.path_qs}\n".encode() + body).hexdigest()


def parameter(*, needed: bool) -> dict[str, Any]:
    """The header for the description of the interface."""
    return {
        "name": HEADER,
        "in": "header",
        "required": needed,
        "description": "The same key with the same body within 24 hours gets the first answer again.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 128, "pattern": PATTERN},
        "example": "5f0c6a1e-trip-to-lisbon",
    }
