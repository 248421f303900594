"""A Telegram Bot API on loopback: what a bot sends is recorded and checked, what people do becomes updates.

It refuses what the real one refuses, enforces its pace when told to, and fails as scripted. `test_telegram_contract`
says what of the real one is imitated and where that is documented.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.fakes.telegram_chats import Chats, Refusal
from tests.fixtures.ports import free_port

TOKEN = "1234567:fake-token-of-the-tests"
BOT = {"id": 1234567, "is_bot": True, "first_name": "Trips", "username": "trips_test_bot"}
SENDING = ("sendMessage", "sendPhoto")
HOLD_SECONDS = 30.0
"""How long a step "late" keeps a caller waiting; the server's stop ends it."""

Json = dict[str, Any]
Step = int | str | tuple[int, float]
"""What happens to the next call of a method: a status; (429, seconds); "late": done, but the answer does not come;
"well": nothing special; "gone": the connection is closed before anything is done."""


@dataclass(frozen=True)
class Call:
    """One request with its body as it was sent, structured values decoded."""

    method: str
    arguments: Json
    at: float
    status: int


@dataclass(frozen=True)
class Pace:
    """The flood limits: at most one message a ``chat`` seconds in each chat, and ``overall`` a second together."""

    chat: float = 1.0
    overall: int = 30
    seconds: float = 1.0
    """How long a second of ``overall`` is; less for a test that has no time."""
    slack: float = 0.1
    """Requests need not arrive as evenly as they were sent."""


@dataclass
class _Told:
    """The setWebhook of the bot."""

    url: str
    secret: str | None
    allowed: list[str] | None


class FakeTelegram:
    """Serves one bot. ``me`` is what getMe says; ``plan`` maps a method to the steps of its next calls."""

    def __init__(self, token: str = TOKEN, pace: Pace | None = None) -> None:
        self.token = token
        self.pace = pace
        self.calls: list[Call] = []
        self.plan: defaultdict[str, deque[Step]] = defaultdict(deque)
        self.commands: list[Json] = []
        self.webhook: _Told | None = None
        self.chats = Chats(BOT)
        self.delivered: list[int] = []
        """Ids of updates that were handed out, again each time."""
        self.url = ""
        self.gate = asyncio.Event()
        """While it is not set, messages wait at the door; of callers that end meanwhile nothing is done."""
        self.gate.set()
        self.at_the_gate = 0
        self._updates: deque[Json] = deque()
        self._next_update = 1000
        self._news = asyncio.Event()
        self._poller: asyncio.Event | None = None
        self._sent: defaultdict[Any, deque[float]] = defaultdict(deque)
        self._stopping = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._methods: dict[str, Callable[[Json], Any]] = {
            "getMe": lambda given: BOT,
            "setMyCommands": self._set_commands,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            **self.chats.methods(),
        }

    async def start(self, port: int = 0) -> None:
        """Listen on a free port; ``url`` is the base address."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._stopping.clear()
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port or free_port(), reuse_address=True).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """End at once, whoever waits."""
        self._stopping.set()
        self._news.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def made(self, method: str, status: int = 200) -> list[Json]:
        """The arguments of a method's calls that had this status, in order."""
        return [call.arguments for call in self.calls if (call.method, call.status) == (method, status)]

    def add(self, update: Json, update_id: int | None = None) -> int:
        """Put an update into the queue that getUpdates serves; gives its id."""
        if update_id is None:
            self._next_update += 1
            update_id = self._next_update
        self._updates.append({"update_id": update_id, **update})
        self._news.set()
        return update_id

    def waiting(self) -> int:
        """How many updates have not been confirmed."""
        return len(self._updates)

    def wake(self) -> None:
        """Answer a getUpdates that waits."""
        if self._poller is not None:
            self._poller.set()

    async def post(self, update: Json, secret: str | None = None) -> int:
        """Hand an update to the webhook, as setWebhook told; gives the status."""
        assert self.webhook is not None, "no webhook is set"
        token = secret if secret is not None else self.webhook.secret
        headers = {"X-Telegram-Bot-Api-Secret-Token": token} if token else {}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.webhook.url, json=update, headers=headers) as response,
        ):
            return response.status

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        given = await _read(request)
        at = time.monotonic()
        if request.match_info["token"] != self.token:
            return self._answer(method, given, at, Refusal(401, "Unauthorized"))
        if method in SENDING and not await self._passes_gate(request):
            return web.Response()
        step = self.plan[method].popleft() if self.plan[method] else None
        if step == "gone":
            self.calls.append(Call(method, given, at, 0))
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        if isinstance(step, int | tuple):
            return self._answer(method, given, at, _failure(step))
        answer = self._answer(method, given, at, await self._result(method, given, at))
        if step == "late":
            await asyncio.wait({asyncio.create_task(self._stopping.wait())}, timeout=HOLD_SECONDS)
        return answer

    async def _passes_gate(self, request: web.Request) -> bool:
        self.at_the_gate += 1
        await self.gate.wait()
        self.at_the_gate -= 1
        return request.transport is not None and not request.transport.is_closing()

    async def _result(self, method: str, given: Json, at: float) -> Any:
        try:
            if method == "getUpdates":
                return await self._get_updates(given)
            if method not in self._methods:
                raise Refusal(404, "Not Found: method not found")
            if method in SENDING:
                self._check_pace(given["chat_id"], at)
            return self._methods[method](given)
        except Refusal as refusal:
            return refusal

    def _answer(self, method: str, given: Json, at: float, result: Any) -> web.Response:
        status = result.status if isinstance(result, Refusal) else 200
        self.calls.append(Call(method, given, at, status))
        if isinstance(result, Refusal):
            return web.json_response(result.body(), status=status)
        return web.json_response({"ok": True, "result": result})

    def _check_pace(self, chat: Any, at: float) -> None:
        if self.pace is None:
            return
        for key, most, seconds in ((chat, 1, self.pace.chat), ("all", self.pace.overall, self.pace.seconds)):
            times = self._sent[key]
            while times and at - times[0] >= seconds - self.pace.slack:
                times.popleft()
            if len(times) >= most:
                raise Refusal(429, "Too Many Requests: retry after 1", {"retry_after": 1})
        for key in (chat, "all"):
            self._sent[key].append(at)

    async def _get_updates(self, given: Json) -> list[Json]:
        if self.webhook is not None:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._poller is not None:
            self._poller.set()
        mine = self._poller = asyncio.Event()
        offset, limit = int(given.get("offset", 0)), int(given.get("limit", 100))
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        end = time.monotonic() + float(given.get("timeout", 0))
        while (
            not self._updates
            and not mine.is_set()
            and (left := end - time.monotonic()) > 0
            and not self._stopping.is_set()
        ):
            self._news.clear()
            waits = {asyncio.create_task(one.wait()) for one in (self._news, mine)}
            await asyncio.wait(waits, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            for one in waits:
                one.cancel()
            if mine.is_set() and self._poller is not mine:
                raise Refusal(409, "Conflict: terminated by other getUpdates request")
        if self._poller is mine:
            self._poller = None
        wanted = [one for one in self._updates if _is_allowed(one, given.get("allowed_updates"))][:limit]
        self.delivered.extend(one["update_id"] for one in wanted)
        return wanted

    def _set_commands(self, given: Json) -> bool:
        self.commands = given["commands"]
        return True

    def _set_webhook(self, given: Json) -> bool:
        self.webhook = _Told(given["url"], given.get("secret_token"), given.get("allowed_updates"))
        return True

    def _delete_webhook(self, given: Json) -> bool:
        self.webhook = None
        return True


@dataclass
class Person:
    """Somebody who writes to the bot: alone with it, or in ``group``. What they do becomes an update at once."""

    fake: FakeTelegram
    id: int
    name: str = "Ines"
    group: int | None = None
    language: str = "en"
    done: list[Json] = field(default_factory=list)
    """Every update that came of it, without its id."""

    @property
    def chat(self) -> Json:
        """Where they write."""
        if self.group is not None:
            return {"id": self.group, "type": "supergroup", "title": "Friends"}
        return {"id": self.id, "type": "private", "first_name": self.name}

    @property
    def user(self) -> Json:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    def message(self, **content: Any) -> Json:
        """A message of theirs; ``content`` are its fields, such as ``text``."""
        number = self.fake.chats.next_message(self.chat["id"])
        return {"message_id": number, "date": int(time.time()), "chat": self.chat, "from": self.user, **content}

    def say(self, text: str, **more: Any) -> int:
        """Send a text; commands and mentions in it are marked as the apps mark them. Gives the update's id."""
        return self.send(text=text, entities=entities_of(text), **more)

    def send(self, **content: Any) -> int:
        """Send anything else, such as a ``location``."""
        return self._do({"message": self.message(**content)})

    def edit(self, text: str) -> int:
        """Change a message that was sent before."""
        return self._do({"edited_message": {**self.message(text=text), "edit_date": int(time.time())}})

    def tap(self, label: str) -> int:
        """Tap the newest button that begins with ``label``."""
        return self.press(*self.fake.chats.button(self.chat["id"], label))

    def press(self, message: Json, data: str) -> int:
        """Tap a button as an old screen still shows it."""
        query = {"id": self.fake.chats.new_query(), "from": self.user, "chat_instance": "1"}
        return self._do({"callback_query": {**query, "message": message, "data": data}})

    def _do(self, update: Json) -> int:
        self.done.append(update)
        return self.fake.add(update)


def entities_of(text: str) -> list[Json]:
    """Commands and mentions, as the apps mark them."""
    found: list[Json] = []
    place = 0
    for word in text.split(" "):
        kind = {"/": "bot_command", "@": "mention"}.get(word[:1])
        if kind and len(word) > 1:
            found.append({"type": kind, "offset": place, "length": len(word)})
        place += len(word) + 1
    return found


async def _read(request: web.Request) -> Json:
    """The parameters: of a query, a form or a JSON body; what is JSON in a form is decoded."""
    if request.content_type == "application/json":
        body: Json = await request.json()
        return body
    return {name: _decoded(str(value)) for name, value in {**request.query, **await request.post()}.items()}


def _decoded(value: str) -> Any:
    if value[:1] in "[{" or value in ("true", "false"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return int(value) if value.lstrip("-").isdecimal() and len(value) < 18 else value


def _failure(step: Step) -> Refusal:
    if isinstance(step, tuple):
        return Refusal(step[0], f"Too Many Requests: retry after {step[1]}", {"retry_after": step[1]})
    return Refusal(int(step), {403: "Forbidden: bot was blocked by the user"}.get(int(step), "Internal Server Error"))


def _is_allowed(update: Json, allowed: list[str] | None) -> bool:
    return not allowed or any(kind in update for kind in allowed)
