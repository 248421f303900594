"""What the widget needs to know before anything is said."""

from __future__ import annotations

from aiohttp import web

from gateway.house import house_of

MINUTES = 5


async def widget_settings(request: web.Request) -> web.Response:
    """Name, colour, first words and how to reach a person; the same for everybody, on any page."""
    settings = house_of(request).settings
    content = {
        "brand": settings.brand_name,
        "welcome": settings.welcome_text,
        "accent": settings.brand_colour,
        "locale": settings.default_locale,
        "contact": settings.operator_contact,
        "hours": settings.operator_hours,
        "currency": settings.default_currency,
    }
    return web.json_response(content, headers={"Cache-Control": f"public, max-age={MINUTES * 60}"})
