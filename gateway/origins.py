"""Which pages may call with a traveller's cookie, and which may read what is answered."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from gateway.house import house_of
from gateway.problems import forbidden_origin
from settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
ANYBODY = ("/widget/", "/widget.js", "/api/widget.json", "/api/destinations/", "/api/openapi.json", "/api/schema/")
"""Beginnings of paths that any page may read: they are the same for everybody."""
METHODS = "GET, POST, PATCH, DELETE"
HEADERS = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-ID"
EXPOSED = "Content-Disposition, ETag, Retry-After, X-Request-ID"
PREFLIGHT_SECONDS = 600


def trusted(request: web.Request, settings: Settings) -> bool:
    """Whether the browser says that one of our pages, or one of ALLOWED_ORIGINS, makes the request.

    Without PUBLIC_URL our address is the one that the request was sent to, whatever stands before us.
    """
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return True
    origin = request.headers.get("Origin")
    return origin is not None and (origin in settings.trusted_origins or _is_own(origin, request, settings))


def foreign(request: web.Request, settings: Settings) -> bool:
    """Whether the browser says that a page of somebody else makes the request; programs say nothing."""
    return "Origin" in request.headers and not trusted(request, settings)


@web.middleware
async def preflight(request: web.Request, handler: Any) -> web.StreamResponse:
    """Answer what browsers ask before a request that a page of another origin could not send by a form."""
    if request.method != "OPTIONS" or "Access-Control-Request-Method" not in request.headers:
        response: web.StreamResponse = await handler(request)
        return response
    if not (is_for_anybody(request.path) or trusted(request, house_of(request).settings)):
        raise forbidden_origin()
    headers = {
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": HEADERS,
        "Access-Control-Max-Age": str(PREFLIGHT_SECONDS),
    }
    return web.Response(status=204, headers=headers)


async def add_cors(request: web.Request, response: web.StreamResponse) -> None:
    """Signal handler for ``on_response_prepare``: say to the browser who may read the answer."""
    if is_for_anybody(request.path):
        response.headers["Access-Control-Allow-Origin"] = "*"
        return
    allowed = house_of(request).settings.trusted_origins
    if not allowed:
        return
    response.headers.add("Vary", "Origin")
    if (origin := request.headers.get("Origin")) in allowed:
        response.headers["Access-Control-Allow-Origin"] = str(origin)
        response.headers["Access-Control-Allow-Credentials"] = "true"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED


def is_for_anybody(path: str) -> bool:
    """Whether pages of any origin may read what is there."""
    return path.startswith(ANYBODY)


def _is_own(origin: str, request: web.Request, settings: Settings) -> bool:
    if settings.public_url:
        return origin == origin_of(settings.public_url)
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc.lower() == request.host.lower()


def origin_of(url: str) -> str:
    """The scheme, host and port of an address, as browsers write them."""
    parts = urlsplit(url.lower())
    default = {"http": 80, "https": 443}.get(parts.scheme)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}" + ("" if parts.port in (None, default) else f":{parts.port}")
