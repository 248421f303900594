"""Places for pickers."""

from __future__ import annotations

from typing import cast

from aiohttp import web

from gateway.answers import unless_known
from gateway.house import house_of
from gateway.remotes import remote_of
from gateway.routing import QUERY
from gateway.shapes import PlaceQuery


async def places(request: web.Request) -> web.Response:
    """Cities, airports, regions and countries whose name or IATA code begins like the query, most famous first.

    Accents do not matter; from four letters on one of them may be wrong.
    """
    house, query = house_of(request), cast(PlaceQuery, request[QUERY])
    await house.limits.reader(remote_of(request))
    return unless_known(request, {"places": await house.places.complete(query.query, query.limit)})
