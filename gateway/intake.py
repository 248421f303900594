"""A message at the door: whose conversation it is, whether it may come in, and that it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from db.talk import ChoiceRefused, Known, Received, SqlConversationStore
from gateway.answering import Job
from gateway.ids import channel_conversation, could_be_conversation
from gateway.lanes import Lane
from gateway.limits import Limits
from gateway.problems import choice_refused, unknown_conversation
from messages import IncomingMessage

WEB = "web"

Json = dict[str, Any]


class Intake:
    """Everything that happens to a message before its turn."""

    def __init__(
        self,
        store: SqlConversationStore,
        limits: Limits,
        clock: Callable[[], datetime],
        secret: bytes,
    ) -> None:
        self._store = store
        self._limits = limits
        self._clock = clock
        self._secret = secret

    def conversation_of(self, message: IncomingMessage) -> str:
        """On the web the sender is the conversation; elsewhere it follows from channel and sender."""
        if message.channel == WEB:
            return message.sender
        return channel_conversation(self._secret, message.channel, message.sender)

    async def open(self, conversation: str, locale: str, time_zone: str) -> None:
        """Make a new conversation of the web channel."""
        await self._store.open(conversation, WEB, locale, time_zone, self._clock())

    async def known(self, conversation: str, channel: str | None = WEB) -> Known:
        """The conversation, of ``channel`` unless that is None: an id opens it on its own channel only.

        Raises Problem 404.
        """
        known = await self._store.find(conversation) if could_be_conversation(conversation) else None
        if known is None or channel not in (None, known.channel):
            raise unknown_conversation()
        return known

    async def receive(self, lane: Lane, conversation: str, message: IncomingMessage) -> tuple[Job, Received]:
        """Keep the message, or find its first arrival.

        Raises Problem: unknown conversation, choice refused, too many messages.
        """
        known = lane.known = await self._resolve(lane.known, conversation, message)
        await self._limits.conversation(conversation)
        body = await self._body(conversation, message)
        now = self._clock()
        try:
            received = await self._store.receive(conversation, message.message_id, body, now)
        except IntegrityError:
            # Cleaned away since we looked.
            lane.known = None
            raise unknown_conversation() from None
        return Job(conversation, message.message_id, body, now, known), received

    async def _resolve(self, known: Known | None, conversation: str, message: IncomingMessage) -> Known:
        """The conversation with what the message says anew of locale and zone; ``known`` saves looking it up."""
        given = message.model_fields_set
        if known is not None and known.channel != message.channel:
            known = None
        if known is None and message.channel == WEB:
            known = await self.known(conversation)
        elif known is None:
            found = await self._store.find(conversation)
            known = found or Known("", message.locale, message.time_zone)
        locale = message.locale if "locale" in given else known.locale
        now_known = Known(message.channel, locale, message.time_zone if "time_zone" in given else known.time_zone)
        if now_known != known:
            await self._store.open(conversation, *_columns(now_known), self._clock())
        return now_known

    async def _body(self, conversation: str, message: IncomingMessage) -> Json:
        """What is kept of the message; a choice is used up by it."""
        if message.choice is None:
            return {"text": message.text}
        try:
            payload = await self._store.take_choice(
                conversation, message.choice, self._clock(), message_id=message.message_id
            )
        except ChoiceRefused as refusal:
            raise choice_refused(refusal) from None
        return {"text": payload.label, "parse": {"intent": payload.intent, "entities": payload.entities}}


def _columns(known: Known) -> tuple[str, str, str]:
    return known.channel, known.locale, known.time_zone
