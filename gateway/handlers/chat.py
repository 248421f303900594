"""One message and its answer, and what was said before."""

from __future__ import annotations

import hashlib
import json
from typing import cast

from aiohttp import ETag, web

from connectors.web import incoming, outgoing
from gateway.house import House, house_of
from gateway.ids import could_be_conversation, new_conversation, new_message_id
from gateway.problems import unknown_conversation
from gateway.routing import BODY, QUERY
from gateway.shapes import ChatBody, HistoryPage

DEFAULT_LOCALE = "en-GB"
DEFAULT_ZONE = "UTC"


async def chat(request: web.Request) -> web.Response:
    """Answer a message. Engine trouble is no error here: the message is kept, and the reply says so."""
    house = house_of(request)
    await house.limits.address(request.remote)
    body = cast(ChatBody, request[BODY])
    conversation = await _conversation(house, body)
    message = incoming(conversation, body.message_id or new_message_id(), body.model_dump(exclude_none=True))
    outcome = await house.turns.take(message)
    return web.json_response(outgoing(conversation, outcome.replies))


async def history(request: web.Request) -> web.Response:
    """What was said, page by page; 304 when the client has it already."""
    house, page = house_of(request), cast(HistoryPage, request[QUERY])
    conversation = request.match_info["conversation"]
    await house.intake.known(conversation)
    found = await house.store.history(conversation, page.before, page.limit)
    first = found[0]["cursor"] if found else None
    more = first is not None and bool(await house.store.history(conversation, first, 1))
    items = [{key: value for key, value in one.items() if key not in ("cursor", "at")} for one in found]
    for item, one in zip(items, found, strict=True):
        item["at"] = one["at"].isoformat()
    text = json.dumps({"conversation": conversation, "items": items, "next": first if more else None})
    return _unless_known(request, text)


def _unless_known(request: web.Request, text: str) -> web.Response:
    etag = ETag(hashlib.sha256(text.encode()).hexdigest()[:32])
    known = request.if_none_match or ()
    if any(one.value in (etag.value, "*") for one in known):
        response = web.Response(status=304)
    else:
        response = web.Response(text=text, content_type="application/json")
    response.etag = etag
    return response


async def _conversation(house: House, body: ChatBody) -> str:
    if body.conversation is not None:
        if not could_be_conversation(body.conversation):
            raise unknown_conversation()
        return body.conversation
    conversation = new_conversation()
    await house.intake.open(conversation, body.locale or DEFAULT_LOCALE, body.time_zone or DEFAULT_ZONE)
    return conversation
