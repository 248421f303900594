"""One message and its answer, and what was said before."""

from __future__ import annotations

from typing import cast

from aiohttp import web

from connectors.web import incoming, outgoing
from gateway.answers import unless_known
from gateway.callers import Caller
from gateway.house import House, house_of
from gateway.identity import caller_of
from gateway.ids import could_be_conversation, new_conversation, new_message_id
from gateway.problems import unknown_conversation
from gateway.remotes import remote_of
from gateway.routing import BODY, QUERY
from gateway.shapes import ChatBody, HistoryPage
from gateway.signing import act_upon

DEFAULT_LOCALE = "en-GB"
DEFAULT_ZONE = "UTC"


async def chat(request: web.Request) -> web.Response:
    """Answer a message. Engine trouble is no error here: the message is kept, and the reply says so.

    An answer that signs in or out sets or clears the session's cookie.
    """
    house, caller = house_of(request), caller_of(request)
    await house.limits.address(remote_of(request))
    body = cast(ChatBody, request[BODY])
    conversation = await _conversation(house, body, caller)
    message = incoming(conversation, body.message_id or new_message_id(), body.model_dump(exclude_none=True))
    outcome = await house.turns.take(message, caller.user)
    response = web.json_response(outgoing(conversation, outcome.replies))
    await act_upon(request, response, conversation, outcome.signals)
    return response


async def history(request: web.Request) -> web.Response:
    """What was said, page by page; 304 when the client has it already."""
    house, page = house_of(request), cast(HistoryPage, request[QUERY])
    conversation = request.match_info["conversation"]
    await house.intake.known(conversation, caller_of(request).user)
    found = await house.store.history(conversation, page.before, page.limit)
    first = found[0]["cursor"] if found else None
    more = first is not None and bool(await house.store.history(conversation, first, 1))
    items = [{key: value for key, value in one.items() if key not in ("cursor", "at")} for one in found]
    for item, one in zip(items, found, strict=True):
        item["at"] = one["at"].isoformat()
    return unless_known(request, {"conversation": conversation, "items": items, "next": first if more else None})


async def _conversation(house: House, body: ChatBody, caller: Caller) -> str:
    if body.conversation is not None:
        if not could_be_conversation(body.conversation):
            raise unknown_conversation()
        return body.conversation
    conversation = new_conversation()
    locale, time_zone = body.locale or DEFAULT_LOCALE, body.time_zone or DEFAULT_ZONE
    await house.intake.open(conversation, locale, time_zone, caller.user)
    house.signals.changed(None, caller.user, "conversations")
    return conversation
