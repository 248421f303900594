"""Calls of the Bot API: at its pace, with its errors as ours."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import structlog
from telegram import Bot, error
from telegram.request import HTTPXRequest

from connectors.telegram import ALLOWED_UPDATES, Call, Edit, Words, calls_of
from gateway.channels.pace import Pace
from gateway.deliveries import ChannelDelivery, Failed, RetryAfter, Unreachable
from settings import Settings

log = structlog.get_logger()

SECONDS = 15.0
POLL_SECONDS = 25
EACH_CHAT = 1.05
OVERALL = 28.0
EACH_GROUP = 20
"""Telegram takes about one message a second in a chat, 30 in all and 20 a minute in a group; a little is left over."""
TRIES = 3
CONNECTIONS = 64
_GONE = ("chat not found", "not enough rights", "have no rights", "user is deactivated", "bot was kicked")
_THREAD = "message thread not found"

Json = dict[str, Any]


def make_bot(settings: Settings) -> Bot:
    """The SDK's bot on the token of the settings; nothing is connected yet."""
    assert settings.telegram_token is not None, "only with a token there is a bot"
    # Its addresses hold the token.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    timeouts: Json = {"connect_timeout": SECONDS, "write_timeout": SECONDS, "pool_timeout": SECONDS}
    return Bot(
        settings.telegram_token.get_secret_value(),
        base_url=f"{settings.telegram_api_url}/bot",
        base_file_url=f"{settings.telegram_api_url}/file/bot",
        request=HTTPXRequest(connection_pool_size=CONNECTIONS, read_timeout=SECONDS, **timeouts),
    )


async def fetch_updates(bot: Bot, offset: int | None, seconds: int) -> list[Json]:
    """What is new from ``offset`` on, waiting for it up to so many seconds; raises what the SDK raises.

    As it came: the SDK's own method reads all at once, and one that it cannot read would hold up all others.
    """
    query = {"timeout": seconds, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
    if offset is not None:
        query["offset"] = offset
    url = f"{bot.base_url}/getUpdates?{urlencode(query)}"
    updates: list[Json] = await bot.request.post(url, read_timeout=seconds + SECONDS)  # type: ignore[assignment]
    return updates


class TelegramSender:
    """Puts messages into chats, and changes them."""

    def __init__(self, bot: Bot, words: Words, pace: Pace | None = None) -> None:
        self._bot = bot
        self._words = words
        self._pace = pace or Pace(EACH_CHAT, OVERALL, EACH_GROUP)

    async def send(self, sender: str, address: Json, delivery: ChannelDelivery) -> None:
        """Send what has not left yet. Raises RetryAfter, Unreachable, Failed."""
        calls = calls_of(delivery.replies, sender, address, delivery.message_id, self._words)
        for call in calls[delivery.sent :]:
            await self._paced(call, private=bool(address.get("private", True)))
            await delivery.accepted()

    async def notice(self, sender: str, address: Json, text: str, *, patient: bool = False) -> None:
        """Say something that is not kept; unless ``patient``, only where the chat can be written to at once."""
        if not patient and not self._pace.free(address["chat"]):
            return
        try:
            for call in calls_of([{"text": text}], sender, address, "", self._words):
                await self._paced(call, private=bool(address.get("private", True)))
        except (RetryAfter, Unreachable, Failed) as failure:
            log.info("telegram_notice_lost", reason=str(failure))

    async def typing(self, address: Json) -> None:
        """Show for five seconds that an answer is being worked on; a failure does not matter."""
        try:
            await self._bot.send_chat_action(address["chat"], "typing", message_thread_id=address.get("thread"))
        except error.TelegramError as failure:
            log.debug("telegram_typing_failed", kind=type(failure).__name__)

    async def answer_tap(self, query_id: str, text: str | None = None) -> None:
        """End the waiting of a tapped button; ``text`` is shown for a moment."""
        await _insist(lambda: self._bot.answer_callback_query(query_id, text))

    async def change(self, edit: Edit) -> None:
        """Change a message that stands in the chat."""
        method = getattr(self._bot, edit.method)
        await _insist(lambda: method(**edit.arguments))

    async def _paced(self, call: Call, *, private: bool) -> None:
        chat = call.arguments["chat_id"]
        await self._pace.turn(chat, group=not private)
        try:
            await self._post(call)
        except error.RetryAfter as wish:
            seconds = _seconds(wish.retry_after)
            self._pace.hold(chat, seconds)
            raise RetryAfter(seconds) from None
        except error.Forbidden:
            raise Unreachable from None
        except error.BadRequest as refusal:
            if any(sign in refusal.message.lower() for sign in _GONE):
                raise Unreachable from None
            raise Failed(f"refused: {refusal.message[:200]}", for_good=True) from None
        except error.TelegramError as failure:
            raise Failed(type(failure).__name__) from None

    async def _post(self, call: Call) -> None:
        """As it is meant; where Telegram cannot take that, as plain words, which it always can."""
        try:
            await self._say(call.method, call.arguments)
        except error.ChatMigrated as moved:
            await self._say(call.method, {**call.arguments, "chat_id": moved.new_chat_id})
        except error.BadRequest as refusal:
            reason = refusal.message.lower()
            if any(sign in reason for sign in _GONE):
                raise
            kept = ("chat_id", "message_thread_id", "reply_markup", "reply_parameters")
            plain = {name: call.arguments[name] for name in kept if name in call.arguments}
            if _THREAD in reason:
                plain.pop("message_thread_id", None)
            log.warning("telegram_plain", reason=refusal.message[:200])
            await self._say("send_message", {**plain, "text": call.plain})

    async def _say(self, method: str, arguments: Json) -> None:
        await getattr(self._bot, method)(**arguments)


async def _insist(call: Callable[[], Awaitable[object]]) -> None:
    """A call that nobody waits for: tried again where Telegram asks for a pause, and not where it refuses."""
    for _ in range(TRIES):
        try:
            await call()
        except error.RetryAfter as wish:
            await asyncio.sleep(_seconds(wish.retry_after))
        except (error.BadRequest, error.Forbidden) as refusal:
            log.debug("telegram_refused", reason=refusal.message[:200])
            return
        except error.TelegramError as failure:
            log.info("telegram_call_failed", kind=type(failure).__name__)
            await asyncio.sleep(1)
        else:
            return


def _seconds(given: int | timedelta) -> float:
    return given.total_seconds() if isinstance(given, timedelta) else float(given)
