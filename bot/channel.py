"""The engine's one door, for the gateway alone: turn, parse, event, forget, ready under /webhooks/tripwright.

Rasa's own channels answer 200 `[]` to every failure, lose metadata or hang on an exception; its HTTP API would let
anybody who reaches the port load a model from any address.
"""

from __future__ import annotations

import hmac
import logging
import os
import time
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.bodies import (
    BadBody,
    TurnBody,
    fallback,
    is_command,
    read_event,
    read_id,
    read_json,
    read_metadata,
    read_text,
    read_turn,
)
from bot.logs import masked, short_id
from bot.processor import EngineAgent, TurnFailed
from bot.push import GatewayPush
from bot.replies import CHANNEL, ReplyCollector
from bot.settings import read_token
from bot.turns import Answer, Turns, answer

logger = logging.getLogger(__name__)

Handler = Callable[[Request], Awaitable[HTTPResponse]]


class TurnChannel(InputChannel):
    """Serves turns to callers that know the token."""

    def __init__(self, token: str, turns: Turns) -> None:
        self._token = f"Bearer {token}".encode()
        self.turns = turns

    @classmethod
    def name(cls) -> str:
        """The channel's name and the last part of its path."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> TurnChannel:
        """Built by Rasa from credentials.yml, which holds no secret: the token comes from the environment."""
        token, push_url = read_token(), os.environ.get("GATEWAY_PUSH_URL")
        return cls(token, Turns(GatewayPush(push_url, token) if push_url else None))

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """The routes. `on_new_message` is not used: it goes through Rasa's lock and swallows what went wrong."""
        routes = Blueprint("tripwright", strict_slashes=True)
        routes.add_route(self._guarded(self._turn), "/turn", methods=["POST"], name="turn")
        routes.add_route(self._guarded(self._parse), "/parse", methods=["POST"], name="parse")
        routes.add_route(self._guarded(self._event), "/event", methods=["POST"], name="event")
        routes.add_route(self._guarded(self._forget), "/forget", methods=["POST"], name="forget")
        routes.add_route(ready, "/ready", methods=["GET"], name="ready")
        return routes

    def _guarded(self, handler: Handler) -> Handler:
        """Check the token, turn refusals into JSON."""

        @wraps(handler)
        async def guarded(request: Request) -> HTTPResponse:
            given = request.headers.get("authorization", "").encode("utf-8", "replace")
            if not hmac.compare_digest(given, self._token):
                return json({"error": "the token is missing or wrong"}, status=401)
            try:
                return await handler(request)
            except BadBody as refusal:
                return json({"error": str(refusal), "field": refusal.field}, status=refusal.status)

        return guarded

    async def _turn(self, request: Request) -> HTTPResponse:
        body = read_turn(read_json(request.body), _intents(request.app))
        return json(await self._take(request.app.ctx.agent, body, silence_is_fine=False))

    async def _event(self, request: Request) -> HTTPResponse:
        body = read_event(read_json(request.body), _intents(request.app))
        return json(await self._take(request.app.ctx.agent, body, silence_is_fine=True))

    async def _take(self, agent: EngineAgent, body: TurnBody, silence_is_fine: bool) -> Answer:
        async def run() -> Answer:
            return await run_turn(agent, body, silence_is_fine)

        return await self.turns.take(body.conversation, body.message_id, run)

    async def _parse(self, request: Request) -> HTTPResponse:
        body = read_json(request.body)
        text, metadata = read_text(body), read_metadata(body)
        with masked("", text, request=metadata.get("request_id")):
            try:
                parsed = await understand(request.app.ctx.agent, text, metadata)
            except Exception:
                logger.exception("understanding failed")
                return json({"error": "the sentence could not be processed"}, status=500)
        return json({key: parsed.get(key, []) for key in ("intent", "intent_ranking", "entities")})

    async def _forget(self, request: Request) -> HTTPResponse:
        conversation = read_id(read_json(request.body), "conversation")
        agent = request.app.ctx.agent
        async with agent.lock_store.lock(conversation):
            found = await agent.tracker_store.delete(conversation)
            self.turns.forget(conversation)
        return json({"state": "ok", "found": found})


async def ready(request: Request) -> HTTPResponse:
    """200 when the model is loaded, 503 before. Tells nothing else, so it needs no token."""
    agent = getattr(request.app.ctx, "agent", None)
    loaded = agent is not None and agent.is_ready()
    return json({"ready": loaded}, status=200 if loaded else 503)


async def understand(agent: EngineAgent, text: str, metadata: dict[str, Any]) -> dict[str, Any]:
    """What the model makes of a single sentence; nothing is stored."""
    if is_command(text):
        return fallback(text)
    return await agent.processor.parse_message(UserMessage(text, metadata=metadata, input_channel=CHANNEL))


async def run_turn(agent: EngineAgent, body: TurnBody, silence_is_fine: bool) -> Answer:
    """One turn, in its place in the conversation. Never raises: what goes wrong becomes state "error"."""
    collector = ReplyCollector()
    message = _message(body, collector)
    began = time.monotonic()
    with masked(body.conversation, body.text, request=body.metadata.get("request_id")):
        try:
            async with agent.lock_store.lock(body.conversation):
                await agent.processor.handle_message(message)
        except TurnFailed as failure:
            logger.error("turn %s of %s failed: %s", body.message_id, short_id(body.conversation), failure)
            return answer("error", reason="action")
        except Exception:
            logger.exception("turn %s of %s failed", body.message_id, short_id(body.conversation))
            return answer("error", reason="engine")
        if not collector.replies and not silence_is_fine:
            logger.error("turn %s of %s had no reply", body.message_id, short_id(body.conversation))
            return answer("error", reason="silence")
        milliseconds = (time.monotonic() - began) * 1000
        logger.info("turn %s of %s took %.0f ms", body.message_id, short_id(body.conversation), milliseconds)
    return {"state": "ok", "replies": collector.replies}


def _message(body: TurnBody, collector: ReplyCollector) -> UserMessage:
    return UserMessage(
        body.text,
        collector,
        body.conversation,
        parse_data=body.parsed,
        input_channel=CHANNEL,
        message_id=body.message_id,
        metadata=body.metadata,
    )


def _intents(app: Sanic) -> set[str]:
    return set(app.ctx.agent.domain.intents)
