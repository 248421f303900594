"""The description of the interface for programs."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from messages import Reply

DESCRIPTION = web.AppKey("description", dict[str, Any])


async def openapi(request: web.Request) -> web.Response:
    """OpenAPI 3.1, generated from the routes that are served."""
    return web.json_response(request.app[DESCRIPTION])


async def reply_schema(_request: web.Request) -> web.Response:
    """JSON Schema of a reply."""
    return web.json_response(Reply.model_json_schema(mode="serialization"), content_type="application/schema+json")
