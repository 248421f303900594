"""The plain page, the rendered description, and what they load; all from files beside the code."""

from __future__ import annotations

import html
from pathlib import Path

from aiohttp import web

from gateway.house import house_of

STATIC = Path(__file__).parent.parent / "static"
BRAND = "{{ brand }}"


async def index(request: web.Request) -> web.Response:
    """The page that chats, under the operator's name."""
    brand = html.escape(house_of(request).settings.brand_name)
    page = (STATIC / "index.html").read_text(encoding="utf-8").replace(BRAND, brand)
    return web.Response(text=page, content_type="text/html", headers={"Cache-Control": "no-cache"})


async def docs(_request: web.Request) -> web.FileResponse:
    """The description of this interface, for reading."""
    return web.FileResponse(STATIC / "docs.html", headers={"Cache-Control": "no-cache"})
