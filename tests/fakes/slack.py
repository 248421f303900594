"""A Slack on loopback: the Web API, Socket Mode and signed requests of one workspace with our bot in it.

It refuses what the real one refuses, and fails as scripted. ``test_slack_contract`` says what of the real one is
imitated and where that is documented.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web

from tests.fakes.slack_blocks import decoded
from tests.fakes.slack_workspace import Refusal, Workspace
from tests.fixtures.ports import free_port

BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-fake-bot-token", "xapp-fake-app-token", "signing-secret-of-the-tests"
HOLD_SECONDS = 20.0

Json = dict[str, Any]
Step = int | str | tuple[int, float]
"""What happens to the next call of a method: a status; (429, seconds); "late": done, but the answer does not come;
"gone": the connection is closed before anything is done; any other word: that error."""


@dataclass(frozen=True)
class Call:
    """One request of the Web API with its body, structured values decoded."""

    method: str
    arguments: Json
    at: float
    outcome: str


@dataclass
class Envelope:
    """What goes to the app, and what came back."""

    kind: str
    payload: Json
    id: str
    sent: list[float] = field(default_factory=list)
    answers: list[Json] = field(default_factory=list)
    acknowledged: float | None = None


class FakeSlack(Workspace):
    """``plan`` maps a method to the steps of its next calls; ``pace``: seconds between two messages in a channel."""

    def __init__(self, pace: float | None = None) -> None:
        super().__init__(pace)
        self.calls: list[Call] = []
        self.plan: defaultdict[str, deque[Step]] = defaultdict(deque)
        self.envelopes: list[Envelope] = []
        self.connections = 0
        self.gate = asyncio.Event()
        """While it is closed, messages are taken and the caller does not hear of it."""
        self.gate.set()
        self.at_the_gate = 0
        self.url = ""
        self._tickets: set[str] = set()
        self._sockets: list[web.WebSocketResponse] = []
        self._outgoing: deque[Envelope] = deque()
        self._stopping = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._methods = {**self.methods(), "apps.connections.open": self._open_connection}

    async def start(self, port: int = 0) -> None:
        """Listen on a free port; ``url`` is what SLACK_API_URL is set to."""
        app = web.Application(client_max_size=1 << 22)
        app.router.add_route("*", "/api/{method}", self._serve)
        app.router.add_get("/socket/{ticket}", self._socket)
        self._stopping.clear()
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port or free_port(), reuse_address=True).start()
        self.port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self.port}/api"

    async def stop(self) -> None:
        """End at once, whoever waits."""
        self._stopping.set()
        self.gate.set()
        for socket in list(self._sockets):
            await socket.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def made(self, method: str) -> list[Json]:
        """The arguments of a method's calls that went well, in order."""
        return [call.arguments for call in self.calls if (call.method, call.outcome) == (method, "ok")]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method, at = request.match_info["method"], time.monotonic()
        given = await _read(request)
        wanted = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        step = self.plan[method].popleft() if self.plan[method] else None
        try:
            if request.headers.get("Authorization") != f"Bearer {wanted}":
                raise Refusal("invalid_auth")
            return await self._step(request, step) or await self._result(method, given, at, late=step == "late")
        except Refusal as refusal:
            self.calls.append(Call(method, given, at, str(refusal)))
            headers = {"Retry-After": "1"} if str(refusal) == "ratelimited" else {}
            status = 429 if headers else 200
            return web.json_response({"ok": False, "error": str(refusal)}, status=status, headers=headers)

    async def _step(self, request: web.Request, step: Step | None) -> web.StreamResponse | None:
        if step == "gone":
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        if isinstance(step, tuple):
            body, headers = {"ok": False, "error": "ratelimited"}, {"Retry-After": f"{step[1]:g}"}
            self.calls.append(Call(request.match_info["method"], {}, time.monotonic(), "ratelimited"))
            return web.json_response(body, status=step[0], headers=headers)
        if isinstance(step, int):
            self.calls.append(Call(request.match_info["method"], {}, time.monotonic(), str(step)))
            return web.Response(status=step, text="<html>trouble</html>", content_type="text/html")
        if isinstance(step, str) and step != "late":
            raise Refusal(step)
        return None

    async def _result(self, method: str, given: Json, at: float, *, late: bool) -> web.StreamResponse:
        if method not in self._methods:
            raise Refusal("unknown_method")
        result = self._methods[method](given)
        self.calls.append(Call(method, given, at, "ok"))
        if method == "chat.postMessage":
            self.at_the_gate += 1
            await self.gate.wait()
            self.at_the_gate -= 1
        if late:
            await asyncio.wait({asyncio.create_task(self._stopping.wait())}, timeout=HOLD_SECONDS)
        return web.json_response({"ok": True, **result})

    def _open_connection(self, given: Json) -> Json:
        ticket = f"ticket-{next(self._numbers)}"
        self._tickets.add(ticket)
        return {"url": f"ws://127.0.0.1:{self.port}/socket/{ticket}"}

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["ticket"] not in self._tickets:
            raise web.HTTPForbidden
        self._tickets.discard(request.match_info["ticket"])
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.connections += 1
        await socket.send_json({"type": "hello", "num_connections": len(self._sockets) + 1})
        self._sockets.append(socket)
        while self._outgoing:
            await self._hand(self._outgoing.popleft())
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._acknowledge(json.loads(message.data))
        finally:
            self._sockets.remove(socket)
        return socket

    def _acknowledge(self, answer: Json) -> None:
        for envelope in self.envelopes:
            if envelope.id == answer.get("envelope_id"):
                envelope.answers.append(answer)
                envelope.acknowledged = envelope.acknowledged or time.monotonic()

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell the app to come back on another socket, and close."""
        for socket in list(self._sockets):
            await socket.send_json({"type": "disconnect", "reason": reason})

    async def drop(self) -> None:
        """Lose the connections without a word."""
        for socket in list(self._sockets):
            await socket.close()

    async def emit(self, kind: str, payload: Json, *, attempt: int = 0) -> Envelope:
        """Send an envelope: ``events_api``, ``interactive`` or ``slash_commands``; it waits until somebody listens."""
        envelope = Envelope(kind, payload, f"envelope-{next(self._numbers)}")
        self.envelopes.append(envelope)
        await self._hand(envelope, attempt)
        return envelope

    async def _hand(self, envelope: Envelope, attempt: int = 0) -> None:
        body: Json = {"type": envelope.kind, "envelope_id": envelope.id, "payload": envelope.payload}
        body["accepts_response_payload"] = envelope.kind != "events_api"
        if envelope.kind == "events_api":
            body |= {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        socket = next((one for one in self._sockets if not one.closed), None)
        if socket is None:
            self._outgoing.append(envelope)
            return
        envelope.sent.append(time.monotonic())
        await socket.send_json(body)

    def unacknowledged(self) -> list[Envelope]:
        """Those that Slack would send again."""
        return [one for one in self.envelopes if one.acknowledged is None]

    async def resend(self) -> None:
        """Send again what was not acknowledged."""
        for envelope in self.unacknowledged():
            await self._hand(envelope, attempt=1)


async def post(
    url: str, kind: str, payload: Json, *, secret: str = SIGNING_SECRET, age: float = 0.0, retry: int = 0
) -> tuple[int, str]:
    """A signed request, as the Events API sends it; gives status and body."""
    body = json.dumps(payload) if kind == "events_api" else urlencode(_form(kind, payload))
    seconds = str(int(time.time() - age))
    digest = hmac.new(secret.encode(), f"v0:{seconds}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": seconds, "X-Slack-Signature": f"v0={digest}"}
    headers["Content-Type"] = "application/json" if kind == "events_api" else "application/x-www-form-urlencoded"
    if retry:
        headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as response:
        return response.status, await response.text()


def _form(kind: str, payload: Json) -> Json:
    return {"payload": json.dumps(payload)} if kind == "interactive" else payload


async def _read(request: web.Request) -> Json:
    if request.content_type == "application/json":
        body: Json = await request.json()
        return body
    return {name: decoded(str(value)) for name, value in {**request.query, **await request.post()}.items()}
