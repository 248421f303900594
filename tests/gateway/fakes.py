"""An engine and an action server that behave as told, on ports of their own."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.fixtures.ports import free_port

TOKEN = "engine-token-of-the-tests"
Json = dict[str, Any]
Behaviour = Callable[[Json], Any]


def text(words: str) -> Json:
    """A turn's answer with one reply."""
    return {"state": "ok", "replies": [{"text": words}]}


def echo(body: Json) -> Json:
    """Say back what was said, so that a test sees which message an answer belongs to."""
    return text(f"echo: {body['text']}" if "text" in body else f"did: {body['parse']['intent']}")


class _Server:
    """A server that can die and come back on the same port."""

    def __init__(self) -> None:
        self.port = free_port()
        self._runner: web.AppRunner | None = None

    def app(self) -> web.Application:
        raise NotImplementedError

    async def start(self) -> None:
        self._runner = web.AppRunner(self.app(), shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True).start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None


class FakeEngine(_Server):
    """Runs a message id once, as the real one does: the same id again gets the first result, an error runs anew."""

    def __init__(self) -> None:
        super().__init__()
        self.behaviour: Behaviour = echo
        self.parsed: Behaviour = lambda body: {"intent": {"name": "greet", "confidence": 0.9}, "entities": []}
        self.loaded = True
        self.turns: list[Json] = []
        self.forgotten: list[str] = []
        self.forgets: Behaviour = lambda body: {"state": "ok", "found": True}
        self.parses: list[Json] = []
        self.headers: list[dict[str, str]] = []
        self.ran: list[str] = []
        self._results: dict[tuple[str, str], asyncio.Task[Any]] = {}

    def app(self) -> web.Application:
        app = web.Application(client_max_size=1 << 20)
        app.router.add_post("/webhooks/tripwright/turn", self._turn)
        app.router.add_post("/webhooks/tripwright/parse", self._parse)
        app.router.add_post("/webhooks/tripwright/forget", self._forget)
        app.router.add_get("/webhooks/tripwright/ready", self._ready)
        return app

    async def _turn(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"error": "token"}, status=401)
        body = await request.json()
        self.turns.append(body)
        self.headers.append(dict(request.headers))
        key = (body["conversation"], body["message_id"])
        if key not in self._results:
            self._results[key] = asyncio.create_task(self._run(body))
        result = await asyncio.shield(self._results[key])
        if isinstance(result, web.Response):
            self._results.pop(key, None)
            return result
        if isinstance(result, dict) and result.get("state") != "ok":
            self._results.pop(key, None)
        return web.Response(text=result if isinstance(result, str) else json.dumps(result))

    async def _run(self, body: Json) -> Any:
        self.ran.append(body["message_id"])
        result = self.behaviour(body)
        return await result if asyncio.iscoroutine(result) else result

    async def _parse(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.parses.append(body)
        result = self.parsed(body)
        return result if isinstance(result, web.Response) else web.json_response(result)

    async def _forget(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"error": "token"}, status=401)
        body = await request.json()
        result = self.forgets(body)
        result = await result if asyncio.iscoroutine(result) else result
        if isinstance(result, web.Response):
            return result
        self.forgotten.append(body["conversation"])
        return web.json_response(result)

    async def _ready(self, request: web.Request) -> web.Response:
        return web.json_response({"ready": self.loaded}, status=200 if self.loaded else 503)


class FakeActions(_Server):
    """Only says that it is well."""

    def __init__(self) -> None:
        super().__init__()
        self.ready = True

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/healthz", self._health)
        return app

    async def _health(self, request: web.Request) -> web.Response:
        return web.json_response({"ready": self.ready})
