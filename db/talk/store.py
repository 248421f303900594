"""The gateway's memory of its conversations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import callbacks, deliveries
from db.addresses import settle
from db.engine import Database
from db.ids import new_id
from db.sql import insert_into
from db.tables import conversations, messages
from db.talk import choices
from db.talk.choices import ChoicePayload, IssuedChoice
from db.talk.history import HistoryItem, history
from db.talk.pending import Pending, Waiting, claim, waiting
from travel.account.quiet import PushKind

ReplyData = dict[str, Any]


class NoSuchMessage(Exception):
    """This message was never received."""


@dataclass(frozen=True)
class Known:
    """A conversation as it was last heard of; ``user`` is the account that it belongs to, None for a guest's."""

    channel: str
    locale: str
    time_zone: str
    user: str | None = None


@dataclass(frozen=True)
class Received:
    """``new``: answer it. Otherwise it came before: ``replies`` are the first answer, empty while it is waiting."""

    new: bool
    state: Literal["waiting", "answered"]
    replies: list[ReplyData]


class SqlConversationStore:
    """Conversations with their messages and choices. Every method is one transaction.

    ``queued`` is called after each that has left something to send to a messenger.
    """

    def __init__(self, database: Database, queued: Callable[[], None] = lambda: None) -> None:
        self._database = database
        self._queued = queued

    async def open(
        self, conversation: str, channel: str, locale: str, time_zone: str, now: datetime, user: str | None = None
    ) -> None:
        """Make the conversation, or take over what its traveller's channel now says about locale and zone.

        A new one belongs to ``user``; whose an old one is does not change here.
        """
        row = {
            "id": conversation,
            "channel": channel,
            "user_id": user,
            "locale": locale,
            "time_zone": time_zone,
            "created": now,
            "last_seen": now,
        }
        async with self._database.write() as session:
            new = insert_into(session, conversations).values(row)
            again = {"locale": locale, "time_zone": time_zone, "last_seen": now}
            await session.execute(new.on_conflict_do_update(index_elements=["id"], set_=again))

    async def find(self, conversation: str) -> Known | None:
        """The conversation; None when it was never opened or has been cleaned away."""
        query = select(
            conversations.c.channel, conversations.c.locale, conversations.c.time_zone, conversations.c.user_id
        )
        async with self._database.read() as session:
            row = (await session.execute(query.where(conversations.c.id == conversation))).one_or_none()
        return None if row is None else Known(*row)

    async def receive(
        self,
        conversation: str,
        message_id: str,
        body: dict[str, Any],
        now: datetime,
        said_by: tuple[str, str] | None = None,
    ) -> Received:
        """Keep a message of an open conversation before anything is done about it, or find its first arrival.

        ``body`` is kept as it is; its ``text`` is what the history shows. ``said_by`` are channel and sender, where
        the sender is not the conversation itself: if that is an address of ours, the answer is sent there.
        """
        channel, sender = said_by or (None, None)
        row: dict[str, Any] = {
            "conversation": conversation,
            "message_id": message_id,
            "state": "waiting",
            "body": body,
            "said": body.get("text"),
            "replies": [],
            "received": now,
            "channel": channel,
            "sender": sender,
        }
        async with self._database.write() as session:
            new = insert_into(session, messages).values(row).on_conflict_do_nothing().returning(messages.c.id)
            if await session.scalar(new) is None:
                return await _first_arrival(session, conversation, message_id)
            seen = update(conversations).where(conversations.c.id == conversation).values(last_seen=now)
            await session.execute(seen)
            if said_by is not None:
                await settle(session, *said_by, conversation)
            return Received(new=True, state="waiting", replies=[])

    async def answer(
        self,
        conversation: str,
        message_id: str,
        replies: list[ReplyData],
        now: datetime,
        issued: Sequence[IssuedChoice] = (),
    ) -> list[ReplyData]:
        """Keep the answer with its choices; gives the replies that count, which are another's if it was first.

        Raises NoSuchMessage.
        """
        this = (messages.c.conversation == conversation, messages.c.message_id == message_id)
        async with self._database.write() as session:
            done = await session.execute(
                update(messages)
                .where(*this, messages.c.state == "waiting")
                .values(state="answered", replies=replies, answered=now, leased_until=None)
                .returning(messages.c.channel, messages.c.sender)
            )
            if (who := done.one_or_none()) is None:
                return (await _first_arrival(session, conversation, message_id)).replies
            await choices.store(session, conversation, issued, now)
            if who.channel == callbacks.CHANNEL:
                await callbacks.queue_answer(session, conversation, message_id, replies, now)
            sends = await deliveries.queue_for_sender(
                session, conversation, (who.channel, who.sender), message_id, replies, now
            )
        if sends:
            self._queued()
        return replies

    async def push(
        self,
        conversation: str,
        replies: list[ReplyData],
        now: datetime,
        issued: Sequence[IssuedChoice] = (),
        *,
        kind: PushKind = "answer",
        message_id: str | None = None,
        to: tuple[str, str] | None = None,
    ) -> str | None:
        """Keep replies that answer no message, such as a notice; gives the id they have in the history.

        The same ``message_id`` again keeps nothing, and gives None. Sent to a messenger too: to the channel and sender
        ``to``; else an answer to whoever has spoken last, if by messenger, all other kinds to the address used last.
        """
        row = {
            "conversation": conversation,
            "message_id": message_id or new_id("p"),
            "state": "pushed",
            "replies": replies,
            "received": now,
            "answered": now,
        }
        async with self._database.write() as session:
            new = insert_into(session, messages).values(row).on_conflict_do_nothing().returning(messages.c.message_id)
            kept: str | None = await session.scalar(new)
            if kept is None:
                return None
            await choices.store(session, conversation, issued, now)
            await callbacks.queue_push(session, conversation, kept, replies, now)
            sends = await deliveries.queue_push(session, conversation, kept, replies, kind, now, to)
        if sends:
            self._queued()
        return kept

    async def waiting(self, conversation: str) -> list[Waiting]:
        """What is still to be answered in a conversation, first come first."""
        async with self._database.read() as session:
            return await waiting(session, conversation)

    async def pending(
        self, *, now: datetime, older_than: timedelta, limit: int = 20, lease: timedelta = timedelta(minutes=2)
    ) -> list[Pending]:
        """Messages waiting for longer than ``older_than``, claimed for ``lease``; of a conversation only the first.

        Those older than a day are given up: an answer would no longer be one.
        """
        async with self._database.write() as session:
            return await claim(session, now=now, older_than=older_than, limit=limit, lease=lease)

    async def history(self, conversation: str, before: str | None = None, limit: int = 50) -> list[HistoryItem]:
        """The newest items before a cursor, oldest first: whole turns, at most ``limit`` items but at least a turn.

        Every item carries the ``cursor`` that continues before its turn. Raises ValueError for a cursor not of ours.
        """
        async with self._database.read() as session:
            return await history(session, conversation, before, limit)

    async def store_choices(self, conversation: str, payloads: Sequence[ChoicePayload], now: datetime) -> list[str]:
        """Issue choices on their own, outside a turn; gives the tokens in order."""
        issued = choices.issue(payloads)
        async with self._database.write() as session:
            await choices.store(session, conversation, issued, now)
        return [one.token for one in issued]

    async def take_choice(self, conversation: str, token: str, now: datetime, *, message_id: str) -> ChoicePayload:
        """What the tap means; used up by this message, which may take it again after a crash.

        Raises UnknownChoice (foreign ones too), UsedChoice, ExpiredChoice.
        """
        async with self._database.write() as session:
            return await choices.take(session, conversation, token, message_id, now)


async def _first_arrival(session: AsyncSession, conversation: str, message_id: str) -> Received:
    query = select(messages.c.state, messages.c.replies).where(
        messages.c.conversation == conversation, messages.c.message_id == message_id
    )
    row = (await session.execute(query)).one_or_none()
    if row is None:
        raise NoSuchMessage(message_id)
    return Received(new=False, state=row.state, replies=row.replies)
