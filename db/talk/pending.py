"""Messages that were kept and are not answered yet: those of one conversation, and those that nobody works on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.tables import conversations, messages

GIVEN_UP = timedelta(days=1)


@dataclass(frozen=True)
class Pending:
    """A message to answer now, with what its turn needs."""

    conversation: str
    channel: str
    locale: str
    time_zone: str
    message_id: str
    body: dict[str, Any]
    received: datetime


@dataclass(frozen=True)
class Waiting:
    """A message of a conversation that has no answer yet; ``channel`` where that is not the conversation's."""

    message_id: str
    body: dict[str, Any]
    received: datetime
    channel: str | None = None


async def waiting(session: AsyncSession, conversation: str) -> list[Waiting]:
    """What is still to be answered in a conversation, first come first."""
    query = (
        select(messages.c.message_id, messages.c.body, messages.c.received, messages.c.channel)
        .where(messages.c.conversation == conversation, messages.c.state == "waiting")
        .order_by(messages.c.id)
    )
    return [Waiting(*row) for row in await session.execute(query)]


async def claim(
    session: AsyncSession, *, now: datetime, older_than: timedelta, limit: int, lease: timedelta
) -> list[Pending]:
    """Lease the first waiting message of each conversation, longest waiting first."""
    earlier = messages.alias()
    hopeful = now - GIVEN_UP
    goes_first = exists().where(
        earlier.c.conversation == messages.c.conversation,
        earlier.c.state == "waiting",
        earlier.c.received > hopeful,
        earlier.c.id < messages.c.id,
    )
    query = (
        select(messages.c.id, messages.c.message_id, messages.c.body, messages.c.received)
        .add_columns(conversations.c.id.label("conversation"), conversations.c.channel)
        .add_columns(conversations.c.locale, conversations.c.time_zone)
        .join(conversations, conversations.c.id == messages.c.conversation)
        .where(messages.c.state == "waiting", messages.c.received > hopeful, messages.c.received < now - older_than)
        .where(messages.c.leased_until.is_(None) | (messages.c.leased_until <= now))
        .where(~goes_first)
        .order_by(messages.c.id)
        .limit(limit)
        .with_for_update(of=messages, skip_locked=True)
    )
    rows = (await session.execute(query)).all()
    await session.execute(
        update(messages).where(messages.c.id.in_([row.id for row in rows])).values(leased_until=now + lease)
    )
    return [
        Pending(row.conversation, row.channel, row.locale, row.time_zone, row.message_id, row.body, row.received)
        for row in rows
    ]
