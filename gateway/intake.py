"""A message at the door: whose conversation it is, whether it may come in, and that it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from db.addresses import SqlAddresses
from db.talk import ChoiceRefused, Known, Received, SqlConversationStore
from gateway.answering import Job
from gateway.ids import channel_conversation, could_be_conversation
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
        addresses: SqlAddresses,
        limits: Limits,
        clock: Callable[[], datetime],
        secret: bytes,
    ) -> None:
        self._store = store
        self._addresses = addresses
        self._limits = limits
        self._clock = clock
        self._secret = secret

    async def conversation_of(self, message: IncomingMessage) -> str:
        """On the web the sender is the conversation; elsewhere the one that they came to by a code, or their own."""
        if message.channel == WEB:
            return message.sender
        linked = await self._addresses.conversation_of(message.channel, message.sender)
        return linked or channel_conversation(self._secret, message.channel, message.sender)

    async def open(self, conversation: str, locale: str, time_zone: str, user: str | None = None) -> None:
        """Make a new conversation of the web channel, an account's or a guest's."""
        await self._store.open(conversation, WEB, locale, time_zone, self._clock(), user=user)

    async def known(self, conversation: str, user: str | None = None) -> Known:
        """A conversation of the web channel that ``user``, None for a guest, may see.

        Its id opens it as long as it is a guest's, afterwards the account's session is needed too. Raises Problem 404.
        """
        known = await self.on_any_channel(conversation)
        if known.channel != WEB or known.user not in (None, user):
            raise unknown_conversation()
        return known

    async def on_any_channel(self, conversation: str) -> Known:
        """A conversation for those who are trusted with all of them. Raises Problem 404."""
        known = await self._store.find(conversation) if could_be_conversation(conversation) else None
        if known is None:
            raise unknown_conversation()
        return known

    async def receive(self, conversation: str, message: IncomingMessage, user: str | None) -> tuple[Job, Received]:
        """Keep the message of ``user``, or find its first arrival.

        Raises Problem: unknown conversation, choice refused, too many messages.
        """
        known = await self._resolve(conversation, message, user)
        await self._limits.conversation(conversation)
        body = await self._body(conversation, message)
        now, said_by = self._clock(), None if message.channel == WEB else (message.channel, message.sender)
        try:
            received = await self._store.receive(conversation, message.message_id, body, now, said_by)
        except IntegrityError:
            # Cleaned away since we looked.
            raise unknown_conversation() from None
        return Job(conversation, message.message_id, body, now, known), received

    async def _resolve(self, conversation: str, message: IncomingMessage, user: str | None) -> Known:
        """The conversation with what the message says anew of locale and zone.

        Read anew for each message: whose it is may have changed, in another process too.
        """
        if message.channel == WEB:
            known: Known | None = await self.known(conversation, user)
        else:
            # Channels that know their people vouch for the sender.
            known = await self._store.find(conversation)
        given = {name: getattr(message, name) for name in ("locale", "time_zone") if name in message.model_fields_set}
        first = known or Known("", message.locale, message.time_zone)
        now_known = replace(first, channel=message.channel, **given)
        if known is None or (known.locale, known.time_zone) != (now_known.locale, now_known.time_zone):
            columns = (now_known.channel, now_known.locale, now_known.time_zone)
            await self._store.open(conversation, *columns, self._clock())
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
