"""The page that chats, the widget for other pages, and the rendered description; all from files beside the code."""

from __future__ import annotations

import html
from pathlib import Path

from aiohttp import web

from gateway.house import house_of
from gateway.problems import NOT_FOUND, UNAVAILABLE, Problem

STATIC = Path(__file__).parent.parent / "static"
WIDGET = STATIC / "widget"
BRAND = "{{ brand }}"
REVALIDATE = "no-cache"
SHORT = "public, max-age=300"
FOREVER = "public, max-age=31536000, immutable"
"""For files whose names change with their content."""


async def index(request: web.Request) -> web.Response:
    """The page that chats, under the operator's name."""
    brand = html.escape(house_of(request).settings.brand_name)
    page = _built("index.html").read_text(encoding="utf-8").replace(BRAND, brand)
    return web.Response(text=page, content_type="text/html", headers={"Cache-Control": REVALIDATE})


async def loader(_request: web.Request) -> web.FileResponse:
    """The script that other pages embed; short in caches, because it names the files of one build."""
    return web.FileResponse(_built("widget.js"), headers={"Cache-Control": SHORT})


async def asset(request: web.Request) -> web.FileResponse:
    """A part of the widget, compressed where the caller takes that."""
    path = WIDGET / "assets" / request.match_info["name"]
    if not path.is_file():
        raise Problem(NOT_FOUND, "There is no such address.")
    return web.FileResponse(path, headers={"Cache-Control": FOREVER})


async def docs(_request: web.Request) -> web.FileResponse:
    """The description of this interface, for reading."""
    return web.FileResponse(STATIC / "docs.html", headers={"Cache-Control": REVALIDATE})


def _built(name: str) -> Path:
    path = WIDGET / name
    if not path.is_file():
        raise Problem(UNAVAILABLE, "The web widget has not been built yet: `make setup` builds it.")
    return path
