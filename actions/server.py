"""The action server: rasa-sdk's executor behind aiohttp, on loopback and with a shared secret."""

from __future__ import annotations

import asyncio
import hmac
import time
from collections.abc import AsyncIterator

import structlog
from aiohttp import web
from rasa_sdk.executor import ActionExecutor

from actions.desk import Desk
from actions.house import CapabilityAction, open_house
from actions.wiring import open_desk
from settings import Settings

BODY_LIMIT = 4 * 1024 * 1024
"""Bytes; the whole window of a tracker travels with each call."""
SECONDS = 7.5
"""Less than the engine waits, so that it hears of a slow action instead of giving up on it."""

EXECUTOR = web.AppKey("executor", ActionExecutor)
log = structlog.get_logger()


def build(settings: Settings) -> web.Application:
    """The application; knowledge and database are opened when it starts."""
    app = web.Application(client_max_size=BODY_LIMIT, middlewares=[_authenticated(settings)])
    app.router.add_get("/healthz", _health)
    app.router.add_post("/webhook", _webhook)

    async def desk(running: web.Application) -> AsyncIterator[None]:
        async with open_desk(settings) as opened:
            running[EXECUTOR] = executor(opened)
            yield

    app.cleanup_ctx.append(desk)
    return app


def executor(desk: Desk) -> ActionExecutor:
    """rasa-sdk's executor with one action for each capability."""
    house = open_house()
    found = ActionExecutor()
    for name in house:
        action = CapabilityAction(name, house, desk)
        found.actions[action.name()] = action.run
    return found


def _authenticated(settings: Settings) -> web.Middleware:
    expected = f"Bearer {settings.actions_token.get_secret_value()}".encode()

    @web.middleware
    async def check(request: web.Request, handler: web.Handler) -> web.StreamResponse:
        given = request.headers.get("Authorization", "").encode()
        if request.path != "/healthz" and not hmac.compare_digest(given, expected):
            raise web.HTTPUnauthorized
        return await handler(request)

    return check


async def _health(request: web.Request) -> web.Response:
    return web.json_response({"ready": EXECUTOR in request.app})


async def _webhook(request: web.Request) -> web.Response:
    call = await request.json()
    # The engine keeps its domain to itself (it would travel with every call), and no action reads it.
    call["domain"] = {}
    message = call.get("tracker", {}).get("latest_message", {}).get("metadata", {})
    with structlog.contextvars.bound_contextvars(request_id=message.get("request_id"), action=call.get("next_action")):
        began = time.perf_counter()
        try:
            async with asyncio.timeout(SECONDS):
                result = await request.app[EXECUTOR].run(call)
        except TimeoutError:
            log.warning("action_late")
            raise web.HTTPGatewayTimeout from None
        except Exception:
            log.exception("action_failed")
            raise web.HTTPInternalServerError from None
        log.info("action", ms=round((time.perf_counter() - began) * 1000, 1))
    return web.json_response(result.model_dump() if result is not None else None)
