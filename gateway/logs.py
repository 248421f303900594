"""One log line for each request."""

from __future__ import annotations

import time
from typing import Any

import structlog
from aiohttp import web

from gateway.ids import request_id
from gateway.problems import REQUEST_ID

log = structlog.get_logger()

PROBES = ("/healthz", "/readyz", "/metrics")
"""Asked every few seconds by whatever watches the house; their lines would bury all others."""


@web.middleware
async def requests(request: web.Request, handler: Any) -> web.StreamResponse:
    """Give the request its id, bind it to all its log lines, and write one line when it is over."""
    request[REQUEST_ID] = request_id(request.headers.get("X-Request-ID"))
    began = time.perf_counter()
    with structlog.contextvars.bound_contextvars(request_id=request[REQUEST_ID]):
        response: web.StreamResponse = await handler(request)
        milliseconds = round((time.perf_counter() - began) * 1000, 1)
        note = log.debug if _route(request) in PROBES else log.info
        note("request", method=request.method, route=_route(request), status=response.status, ms=milliseconds)
        return response


def _route(request: web.Request) -> str:
    """The route's pattern; the path itself may hold the id of a conversation."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "none"
