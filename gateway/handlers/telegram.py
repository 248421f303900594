"""Where Telegram hands over updates when a webhook is set."""

from __future__ import annotations

import json

from aiohttp import web

from gateway.channels import CHANNELS
from gateway.problems import MALFORMED, NOT_FOUND, UNAVAILABLE, Problem
from gateway.routing import read_body

SECRET = "X-Telegram-Bot-Api-Secret-Token"
LIMIT = 1024 * 1024


async def telegram(request: web.Request) -> web.Response:
    """Take one update; without Telegram's secret there is nothing here."""
    channel = request.app[CHANNELS].get("telegram")
    if channel is None or not channel.opens(request.headers.get(SECRET)):
        raise Problem(NOT_FOUND, "There is no such address.")
    raw = await read_body(request, LIMIT)
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or not isinstance(body.get("update_id"), int):
        raise Problem(MALFORMED, "The body is no update.")
    if not await channel.called(body):
        raise Problem(UNAVAILABLE, "Telegram has not answered yet.", headers={"Retry-After": "5"})
    return web.json_response({})
