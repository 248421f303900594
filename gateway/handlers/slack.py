"""Where Slack sends events, interactions and commands when a signing secret is set."""

from __future__ import annotations

from aiohttp import web

from gateway.channels import CHANNELS
from gateway.problems import NOT_FOUND, UNAVAILABLE, Problem
from gateway.routing import read_body

LIMIT = 1024 * 1024
"""Bytes; what is tapped comes with the whole message that it stood in."""


async def slack(request: web.Request) -> web.StreamResponse:
    """Take one signed request; without a signing secret there is nothing here."""
    channel = request.app[CHANNELS].get("slack")
    if channel is None or not channel.takes_requests:
        raise Problem(NOT_FOUND, "There is no such address.")
    answer: web.StreamResponse | None = await channel.receive(request, await read_body(request, LIMIT))
    if answer is None:
        raise Problem(UNAVAILABLE, "Slack has not answered yet.", headers={"Retry-After": "5"})
    return answer
