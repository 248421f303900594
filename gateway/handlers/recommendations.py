"""Ideas where to go, and what came of them."""

from __future__ import annotations

from typing import Any, cast

from aiohttp import web

from db.recommendations import NoSuchRecommendation
from gateway.engine import EngineDown, EngineRefused
from gateway.handlers.understand import read_slots
from gateway.house import House, house_of
from gateway.problems import REQUEST_ID, UNKNOWN_RECOMMENDATION, Problem
from gateway.routing import BODY, QUERY
from gateway.shapes import FeedbackBody, RecommendationQuery
from gateway.text import problem_of


async def recommendations(request: web.Request) -> web.Response:
    """Destinations for a wish, best first, with true reasons. Limited as ``/api/understand`` is."""
    house = house_of(request)
    await house.limits.reader(request.remote)
    query = cast(RecommendationQuery, request[QUERY])
    found = await house.recommending.recommend(query, await _read(house, request, query.query), house.clock())
    return web.json_response({"recommendations": found})


async def feedback(request: web.Request) -> web.Response:
    """Keep what came of a recommendation; the same kind again changes nothing but the time."""
    house = house_of(request)
    await house.limits.address(request.remote)
    body = cast(FeedbackBody, request[BODY])
    try:
        await house.impressions.outcome(request.match_info["id"], body.kind, now=house.clock())
    except NoSuchRecommendation:
        raise Problem(UNKNOWN_RECOMMENDATION, "Nothing was recommended under this id.") from None
    return web.Response(status=204)


async def _read(house: House, request: web.Request, text: str) -> dict[str, Any]:
    """What the engine reads in the words; without it the words still count by their meaning."""
    if problem_of(text):
        return {}
    metadata = {
        "channel": "web",
        "locale": "en-GB",
        "time_zone": "UTC",
        "now": house.clock().isoformat(),
        "request_id": request[REQUEST_ID],
    }
    try:
        return read_slots(await house.engine.parse(text, metadata))
    except (EngineDown, EngineRefused):
        return {}
