"""What slack-bolt listens for; each listener returns, and so acknowledges, once everything that counts is kept."""

from __future__ import annotations

import json
import logging
import re
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from connectors.slack import (
    ANSWER,
    Place,
    Tap,
    Words,
    answer_modal,
    commanded,
    filled,
    said,
    settled,
    tapped,
    unescape,
    wish_modal,
)
from gateway.channels.slack_bot import insist
from gateway.channels.slack_desk import SlackDesk
from gateway.channels.slack_home import SlackHome
from settings import Settings

ANY = re.compile("")
PLAN, ABOUT = "plan_trip", "ask_about_message"
"""Callbacks of the shortcuts, global and of a message, as in the manifest."""
REMEMBERED = 20_000

Json = Mapping[str, Any]


class SlackApp:
    """Listeners for one workspace; ``team`` and ``bot`` are our ids there."""

    def __init__(
        self,
        settings: Settings,
        client: AsyncWebClient,
        desk: SlackDesk,
        home: SlackHome,
        words: Words,
        me: AuthorizeResult,
    ) -> None:
        self._client = client
        self._desk = desk
        self._home = home
        self._words = words
        self._team, self._bot = str(me.team_id), str(me.bot_user_id)
        self._seen: OrderedDict[str, None] = OrderedDict()
        signing = settings.slack_signing_secret
        # What is listened to is kept first and acknowledged then, so that nothing acknowledged can be lost.
        self.bolt = AsyncApp(
            # Without a token of its own it does not ask who we are with every request.
            client=AsyncWebClient(base_url=client.base_url, session=client.session, retry_handlers=[]),
            signing_secret=None if signing is None else signing.get_secret_value(),
            authorize=_always(me),
            process_before_response=True,
            # Otherwise a request that only says so needs no signature.
            ssl_check_enabled=False,
            logger=quiet_logger(),
        )
        self._listen()

    def _listen(self) -> None:
        for kind in ("message", "app_mention"):
            self.bolt.event(kind)(self._message)
        self.bolt.event("app_home_opened")(self._opened)
        self.bolt.event(ANY)(self._other)
        # Whatever the operator has called it.
        self.bolt.command(ANY)(self._command)
        self.bolt.global_shortcut(PLAN)(self._plan)
        self.bolt.message_shortcut(ABOUT)(self._about)
        self.bolt.action(ANY)(self._action)
        self.bolt.view(ANSWER)(self._view)

    async def _message(self, body: dict[str, Any]) -> None:
        """Slack sends an event again when it heard nothing in time: known ones are dropped, others are taken."""
        event_id = str(body.get("event_id") or "")
        heard = said(body["event"], self._team, self._bot)
        if heard is None or event_id in self._seen or not self._is_ours(body):
            return
        await self._desk.hear(heard)
        self._seen[event_id] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)

    def _is_ours(self, body: Json) -> bool:
        teams = {one.get("team_id") for one in body.get("authorizations") or []} or {body.get("team_id")}
        return bool(teams & {self._team, None})

    async def _opened(self, body: dict[str, Any]) -> None:
        event = body["event"]
        if event.get("tab") == "home":
            self._desk.later(self._home.publish(self._team, event["user"]))

    async def _other(self) -> None:
        """An event that was subscribed to without need: acknowledged, or it would be sent again."""

    async def _action(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        tap = tapped(body, self._team)
        if tap.kind == "foreign":
            self._desk.tell(tap.place, "utter_slack_not_yours")
        elif tap.kind == "dates_missing":
            self._desk.tell(tap.place, "utter_slack_dates_missing")
        elif tap.kind == "enter":
            self._open(tap.trigger, answer_modal(tap.place, json.loads(tap.value), tap.label, self._words))
        elif tap.kind == "wish":
            self._open(tap.trigger, wish_modal(tap.place, self._words))
        elif tap.kind != "nothing":
            await self._tap(tap)
        await ack()

    async def _tap(self, tap: Tap) -> None:
        given = {tap.kind: tap.value}
        update = settled(tap)
        if await self._desk.take(tap.place, tap.message_id, **given) and update is not None:
            self._desk.later(insist(lambda: self._client.chat_update(**update)))

    async def _view(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        sent = filled(body, self._team)
        await self._desk.take(sent.place, sent.message_id, text=sent.text)
        await ack()

    async def _command(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        place, message_id, text = commanded(body, self._team)
        if not text:
            await ack(self._desk.words("utter_slack_command_usage", command=body["command"]))
            return
        await self._desk.take(place, message_id, text=unescape(text, self._bot))
        await ack(self._desk.words("utter_slack_in_private"))

    async def _plan(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        self._open(body["trigger_id"], wish_modal(Place(self._team, body["user"]["id"]), self._words))
        await ack()

    async def _about(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A message of anybody's, as if its reader had said it to us alone."""
        text = unescape(body["message"].get("text") or "", self._bot)
        place = Place(self._team, body["user"]["id"])
        await self._desk.take(place, f"shortcut:{body['trigger_id']}", text=text)
        await ack()

    def _open(self, trigger: str, view: dict[str, Any]) -> None:
        self._desk.later(insist(lambda: self._client.views_open(trigger_id=trigger, view=view)))


def quiet_logger() -> logging.Logger:
    """The SDK's lines of INFO hold what people say."""
    logger = logging.getLogger("slack")
    logger.setLevel(logging.WARNING)
    return logger


def _always(me: AuthorizeResult) -> Any:
    """One workspace by its token: whoever asks, it is us."""

    async def authorize() -> AuthorizeResult:
        return me

    return authorize
