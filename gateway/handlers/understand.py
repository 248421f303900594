"""Reading a single sentence: for operators and for evaluation."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from aiohttp import web

from gateway.engine import EngineDown, EngineRefused, Understood
from gateway.house import House, house_of
from gateway.keys import limit_reading
from gateway.problems import INVALID, REQUEST_ID, UNAVAILABLE, Problem
from gateway.routing import BODY
from gateway.shapes import UnderstandBody
from gateway.text import is_command
from world.reading.entity import Entity, slots

ALTERNATIVES = 5

Json = dict[str, Any]


async def understand(request: web.Request) -> web.Response:
    """Intent and slots of a sentence; nothing is written.

    Limited generously by address, and not at all for callers on this machine, so that an evaluation of hundreds of
    sentences runs through; RATE_LIMIT_PER_MINUTE=0 lifts it for others. A program with an API key of the scope
    `understand` has a limit of its own, ten times that.
    """
    house = house_of(request)
    await limit_reading(house, request, "understand")
    body = cast(UnderstandBody, request[BODY])
    if is_command(body.text):
        return web.json_response(understanding(Understood({"name": "nlu_fallback", "confidence": 1.0}, [], [])))
    metadata = {
        "channel": "web",
        "locale": body.locale,
        "time_zone": body.time_zone,
        "now": _now(house, body).isoformat(),
        "request_id": request[REQUEST_ID],
    }
    return web.json_response(understanding(await parsed(house, body.text, metadata)))


async def parsed(house: House, text: str, metadata: Json) -> Understood:
    """Let the engine read. Raises Problem 422 and 503."""
    try:
        return await house.engine.parse(text, metadata)
    except EngineDown:
        raise Problem(
            UNAVAILABLE, "The engine does not answer; try again in a moment.", headers={"Retry-After": "5"}
        ) from None
    except EngineRefused:
        raise Problem(INVALID, "The engine does not take this text.") from None


def understanding(read: Understood) -> Json:
    """The engine's reading in the shape of the interface."""
    ranking = [one for one in read.ranking if one.get("name") != read.intent.get("name")]
    return {
        "intent": _intent(read.intent),
        "alternatives": [_intent(one) for one in ranking[:ALTERNATIVES]],
        "slots": read_slots(read),
    }


def read_slots(read: Understood) -> Json:
    """Slot values by name from the engine's entities."""
    return slots(
        Entity(one["entity"], one.get("value"), one.get("start") or 0, one.get("end") or 0, one.get("text") or "")
        for one in read.entities
        if isinstance(one.get("entity"), str)
    )


def _now(house: House, body: UnderstandBody) -> datetime:
    zone = ZoneInfo(body.time_zone)
    if body.now is None:
        return house.clock().astimezone(zone)
    moment = datetime.fromisoformat(body.now)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _intent(one: Json) -> Json:
    return {"name": str(one.get("name") or "nlu_fallback"), "confidence": float(one.get("confidence") or 0.0)}
