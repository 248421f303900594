"""Ideas where to go, and what came of them."""

from __future__ import annotations

from typing import Any, cast

from aiohttp import web

from db.recommendations import NoSuchRecommendation
from gateway.answers import unless_known
from gateway.engine import EngineDown, EngineRefused
from gateway.handlers.understand import read_slots
from gateway.house import House, house_of
from gateway.keys import limit_reading
from gateway.owners import asker_of, owner_of
from gateway.problems import REQUEST_ID, UNKNOWN_RECOMMENDATION, Problem
from gateway.remotes import remote_of
from gateway.routing import BODY, QUERY
from gateway.shapes import FeedbackBody, FeedbackQuery, RecommendationQuery, SavedPage
from gateway.text import problem_of


async def recommendations(request: web.Request) -> web.Response:
    """Destinations for a wish, best first, with true reasons. Limited as ``/api/understand`` is."""
    house = house_of(request)
    await limit_reading(house, request, "recommend")
    query = cast(RecommendationQuery, request[QUERY])
    owner = await asker_of(request, query.conversation)
    read = await _read(house, request, query.query)
    return web.json_response(await house.recommending.recommend(query, read, owner, house.clock()))


async def saved(request: web.Request) -> web.Response:
    """What was liked in a conversation, or by the account, and not disliked since."""
    house, page = house_of(request), cast(SavedPage, request[QUERY])
    liked = await house.impressions.saved(await owner_of(request, page.conversation))
    after = next((place + 1 for place, one in enumerate(liked) if one.id == page.after), 0)
    shown = liked[after : after + page.limit]
    more = shown[-1].id if after + page.limit < len(liked) else None
    return unless_known(request, {"recommendations": await house.recommending.saved(shown), "next": more})


async def feedback(request: web.Request) -> web.Response:
    """Keep what came of a recommendation; the same kind again changes nothing but the time.

    What was recommended in a conversation, or to an account, takes feedback from there alone.
    """
    house, body = house_of(request), cast(FeedbackBody, request[BODY])
    await house.limits.address(remote_of(request))
    owner = await asker_of(request, body.conversation)
    try:
        await house.impressions.outcome(_recommendation(request), body.kind, now=house.clock(), owner=owner)
    except NoSuchRecommendation:
        raise _unknown() from None
    if body.kind in ("liked", "disliked"):
        house.signals.changed(owner.conversation, owner.user, "recommendations")
    return web.Response(status=204)


async def unlike(request: web.Request) -> web.Response:
    """Take a like back: the destination is saved no longer. The same again changes nothing."""
    house, query = house_of(request), cast(FeedbackQuery, request[QUERY])
    await house.limits.address(remote_of(request))
    owner = await asker_of(request, query.conversation)
    try:
        await house.impressions.take_back(_recommendation(request), query.kind, owner=owner)
    except NoSuchRecommendation:
        raise _unknown() from None
    house.signals.changed(owner.conversation, owner.user, "recommendations")
    return web.Response(status=204)


def _recommendation(request: web.Request) -> str:
    """The id in the address; anything else need not reach the database."""
    given = request.match_info["id"]
    if not given.isascii() or not given.isprintable():
        raise _unknown()
    return given


def _unknown() -> Problem:
    return Problem(UNKNOWN_RECOMMENDATION, "Nothing was recommended here under this id.")


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
