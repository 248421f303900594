"""The few reads that only the gateway needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from db.engine import Database
from db.tables import conversations, messages, outbox


@dataclass(frozen=True)
class Known:
    """A conversation as it was last heard of."""

    channel: str
    locale: str
    time_zone: str


@dataclass(frozen=True)
class Waiting:
    """A message that was kept and has no answer yet."""

    message_id: str
    body: dict[str, Any]
    received: datetime


async def find_conversation(database: Database, conversation: str) -> Known | None:
    """The conversation, or None when there is none."""
    query = select(conversations.c.channel, conversations.c.locale, conversations.c.time_zone)
    async with database.read() as session:
        row = (await session.execute(query.where(conversations.c.id == conversation))).one_or_none()
    return None if row is None else Known(*row)


async def waiting_messages(database: Database, conversation: str) -> list[Waiting]:
    """What is still to be answered in a conversation, first come first."""
    query = (
        select(messages.c.message_id, messages.c.body, messages.c.received)
        .where(messages.c.conversation == conversation, messages.c.state == "waiting")
        .order_by(messages.c.id)
    )
    async with database.read() as session:
        return [Waiting(row.message_id, row.body, row.received) for row in await session.execute(query)]


async def outbox_sizes(database: Database, now: datetime) -> dict[str, int]:
    """How many mails are waiting, and how many were given up (``dead``)."""
    alive = outbox.c.dead_after > now
    query = select(func.count().filter(alive), func.count().filter(~alive)).where(~outbox.c.done)
    async with database.read() as session:
        waiting, dead = (await session.execute(query)).one()
    return {"waiting": waiting, "dead": dead}


async def reachable(database: Database) -> None:
    """Raises SQLAlchemyError when the database is away or has no tables."""
    async with database.read() as session:
        await session.execute(select(conversations.c.id).limit(1))
