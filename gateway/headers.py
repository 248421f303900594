"""Headers that every answer carries, whatever made it."""

from __future__ import annotations

from aiohttp import web

from gateway.house import house_of
from gateway.origins import is_for_anybody
from gateway.problems import REQUEST_ID

PAGE = (
    # Own files only, nothing inline: the page shows what strangers wrote.
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
DATA = "default-src 'none'; frame-ancestors 'none'"
"""For everything that is no page: opened as one, it may do nothing."""
HSTS = "max-age=31536000"
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
NAME = "tripwright"
"""Instead of the versions of what we run on, which are nobody's business."""


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Signal handler for ``on_response_prepare``."""
    response.headers["Server"] = NAME
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", PAGE if response.content_type == "text/html" else DATA)
    anybody = is_for_anybody(request.path)
    response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if anybody else "same-origin")
    if house_of(request).settings.is_public_https:
        response.headers.setdefault("Strict-Transport-Security", HSTS)
    if request.path.startswith(("/api/", "/internal/")):
        # Conversations are nobody else's business, a proxy's cache included.
        response.headers.setdefault("Cache-Control", "no-store" if response.etag is None else "private, no-cache")
    if (given := request.get(REQUEST_ID)) is not None:
        response.headers["X-Request-ID"] = given
