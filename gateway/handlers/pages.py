"""The plain page, the rendered description, and what they load; all from files beside the code."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

STATIC = Path(__file__).parent.parent / "static"


async def index(_request: web.Request) -> web.FileResponse:
    """The page that chats."""
    return _page("index.html")


async def docs(_request: web.Request) -> web.FileResponse:
    """The description of this interface, for reading."""
    return _page("docs.html")


def _page(name: str) -> web.FileResponse:
    return web.FileResponse(STATIC / name, headers={"Cache-Control": "no-cache"})
