"""Pictures of destinations."""

from __future__ import annotations

from typing import cast

from aiohttp import ETag, web

from gateway.handlers.pages import FOREVER, SHORT
from gateway.house import house_of
from gateway.routing import QUERY
from gateway.shapes import PictureQuery


async def picture(request: web.Request) -> web.Response:
    """A map around a destination and the climate of its year, 640 × 480; ``image`` of its cards is this address.

    Kept by caches for a year under the address of a card, which changes with the picture, else for five minutes.
    """
    pictures, query = house_of(request).pictures, cast(PictureQuery, request[QUERY])
    destination = request.match_info["id"]
    version = await pictures.version(destination)
    if any(one.value in (version, "*") for one in request.if_none_match or ()):
        response = web.Response(status=304)
    else:
        response = web.Response(body=await pictures.picture(destination), content_type="image/png")
    response.etag = ETag(version)
    response.headers["Cache-Control"] = FOREVER if query.v == version else SHORT
    return response
