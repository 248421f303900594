"""The engine as the gateway sees it: turns, single sentences, and whether it is there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import aiohttp
import structlog

State = Literal["ok", "running", "busy", "error", "unreachable", "refused"]
_STATES = frozenset({"ok", "running", "busy", "error"})
_PATH = "/webhooks/tripwright"
_BUSY = frozenset({429, 503})
_ANSWER_LIMIT = 4 * 1024 * 1024
READY_SECONDS = 2.0

Json = dict[str, Any]


class EngineDown(Exception):
    """The engine gave no usable answer; another time it may."""


class EngineRefused(Exception):
    """The engine takes this as no request: asking again would not help."""


@dataclass(frozen=True)
class EngineAnswer:
    """The state of a turn, and what is said when it is ``ok``."""

    state: State
    replies: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Understood:
    """The result of reading one sentence."""

    intent: Json
    ranking: list[Json]
    entities: list[Json]


class EngineClient:
    """Calls the engine's channel over kept connections. The session must carry the engine's token."""

    def __init__(self, session: aiohttp.ClientSession, base: str, turn_seconds: float) -> None:
        self._session = session
        self._base = base + _PATH
        self._timeout = aiohttp.ClientTimeout(total=turn_seconds, sock_connect=2)

    async def turn(self, conversation: str, message_id: str, said: Mapping[str, Any], metadata: Json) -> EngineAnswer:
        """One turn; ``said`` is ``{"text"}`` or ``{"parse"}``. Never raises; the same message id runs only once."""
        body = {"conversation": conversation, "message_id": message_id, **said, "metadata": metadata}
        try:
            status, answer = await self._post("/turn", body)
        except TimeoutError:
            # The turn goes on without us, and its result can be had under the same message id.
            return EngineAnswer("running")
        except EngineDown:
            return EngineAnswer("unreachable")
        return _turn_answer(status, answer)

    async def parse(self, text: str, metadata: Json) -> Understood:
        """Read one sentence outside any conversation. Raises EngineDown, EngineRefused."""
        try:
            status, answer = await self._post("/parse", {"text": text, "metadata": metadata})
        except TimeoutError:
            raise EngineDown("timeout") from None
        if status in (400, 422):
            raise EngineRefused
        if status != 200 or not isinstance(answer, dict) or not isinstance(answer.get("intent"), dict):
            raise EngineDown(f"status {status}")
        return Understood(answer["intent"], answer.get("intent_ranking") or [], answer.get("entities") or [])

    async def forget(self, conversation: str) -> None:
        """Forget a conversation, after the turns of it that are under way. Repeatable. Raises EngineDown."""
        try:
            status, _ = await self._post("/forget", {"conversation": conversation})
        except TimeoutError:
            raise EngineDown("timeout") from None
        if status != 200:
            raise EngineDown(f"status {status}")

    async def readiness(self) -> tuple[bool, bool]:
        """Whether the engine answers, and whether its model is loaded."""
        timeout = aiohttp.ClientTimeout(total=READY_SECONDS)
        try:
            async with self._session.get(f"{self._base}/ready", timeout=timeout) as response:
                return True, response.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False, False

    async def _post(self, path: str, body: Json) -> tuple[int, Any]:
        for again in (True, False):
            try:
                return await self._post_once(path, body)
            except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError):
                raise EngineDown("no connection") from None
            except TimeoutError:
                raise
            except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
                # A kept connection from before the engine's restart; message ids make a second try safe.
                if not again:
                    raise EngineDown("disconnected") from None
            except aiohttp.ClientError as error:
                raise EngineDown(type(error).__name__) from None
        raise AssertionError("unreachable")

    async def _post_once(self, path: str, body: Json) -> tuple[int, Any]:
        headers = {}
        if request_id := body.get("metadata", {}).get("request_id"):
            headers["X-Request-ID"] = request_id
        url = self._base + path
        async with self._session.post(url, json=body, headers=headers, timeout=self._timeout) as response:
            raw = await response.content.read(_ANSWER_LIMIT)
        try:
            return response.status, json.loads(raw)
        except (ValueError, RecursionError):
            return response.status, None


def _turn_answer(status: int, answer: Any) -> EngineAnswer:
    if status in (400, 413, 422):
        return EngineAnswer("refused")
    if status in _BUSY:
        return EngineAnswer("busy")
    state = answer.get("state") if isinstance(answer, dict) else None
    if status != 200 or state not in _STATES:
        structlog.get_logger().error("engine_answer_unusable", status=status)
        return EngineAnswer("error")
    replies = answer.get("replies")
    return EngineAnswer(state, replies if isinstance(replies, list) else [])
