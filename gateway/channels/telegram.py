"""Telegram: long polling, which works behind any router, or a webhook with a secret token when one is set."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram import BotCommand, Update, User, error

from connectors.telegram import ALLOWED_UPDATES, CHANNEL, COMMANDS, Words, hear
from gateway.channels.telegram_bot import POLL_SECONDS, TelegramSender, fetch_updates, make_bot
from gateway.channels.telegram_desk import TelegramDesk
from gateway.health import Away
from gateway.house import House
from gateway.ids import request_id

log = structlog.get_logger()

PATH = "/channels/telegram"
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
LOOK_SECONDS = 60.0
"""Between two looks at whether Telegram still answers, while it calls us."""
STOP_SECONDS = 3.0
COMMAND_WORDS = {
    "start": "utter_telegram_command_start",
    "help": "utter_telegram_command_help",
    "trips": "utter_telegram_command_trips",
    "settings": "utter_telegram_command_settings",
    "stop": "utter_telegram_command_stop",
}


Json = dict[str, Any]


class TelegramChannel:
    """One bot. Whatever Telegram answers, it is tried again; the web does not notice."""

    name = CHANNEL

    def __init__(self, house: House) -> None:
        self._house = house
        self._bot = make_bot(house.settings)
        say = house.wording.say
        words = Words(say("utter_telegram_more"), say("utter_telegram_back"), house.settings.public_url)
        self._sender = TelegramSender(self._bot, words)
        self._desk = TelegramDesk(house, self._sender, words)
        self._away: str | None = "is starting"
        self._me: User | None = None
        self._offset: int | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Connect, and go on until stopped."""
        self._task = asyncio.create_task(self._run(), name=CHANNEL)

    async def stop(self) -> None:
        """Take nothing more; what was kept is answered after the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._desk.drain(STOP_SECONDS)
        with contextlib.suppress(error.TelegramError, RuntimeError):
            await self._bot.shutdown()

    async def check(self) -> None:
        """Raises Away with the reason why Telegram cannot be used."""
        if self._away is not None:
            raise Away(self._away)

    def opens(self, secret: str | None) -> bool:
        """Whether a request to the webhook comes from Telegram."""
        expected = self._house.settings.telegram_webhook_secret
        if expected is None or not secret:
            return False
        return hmac.compare_digest(expected.get_secret_value().encode(), secret.encode("utf-8", "replace"))

    async def called(self, body: Any) -> bool:
        """Take an update that Telegram hands to the webhook; False while we do not know our own name yet.

        Raises what the database raises; then Telegram hands it in again.
        """
        if self._me is None:
            return False
        await self._receive(body, self._me)
        return True

    async def _run(self) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                await self._connect()
                pause = FIRST_PAUSE
                await self._serve()
            except error.InvalidToken:
                self._lose("refuses the token", sending=False)
            except error.Conflict:
                self._lose("is asked by another program with the same token")
            except error.BadRequest as refusal:
                self._lose(f"refuses: {refusal.message[:100]}")
            except error.TelegramError as failure:
                self._lose("does not answer", sending=False, kind=type(failure).__name__)
            except (SQLAlchemyError, OSError) as failure:
                self._lose("waits for the database", kind=type(failure).__name__)
            except Exception:
                log.exception("telegram_broke")
                self._away = "has failed"
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _lose(self, reason: str, *, sending: bool = True, **more: str) -> None:
        """Not there for now. Not ``sending``: what is to be said waits, untried."""
        if self._away != reason:
            log.warning("telegram_away", reason=reason, **more)
        self._away = reason
        if not sending:
            self._house.deliveries.pause(CHANNEL)

    async def _connect(self) -> None:
        await self._bot.initialize()
        me = self._me = await self._bot.get_me()
        await self._bot.set_my_commands(
            [BotCommand(name, self._house.wording.say(COMMAND_WORDS[name])) for name in COMMANDS]
        )
        await self._house.addresses.introduce(CHANNEL, me.username or "", now=self._house.clock())
        secret = self._house.settings.telegram_webhook_secret
        if secret is None:
            await self._bot.delete_webhook()
        else:
            url = f"{self._house.settings.address.rstrip('/')}{PATH}"
            await self._bot.set_webhook(url, secret_token=secret.get_secret_value(), allowed_updates=ALLOWED_UPDATES)
        self._house.deliveries.serve(CHANNEL, self._sender)
        log.info("telegram_connected", bot=me.username, webhook=secret is not None)

    async def _serve(self) -> None:
        if self._house.settings.telegram_webhook_secret is None:
            while True:
                await self._poll()
        while True:
            self._away = None
            await asyncio.sleep(LOOK_SECONDS)
            await self._bot.get_me()

    async def _poll(self) -> None:
        """Fetch what is new. What was kept is not asked for again; what could not be kept is."""
        assert self._me is not None, "connected before"
        seconds = POLL_SECONDS if self._away is None else 0
        updates = await fetch_updates(self._bot, self._offset, seconds)
        self._away = None
        for update in updates:
            await self._receive(update, self._me)
            self._offset = update["update_id"] + 1

    async def _receive(self, update: Json, me: User) -> None:
        with structlog.contextvars.bound_contextvars(request_id=request_id(None)):
            try:
                heard = hear(Update.de_json(update, self._bot), me)
                if heard is not None:
                    await self._desk.take(heard)
            except (SQLAlchemyError, OSError):
                raise
            except Exception:
                # One that breaks us must not stand in the way of the others.
                log.exception("telegram_update_broke", update=update["update_id"])
