"""Headers that every answer carries, whatever made it."""

from __future__ import annotations

from aiohttp import web

from gateway.problems import REQUEST_ID

SECURITY = {
    # Own files only, nothing inline: the page shows what strangers wrote.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Signal handler for ``on_response_prepare``."""
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    if request.path.startswith(("/api/", "/internal/")):
        # Conversations are nobody else's business, a proxy's cache included.
        response.headers.setdefault("Cache-Control", "no-store" if response.etag is None else "private, no-cache")
    if (given := request.get(REQUEST_ID)) is not None:
        response.headers["X-Request-ID"] = given
