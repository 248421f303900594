"""A Slack on loopback: the Web API, Socket Mode and signed requests of one workspace with our bot in it.

It refuses what the real one refuses, and fails as scripted. ``test_slack_contract`` says what of the real one is
imitated and where that is documented.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web

from tests.fakes.slack_blocks import decoded, problems, view_problems

BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-fake-bot-token", "xapp-fake-app-token", "signing-secret-of-the-tests"
TEAM, BOT, APP, BOT_ID = "T01TEAM", "U00BOT", "A01APP", "B01BOT"
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


class Refusal(Exception):
    """``{"ok": false, "error": …}``"""


@dataclass
class Envelope:
    """What goes to the app, and what came back."""

    kind: str
    payload: Json
    id: str
    sent: list[float] = field(default_factory=list)
    answers: list[Json] = field(default_factory=list)
    acknowledged: float | None = None


class FakeSlack:
    """``plan`` maps a method to the steps of its next calls; ``pace``: seconds between two messages in a channel."""

    def __init__(self, pace: float | None = None, patience: float = 3.0) -> None:
        self.pace = pace
        self.patience = patience
        self.calls: list[Call] = []
        self.plan: defaultdict[str, deque[Step]] = defaultdict(deque)
        self.channels: dict[str, list[Json]] = {"C01TRIPS": [], "C02OTHER": []}
        self.ephemeral: list[Json] = []
        self.homes: dict[str, Json] = {}
        self.modals: list[Json] = []
        self.people: dict[str, Json] = {}
        self.envelopes: list[Envelope] = []
        self.connections = 0
        self.gate = asyncio.Event()
        """While it is closed, messages are taken and the caller does not hear of it."""
        self.gate.set()
        self.at_the_gate = 0
        self.url = ""
        self._posted: dict[str, float] = {}
        self._numbers = itertools.count(1)
        self._tickets: set[str] = set()
        self._sockets: list[web.WebSocketResponse] = []
        self._outgoing: deque[Envelope] = deque()
        self._triggers: set[str] = set()
        self._stopping = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._methods: dict[str, Callable[[Json], Any]] = {
            "auth.test": self._who,
            "apps.connections.open": self._open_connection,
            "chat.postMessage": self._post_message,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "conversations.open": lambda given: {"channel": {"id": self.direct(given["users"])}},
            "conversations.history": lambda given: {"messages": self._history(given)[::-1], "has_more": False},
            "conversations.replies": self._replies,
            "users.info": self._user,
            "views.open": self._open_view,
            "views.publish": self._publish,
        }

    async def start(self, port: int = 0) -> None:
        """Listen on a free port; ``url`` is what SLACK_API_URL is set to."""
        app = web.Application(client_max_size=1 << 22)
        app.router.add_route("*", "/api/{method}", self._serve)
        app.router.add_get("/socket/{ticket}", self._socket)
        self._stopping.clear()
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port, reuse_address=True).start()
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

    def direct(self, user: str) -> str:
        """The channel of a user's direct messages with us."""
        channel = f"D{user}"
        self.channels.setdefault(channel, [])
        return channel

    def said(self, channel: str) -> list[Json]:
        """What we have said in a channel, as it stands now."""
        return [one for one in self.channels[channel] if one.get("bot_id") == BOT_ID]

    def timestamp(self) -> str:
        """Of a message: unique, and later than all before."""
        return f"{int(time.time())}.{next(self._numbers):06d}"

    def trigger(self) -> str:
        """Good for opening one modal."""
        trigger = f"{next(self._numbers)}.trigger"
        self._triggers.add(trigger)
        return trigger

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

    def _who(self, given: Json) -> Json:
        return {"team": "Trips", "team_id": TEAM, "user": "trips", "user_id": BOT, "bot_id": BOT_ID}

    def _user(self, given: Json) -> Json:
        return {
            "user": {
                "id": given["user"],
                "tz": "Europe/Lisbon",
                "locale": "en-GB",
                **self.people.get(given["user"], {}),
            }
        }

    def _post_message(self, given: Json) -> Json:
        channel = given.get("channel")
        messages = self._checked(given)
        if self.pace is not None and time.monotonic() - self._posted.get(str(channel), 0.0) < self.pace:
            raise Refusal("ratelimited")
        self._posted[str(channel)] = time.monotonic()
        thread = given.get("thread_ts")
        if thread and not any(thread in (one["ts"], one.get("thread_ts")) for one in messages):
            raise Refusal("thread_not_found")
        kept = {name: given[name] for name in ("text", "blocks", "thread_ts", "metadata") if name in given}
        message = {"type": "message", "user": BOT, "bot_id": BOT_ID, "app_id": APP, "ts": self.timestamp(), **kept}
        messages.append(message)
        return {"channel": channel, "ts": message["ts"], "message": message}

    def _post_ephemeral(self, given: Json) -> Json:
        self._checked(given)
        if not given.get("user"):
            raise Refusal("user_not_in_channel")
        self.ephemeral.append(given)
        return {"message_ts": self.timestamp()}

    def _update(self, given: Json) -> Json:
        messages = self._checked(given)
        found = [one for one in messages if one["ts"] == given["ts"]]
        if not found or found[0].get("bot_id") != BOT_ID:
            raise Refusal("cant_update_message" if found else "message_not_found")
        found[0].update(text=given["text"], blocks=given["blocks"])
        return {"channel": given["channel"], "ts": given["ts"]}

    def _checked(self, given: Json) -> list[Json]:
        """The channel's messages. Raises Refusal for a message that Slack would not take."""
        if given.get("channel") not in self.channels:
            raise Refusal("channel_not_found")
        if not given.get("text") and not given.get("blocks"):
            raise Refusal("no_text")
        if len(given.get("text", "")) > 40_000:
            raise Refusal("msg_too_long")
        if wrong := problems(given.get("blocks", [])):
            raise Refusal(f"invalid_blocks {wrong}")
        return self.channels[given["channel"]]

    def _history(self, given: Json) -> list[Json]:
        if given.get("channel") not in self.channels:
            raise Refusal("channel_not_found")
        oldest = float(given.get("oldest", 0))
        later = [one for one in self.channels[given["channel"]] if float(one["ts"]) > oldest]
        alone = [one for one in later if not one.get("thread_ts") or one["thread_ts"] == one["ts"]]
        return [self._seen(one, given) for one in alone][-int(given.get("limit", 100)) :]

    def _replies(self, given: Json) -> Json:
        if given.get("channel") not in self.channels:
            raise Refusal("channel_not_found")
        thread, oldest = given["ts"], float(given.get("oldest", 0))
        found = [one for one in self.channels[given["channel"]] if thread in (one["ts"], one.get("thread_ts"))]
        later = [one for one in found if float(one["ts"]) > oldest or one["ts"] == thread]
        return {"messages": [self._seen(one, given) for one in later][: int(given.get("limit", 1000))]}

    def _seen(self, message: Json, given: Json) -> Json:
        """Metadata are shown to who asks for them."""
        wanted = str(given.get("include_all_metadata", "")).lower() in ("1", "true")
        return {name: value for name, value in message.items() if wanted or name != "metadata"}

    def _open_view(self, given: Json) -> Json:
        if given.get("trigger_id") not in self._triggers:
            raise Refusal("expired_trigger_id")
        self._triggers.discard(given["trigger_id"])
        if wrong := view_problems(given["view"]):
            raise Refusal(f"invalid_arguments {wrong}")
        view = {**given["view"], "id": f"V{next(self._numbers)}"}
        self.modals.append(view)
        return {"view": view}

    def _publish(self, given: Json) -> Json:
        if wrong := view_problems(given["view"]):
            raise Refusal(f"invalid_arguments {wrong}")
        self.homes[given["user_id"]] = given["view"]
        return {"view": given["view"]}

    # Socket Mode

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
