"""Answers that are called back: queued in the transaction that keeps them, sent in order within a conversation."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.outbox import CALLBACK, post
from db.sql import insert_into
from db.tables import api_keys, callbacks, messages, outbox, webhook_senders

ANSWERED = "message.answered"
PUSHED = "message.pushed"
LEASE = timedelta(minutes=1)
CHANNEL: Final = "webhook"
"""The one channel whose answers can be called back."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Delivery:
    """One answer to call back; ``payload`` is ``{"type", "message_id", "replies"}``, ``attempts`` counts this one."""

    id: int
    attempts: int
    created: datetime
    conversation: str
    payload: Json
    key: str
    url: str
    sender: str


async def queue_answer(
    session: AsyncSession, conversation: str, message_id: str, replies: Sequence[Json], now: datetime
) -> None:
    """In the transaction that keeps an answer: put it into the outbox if it is to be called back, once."""
    wanted = (
        update(callbacks)
        .where(callbacks.c.conversation == conversation, callbacks.c.message_id == message_id, ~callbacks.c.queued)
        .values(queued=True)
        .returning(callbacks.c.message_id)
    )
    if await session.scalar(wanted) is not None:
        await _queue(session, conversation, ANSWERED, message_id, replies, now)


async def queue_push(
    session: AsyncSession, conversation: str, message_id: str, replies: Sequence[Json], now: datetime
) -> None:
    """In the transaction that keeps replies to nothing: call them back where the conversation's key can be."""
    query = select(webhook_senders.c.conversation).join_from(webhook_senders, api_keys, _OPEN)
    if await session.scalar(query.where(webhook_senders.c.conversation == conversation)) is not None:
        await _queue(session, conversation, PUSHED, message_id, replies, now)


class SqlCallbacks:
    """Whom the webhook channel's conversations belong to, and what is to be called back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def knows(self, conversation: str) -> bool:
        """Whether ``meet`` was called for it."""
        query = select(webhook_senders.c.conversation).where(webhook_senders.c.conversation == conversation)
        async with self._database.read() as session:
            return await session.scalar(query) is not None

    async def meet(self, conversation: str, key: str, sender: str) -> None:
        """Note whose conversation this open one is; repeatable."""
        row = {"conversation": conversation, "api_key": key, "sender": sender}
        async with self._database.write() as session:
            await session.execute(insert_into(session, webhook_senders).values(row).on_conflict_do_nothing())

    async def want(self, conversation: str, message_id: str, *, now: datetime) -> None:
        """Call back the answer of this message, which may be there already; repeatable, it is called back once."""
        row = {"conversation": conversation, "message_id": message_id, "queued": False}
        this = select(messages.c.state, messages.c.replies).where(
            messages.c.conversation == conversation, messages.c.message_id == message_id
        )
        async with self._database.write() as session:
            new = insert_into(session, callbacks).values(row).on_conflict_do_nothing()
            await session.execute(new)
            # Whoever keeps the answer waits for this lock, and then sees the row above; or was first, and is seen here.
            found = (await session.execute(this.with_for_update())).one_or_none()
            if found is not None and found.state == "answered":
                await queue_answer(session, conversation, message_id, found.replies, now)

    async def claim(
        self, *, now: datetime, busy: Collection[str] = (), conversation: str | None = None, lease: timedelta = LEASE
    ) -> Delivery | None:
        """The longest waiting answer that is due and first in its conversation; nobody else gets it during ``lease``.

        Not of the keys that are ``busy``; of one conversation only when it is named.
        """
        query = _due(now).where(webhook_senders.c.api_key.not_in(busy))
        if conversation is not None:
            query = query.where(outbox.c.recipient == conversation)
        # Most of the time there is nothing: then nobody is kept from writing.
        async with self._database.read() as session:
            if (await session.execute(query)).first() is None:
                return None
        async with self._database.write() as session:
            row = (await session.execute(query.with_for_update(of=outbox, skip_locked=True))).one_or_none()
            if row is None:
                return None
            taken = {"leased_until": now + lease, "attempts": row.attempts + 1}
            await session.execute(update(outbox).where(outbox.c.id == row.id).values(taken))
        fields = row._asdict()
        return Delivery(**{**fields, "attempts": row.attempts + 1})


_OPEN = and_(api_keys.c.id == webhook_senders.c.api_key, api_keys.c.callback.is_not(None), api_keys.c.revoked.is_(None))


def _due(now: datetime) -> Select[Any]:
    earlier = outbox.alias()
    goes_first = exists().where(
        earlier.c.recipient == outbox.c.recipient,
        earlier.c.id < outbox.c.id,
        *_alive(earlier, now),
    )
    return (
        select(outbox.c.id, outbox.c.attempts, outbox.c.created, outbox.c.payload)
        .add_columns(outbox.c.recipient.label("conversation"))
        .add_columns(api_keys.c.id.label("key"), api_keys.c.callback.label("url"), webhook_senders.c.sender)
        .join(webhook_senders, webhook_senders.c.conversation == outbox.c.recipient)
        .join(api_keys, _OPEN)
        .where(*_alive(outbox, now), outbox.c.deliver_after <= now, ~goes_first)
        .where(outbox.c.leased_until.is_(None) | (outbox.c.leased_until <= now))
        .order_by(outbox.c.deliver_after, outbox.c.id)
        .limit(1)
    )


def _alive(table: Any, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return table.c.kind == CALLBACK, ~table.c.done, table.c.dead_after > now


async def _queue(
    session: AsyncSession, conversation: str, kind: str, message_id: str, replies: Sequence[Json], now: datetime
) -> None:
    payload = {"type": kind, "message_id": message_id, "replies": list(replies)}
    await post(session, CALLBACK, conversation, payload, now=now)
