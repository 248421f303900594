"""Where the engine hands over answers that came late."""

from __future__ import annotations

import hmac
from typing import Any, cast

from aiohttp import web

from gateway.engine import EngineAnswer
from gateway.house import house_of
from gateway.limits import is_loopback
from gateway.problems import NOT_FOUND, Problem
from gateway.routing import BODY
from gateway.shapes import Pushed


async def push(request: web.Request) -> web.Response:
    """Take an answer and pass it on to whoever follows the conversation."""
    house = house_of(request)
    body = cast(Pushed, request[BODY])
    answer = EngineAnswer("ok" if body.state == "ok" else "error", body.replies)
    await house.turns.arrived(body.conversation, body.message_id, answer)
    return web.json_response({"taken": True})


@web.middleware
async def engine_only(request: web.Request, handler: Any) -> web.StreamResponse:
    """Below /internal only the engine is served: from this machine, not through a proxy, and with its token."""
    if request.path.startswith("/internal/") and not _is_engine(request):
        raise Problem(NOT_FOUND, "There is no such address.")
    response: web.StreamResponse = await handler(request)
    return response


def _is_engine(request: web.Request) -> bool:
    settings = house_of(request).settings
    expected = f"Bearer {settings.engine_token.get_secret_value()}".encode()
    given = request.headers.get("Authorization", "").encode("utf-8", "replace")
    proxied = any(header in request.headers for header in ("Forwarded", "X-Forwarded-For"))
    # Where the gateway listens on one address only, this machine calls it from that address.
    local = is_loopback(request.remote) or request.remote == settings.gateway_host
    return hmac.compare_digest(given, expected) and local and not proxied
