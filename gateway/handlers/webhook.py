"""Messages of other programs, for the people who write to them."""

from __future__ import annotations

from typing import cast

from aiohttp import web

from connectors.webhook import WrongSignature, check, incoming, outgoing
from db.keys import ApiKey, signing_key
from gateway.house import House, house_of
from gateway.keys import CHALLENGE, key_of
from gateway.problems import UNAVAILABLE, WRONG_SIGNATURE, Problem, invalid
from gateway.routing import BODY
from gateway.shapes import WebhookBody
from messages import IncomingMessage

KEY = web.RequestKey("api_key", ApiKey)
HEADERS = {
    "webhook-id": "Unique for each message, the same when it is sent again; no full stop",
    "webhook-timestamp": "Seconds since 1970, at most 5 minutes away from our clock",
    "webhook-signature": "v1, a comma, and base64 of HMAC-SHA256 over id.timestamp.body with the key's signing secret",
}
REQUEST = web.RequestKey("webhook_id", str)


async def webhook(request: web.Request) -> web.Response:
    """Answer a sender's message, or accept it and call the answer back.

    Needs an API key with the scope `chat` and the signature of the Standard Webhooks specification. Each sender of a
    key has a conversation of their own. The same `message_id` (by default the `webhook-id`) again gets the first
    answer. State "waiting": the true answer follows at the key's callback, or in the answer to the same request again.
    """
    house, key, body = house_of(request), request[KEY], cast(WebhookBody, request[BODY])
    wanted = _wants_callback(key, body)
    message = incoming(key.id, request[REQUEST], body.model_dump(exclude_none=True))
    conversation = await _conversation(house, key, body.sender, message)
    if wanted:
        await house.turns.leave(message)
        await house.callback_store.want(conversation, message.message_id, now=house.clock())
        return web.json_response(outgoing(body.sender, message.message_id, "accepted", []), status=202)
    outcome = await house.turns.take(message)
    if outcome.state == "waiting" and key.callback is not None:
        await house.callback_store.want(conversation, message.message_id, now=house.clock())
    return web.json_response(outgoing(body.sender, message.message_id, outcome.state, outcome.replies))


async def signed(request: web.Request, raw: bytes) -> None:
    """Before the body is read: who sends it, and that it is theirs. Raises Problem 401, 403, 429, 503."""
    house = house_of(request)
    key = await key_of(request, "chat")
    await house.limits.key(key.id)
    secret = house.settings.server_secret
    if secret is None:
        raise Problem(UNAVAILABLE, "The webhook channel is off: the operator has set no SERVER_SECRET.")
    try:
        webhook_id = check(signing_key(secret.get_secret_value(), key.id), request.headers, raw, now=house.clock())
    except WrongSignature as wrong:
        raise Problem(WRONG_SIGNATURE, str(wrong), headers=CHALLENGE) from None
    request[KEY], request[REQUEST] = key, webhook_id


def _wants_callback(key: ApiKey, body: WebhookBody) -> bool:
    """Only the address registered with the key is ever called: whoever has a key must not send us around."""
    if body.callback in (None, False):
        return False
    if key.callback is None:
        raise invalid("callback", "no address is registered with this key")
    if body.callback not in (True, key.callback):
        raise invalid("callback", "is not the address registered with this key; send true or leave it out")
    return True


async def _conversation(house: House, key: ApiKey, sender: str, message: IncomingMessage) -> str:
    """The sender's conversation, open and known to be the key's before anything is said in it."""
    conversation = await house.intake.conversation_of(message)
    if not await house.callback_store.knows(conversation):
        now = house.clock()
        await house.store.open(conversation, message.channel, message.locale, message.time_zone, now)
        await house.callback_store.meet(conversation, key.id, sender)
    return conversation
