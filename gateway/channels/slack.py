"""Slack, for as long as the gateway lives: Socket Mode, or the Events API where a signing secret is set instead."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from connectors.slack import CHANNEL
from gateway.channels.slack_app import SlackApp, quiet_logger
from gateway.channels.slack_bot import SECONDS, SlackSender, make_client, reason_of
from gateway.channels.slack_desk import SlackDesk
from gateway.channels.slack_home import SlackHome
from gateway.channels.slack_people import People
from gateway.channels.slack_words import words_of
from gateway.health import Away
from gateway.house import House
from gateway.pauses import growing

log = structlog.get_logger()

PING_SECONDS = 5.0
LOOK_SECONDS = 1.0
PATIENCE = 30.0
"""Seconds that the SDK has to connect anew by itself, before everything is begun anew."""
STOP_SECONDS = 3.0

pause_after = growing(1.0, 60.0)


class SlackChannel:
    """One workspace. Where Slack cannot be reached, or takes no token, it is tried again and again."""

    name = CHANNEL

    def __init__(self, house: House) -> None:
        self._house = house
        self._words = words_of(house.wording, house.settings.public_url)
        self._app: SlackApp | None = None
        self._state = "is connecting"
        self._run_task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to connect; the loop must be running."""
        self._run_task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Take nothing more."""
        if self._run_task is not None:
            self._run_task.cancel()
            await asyncio.gather(self._run_task, return_exceptions=True)

    async def check(self) -> None:
        """Raises Away while Slack cannot be used."""
        if self._state:
            raise Away(self._state)

    @property
    def takes_requests(self) -> bool:
        """Whether Slack sends signed requests, instead of a socket."""
        return self._house.settings.slack_signing_secret is not None

    async def receive(self, request: web.Request, raw: bytes) -> web.StreamResponse | None:
        """Answer a request of the Events API, refused unless it is signed; None while we are not connected."""
        if self._app is None:
            return None
        headers: dict[str, str | Sequence[str]] = dict(request.headers)
        asked = AsyncBoltRequest(body=raw.decode("utf-8", "replace"), query=request.query_string, headers=headers)
        return await to_aiohttp_response(await self._app.bolt.async_dispatch(asked))

    async def _run(self) -> None:
        failures = 0
        while True:
            try:
                async with self._served() as handler:
                    failures = 0
                    await self._stay(handler)
            except SlackApiError as error:
                self._away(f"refuses us: {reason_of(error)}")
            except Away as reason:
                self._away(str(reason))
            except (aiohttp.ClientError, OSError, _Disconnected):
                self._away("does not answer")
            except Exception:
                log.exception("slack_broke")
                self._away("failed; the log says more")
            failures += 1
            await asyncio.sleep(pause_after(failures, random.random()))

    @asynccontextmanager
    async def _served(self) -> AsyncIterator[AsyncSocketModeHandler | None]:
        """Connected and taking; deliveries go on afterwards, they need no connection of their own."""
        settings = self._house.settings
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session:
            client = make_client(settings, session)
            me = await _who(client)
            sender = SlackSender(client, self._words)
            desk = SlackDesk(self._house, sender, People(client))
            self._app = SlackApp(settings, client, desk, SlackHome(self._house, client, self._words), self._words, me)
            await self._house.addresses.introduce(CHANNEL, "", now=self._house.clock())
            self._house.deliveries.serve(CHANNEL, sender)
            handler = None
            try:
                if not self.takes_requests:
                    handler = await self._connected(self._app)
                self._state = ""
                log.info("slack_connected", socket_mode=handler is not None)
                yield handler
            finally:
                self._app = None
                self._state = self._state or "is connecting"
                if handler is not None:
                    await _closed(handler)
                self._house.deliveries.pause(CHANNEL)
                await desk.drain(STOP_SECONDS)

    async def _connected(self, app: SlackApp) -> AsyncSocketModeHandler:
        token = self._house.settings.slack_app_token
        if token is None:
            raise Away("needs SLACK_APP_TOKEN or SLACK_SIGNING_SECRET")
        handler = AsyncSocketModeHandler(
            app.bolt, token.get_secret_value(), logger=quiet_logger(), ping_interval=PING_SECONDS
        )
        try:
            # Asked here first, because the SDK would try a wrong token for ever.
            handler.client.wss_uri = await handler.client.issue_new_wss_url()
            connect: Any = handler.client.connect
            async with asyncio.timeout(PATIENCE):
                await connect()
        except BaseException:
            await _closed(handler)
            raise
        return handler

    async def _stay(self, handler: AsyncSocketModeHandler | None) -> None:
        """Until the connection is lost for good. Raises _Disconnected."""
        loop = asyncio.get_running_loop()
        seen = loop.time()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if handler is None or await handler.client.is_connected():
                seen, self._state = loop.time(), ""
            elif loop.time() - seen > PATIENCE:
                raise _Disconnected
            else:
                self._state = "is connecting anew"

    def _away(self, reason: str) -> None:
        if reason != self._state:
            log.warning("slack_away", reason=reason)
        self._state = reason


class _Disconnected(Exception):
    """The socket is gone, and the SDK has not brought it back."""


async def _who(client: AsyncWebClient) -> AuthorizeResult:
    """Who we are. Raises SlackApiError for a wrong token."""
    told = await client.auth_test()
    return AuthorizeResult(
        enterprise_id=told.get("enterprise_id"),
        team_id=told["team_id"],
        bot_user_id=told["user_id"],
        bot_id=told.get("bot_id"),
        bot_token=client.token,
    )


async def _closed(handler: AsyncSocketModeHandler) -> None:
    close: Any = handler.client.close
    await close()
    await handler.client.aiohttp_client_session.close()
