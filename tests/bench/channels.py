"""What a messenger costs beside the turn, per message: reading what came, writing what goes, the calls of its SDK.

Run ``python -m tests.bench.channels [--messages 500]``; prints p50 and p95 in milliseconds. The other side is a server
on loopback that takes everything at once, in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import multiprocessing
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import unused_port
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient
from telegram import Update, User

from connectors.slack import Place, Said, calls
from connectors.slack import Words as SlackWords
from connectors.telegram import Words, calls_of, hear, incoming, marked
from db.deliveries import Queued
from gateway.channels.slack_app import SlackApp
from gateway.channels.slack_bot import SlackSender, make_client
from gateway.channels.slack_desk import SlackDesk
from gateway.channels.slack_home import SlackHome
from gateway.channels.slack_people import People
from gateway.channels.slack_words import words_of
from gateway.channels.telegram_bot import make_bot
from gateway.deliveries import ChannelDelivery
from gateway.wiring import ROOT
from settings import Settings
from wording import Wording

MOST = 10.0
"""Milliseconds that the issue allows."""
WARM = 20

Json = dict[str, Any]


def flights() -> Json:
    """What a search answers: five cards with a button each, and four more buttons."""
    facts = [("Out", "Tue 9 Feb 18:05–19:45, 1 h 40, direct (VY1844)"), ("Rule", "Change 70.00 EUR each, no refund.")]
    cards = [
        {
            "kind": "flight",
            "id": f"of_{number}",
            "title": "Vueling MAD → ORY",
            "subtitle": "Tue 9 Feb 18:05–19:45",
            "facts": [{"label": label, "value": value} for label, value in facts],
            "price": {"amount": "33.85", "currency": "EUR", "per": "total"},
            "choices": [{"label": "Choose", "value": f"c_{number:016d}"}],
        }
        for number in range(5)
    ]
    more = [{"label": label, "value": f"c_{label}"} for label in ("Cheapest", "Direct only", "Leave later", "More")]
    options = [{"label": card["title"], "value": card["choices"][0]["value"]} for card in cards]
    ask = {"slot": "option", "kind": "choice", "options": options}
    return {"text": "Madrid (MAD) → Paris, 5 flights from 33.85 EUR.", "cards": cards, "choices": more, "ask": ask}


def everything_taken(port: int) -> None:
    """A server that answers every call of the Bot API as if it had done it."""
    message = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "…"}
    results: Json = {"getMe": {"id": 7, "is_bot": True, "first_name": "Trips", "username": "trips_bot"}}

    async def take(request: web.Request) -> web.Response:
        await request.read()
        method = request.match_info["method"]
        return web.json_response({"ok": True, "result": results.get(method, message if "Message" in method else True)})

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", take)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


async def telegram(number: int) -> bool:
    """A typed message and its answer, and a tap; True when both are within bounds."""
    port = unused_port()
    server = multiprocessing.get_context("spawn").Process(target=everything_taken, args=(port,), daemon=True)
    server.start()
    settings = Settings(  # type: ignore[call-arg]
        _env_file=None,
        engine_token="x" * 16,
        actions_token="x" * 16,
        telegram_token="1:token-of-the-bench",
        telegram_api_url=f"http://127.0.0.1:{port}",
    )
    bot = make_bot(settings)
    await _answers(bot.initialize)
    me, chat, ines = (
        User(7, "Trips", True, username="trips_bot"),
        {"id": 5, "type": "private"},
        {"id": 5, "is_bot": False},
    )
    said = {
        "message_id": 3,
        "date": 1,
        "chat": chat,
        "from": {**ines, "first_name": "Ines"},
        "text": "flights to Paris",
    }
    typed = {"update_id": 1, "message": said}
    query = {"id": "41", "from": said["from"], "chat_instance": "1", "message": said, "data": "c_0000000000000001"}
    address, words = {"chat": 5, "private": True}, Words("More choices", "Back")

    async def message() -> None:
        heard = hear(Update.de_json(typed, bot), me)
        assert heard is not None
        incoming(heard)
        await bot.send_chat_action(5, "typing")
        for call in calls_of([flights()], "5", address, heard.message_id, words):
            await bot.send_message(**call.arguments)

    async def tap() -> None:
        heard = hear(Update.de_json({"update_id": 2, "callback_query": query}, bot), me)
        assert heard is not None
        assert heard.tapped is not None
        incoming(heard)
        await bot.answer_callback_query(heard.tapped.id)
        marked(heard.tapped, chosen=True)
        await bot.edit_message_text("…", 5, 3)
        for call in calls_of([flights()], "5", address, heard.message_id, words):
            await bot.send_message(**call.arguments)

    fits = [await measured("telegram, a message", message, number), await measured("telegram, a tap", tap, number)]
    await bot.shutdown()
    server.kill()
    return all(fits)


def every_message_taken(port: int) -> None:
    """A server that answers every call of Slack's Web API as if it had done it."""

    async def take(request: web.Request) -> web.Response:
        await request.read()
        return web.json_response({"ok": True, "channel": "D1", "ts": "1.1", "user": {"tz": "UTC"}, "messages": []})

    app = web.Application()
    app.router.add_route("*", "/api/{method}", take)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


async def slack(number: int) -> bool:
    """A typed message and its answer, and a tap, each through slack-bolt; True when both are within bounds."""
    port = unused_port()
    server = multiprocessing.get_context("spawn").Process(target=every_message_taken, args=(port,), daemon=True)
    server.start()
    settings = Settings(  # type: ignore[call-arg]
        _env_file=None,
        engine_token="x" * 16,
        actions_token="x" * 16,
        slack_bot_token="xoxb-of-the-bench",
        slack_app_token="xapp-of-the-bench",
        slack_api_url=f"http://127.0.0.1:{port}/api",
    )
    async with aiohttp.ClientSession() as session:
        client, words = make_client(settings, session), words_of(Wording.read(ROOT), settings.public_url)
        await _answers(client.auth_test)
        desk, sender = SlackBench(client, words), SlackSender(client, words)
        me = AuthorizeResult(enterprise_id=None, team_id="T1", bot_user_id="U0", bot_token="xoxb-of-the-bench")
        bolt = SlackApp(settings, client, desk, SlackHome.__new__(SlackHome), words, me).bolt
        address = Place("T1", "U1", "D1").address
        blocks = calls([flights()], address, words)[0]["arguments"]["blocks"]

        async def handle(kind: str, payload: Json) -> None:
            headers: dict[str, str | Sequence[str]] = {"content-type": kind}
            await bolt.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=payload, headers=headers))
            await asyncio.gather(*desk.tasks)
            await sender.send("T1:U1", address, desk.delivery())

        async def message() -> None:
            event = {"type": "message", "user": "U1", "channel": "D1", "ts": "1.2", "text": "flights to Paris"}
            body = {"type": "event_callback", "team_id": "T1", "event_id": str(time.monotonic_ns()), "event": event}
            await handle("application/json", body)

        async def tap() -> None:
            button = blocks[1]["accessory"]
            action = {**button, "block_id": blocks[1]["block_id"], "action_ts": "1.3"}
            where = {"type": "message", "message_ts": "1.1", "channel_id": "D1"}
            body = {"type": "block_actions", "user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "1"}
            shown = {"ts": "1.1", "text": "…", "blocks": blocks}
            await handle("application/json", {**body, "container": where, "message": shown, "actions": [action]})

        fits = [await measured("slack, a message", message, number), await measured("slack, a tap", tap, number)]
        assert desk.taken == 2 * (number + WARM)
    server.kill()
    return all(fits)


class SlackBench(SlackDesk):
    """Takes everything as the real one does, up to where the turn begins."""

    def __init__(self, client: AsyncWebClient, words: SlackWords) -> None:
        self.tasks: list[asyncio.Task[Any]] = []
        self.taken = 0
        self._people = People(client)

    async def hear(self, said: Said) -> None:
        await self.take(said.place, said.message_id, text=said.text)

    async def take(self, place: Place, message_id: str, *, text: str | None = None, choice: str | None = None) -> bool:
        await self._message(place, message_id, text=text, choice=choice)
        self.taken += 1
        return True

    def later(self, work: Coroutine[Any, Any, object]) -> None:
        self.tasks = [asyncio.create_task(work)]

    def delivery(self) -> ChannelDelivery:
        async def note(sent: int) -> None:
            """Nothing is stored here."""

        now = datetime.now(UTC)
        return ChannelDelivery(Queued(1, 1, now, "slack", "T1:U1", {}, "D1:1.2", [flights()], None, 0), note)


async def measured(name: str, once: Callable[[], Awaitable[None]], number: int) -> bool:
    """Print p50 and p95 of the processor time of this process, and of the time on the clock."""
    for _ in range(WARM):
        await once()
    busy, passed = [], []
    for _ in range(number):
        began, worked = time.perf_counter(), time.process_time()
        await once()
        busy.append((time.process_time() - worked) * 1000)
        passed.append((time.perf_counter() - began) * 1000)
    (p50, p95), (clock50, clock95) = (_figures(taken) for taken in (busy, passed))
    print(f"{name:28s} busy p50 {p50:5.1f} ms  p95 {p95:5.1f} ms   on the clock p50 {clock50:5.1f}  p95 {clock95:5.1f}")  # noqa: T201
    return p50 <= MOST


def _figures(taken: list[float]) -> tuple[float, float]:
    ordered = sorted(taken)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]


async def _answers(connect: Callable[[], Awaitable[object]], seconds: float = 20.0) -> None:
    """Try until the server is there."""
    end = time.monotonic() + seconds
    while True:
        try:
            await connect()
        except Exception:
            if time.monotonic() > end:
                raise
            await asyncio.sleep(0.2)
        else:
            return


async def main(number: int) -> int:
    """0 when every messenger is within its bounds."""
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("slack_bolt").setLevel(logging.WARNING)
    fits = [await telegram(number), await slack(number)]
    return 0 if all(fits) else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=500)
    sys.exit(asyncio.run(main(parser.parse_args().messages)))
