"""Who wants to be forgotten, and how they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.people.erasing import erase
from db.sql import insert_into, one_at_a_time
from db.tables import (
    conversations,
    erasure_conversations,
    erasures,
    grants,
    messages,
    sessions,
    users,
)
from travel.account.ports import Erasure

LEASE = timedelta(minutes=2)
TURN = timedelta(minutes=1)
"""So long an erasure waits for the answer to a message under way, such as the one that asked for it."""


class SqlErasures:
    """``travel.account.ports.Erasures``.

    An account is gone as soon as its erasure was asked for: nobody is signed in any more, its address may be used for
    a new one. Its rows go when the erasure is carried out.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ask(self, *, now: datetime, user: str | None = None, conversation: str | None = None) -> None:
        if (user is None) == (conversation is None):
            raise ValueError("either an account or a conversation is erased")
        async with self._database.write() as session:
            if user is not None:
                await _ask_for_user(session, user, now)
            elif conversation is not None:
                await _ask_for_conversation(session, conversation, now)

    async def due(self, *, now: datetime, limit: int = 10) -> Sequence[Erasure]:
        query = (
            select(erasures.c.id, erasures.c.user_id)
            .where(erasures.c.done.is_(None), ~_turn_under_way(now))
            .where(erasures.c.leased_until.is_(None) | (erasures.c.leased_until <= now))
            .order_by(erasures.c.asked, erasures.c.id)
            .limit(limit)
        )
        # Nearly always there is nothing: then nobody is kept from writing.
        async with self._database.read() as session:
            if (await session.execute(query)).first() is None:
                return []
        async with self._database.write() as session:
            rows = (await session.execute(query.with_for_update(of=erasures, skip_locked=True))).all()
            ids = [row.id for row in rows]
            await session.execute(update(erasures).where(erasures.c.id.in_(ids)).values(leased_until=now + LEASE))
            return [Erasure(row.id, row.user_id, await _conversations(session, row.id, row.user_id)) for row in rows]

    async def carry_out(self, erasure: Erasure, *, now: datetime) -> None:
        async with self._database.write() as session:
            query = select(erasures).where(erasures.c.id == erasure.id, erasures.c.done.is_(None))
            row = (await session.execute(query.with_for_update())).one_or_none()
            if row is None:
                return
            gone = await _conversations(session, row.id, row.user_id)
            await erase(session, user=row.user_id, email=row.email, asked=row.asked, conversations=gone)

    async def finish(self, erasure: Erasure, *, now: datetime) -> None:
        async with self._database.write() as session:
            named = erasure_conversations.c.erasure == erasure.id
            await session.execute(delete(erasure_conversations).where(named))
            nobody = {"user_id": None, "email": None, "leased_until": None, "done": now}
            await session.execute(update(erasures).where(erasures.c.id == erasure.id).values(nobody))


async def _ask_for_user(session: AsyncSession, user: str, now: datetime) -> None:
    for table in (sessions, grants):
        await session.execute(delete(table).where(table.c.user_id == user))
    query = select(users.c.email).where(users.c.id == user, users.c.email.is_not(None)).with_for_update()
    email = await session.scalar(query)
    if email is None:
        # Asked for before, or gone.
        return
    await session.execute(update(users).where(users.c.id == user).values(email=None))
    await session.execute(insert(erasures).values(user_id=user, email=email, asked=now))


async def _ask_for_conversation(session: AsyncSession, conversation: str, now: datetime) -> None:
    await one_at_a_time(session, f"erasure of {conversation}")
    asked = exists().where(erasure_conversations.c.conversation == conversation)
    if await session.scalar(select(asked)):
        return
    new = await session.scalar(insert(erasures).values(asked=now).returning(erasures.c.id))
    await session.execute(insert(erasure_conversations).values(erasure=new, conversation=conversation))


async def _conversations(session: AsyncSession, erasure: int, user: str | None) -> tuple[str, ...]:
    """All conversations of an erasure, noted with it, because the engine must forget them after their rows are gone."""
    if user is not None:
        found = select(conversations.c.id).where(conversations.c.user_id == user)
        new = [{"erasure": erasure, "conversation": one} for one in await session.scalars(found)]
        if new:
            await session.execute(insert_into(session, erasure_conversations).values(new).on_conflict_do_nothing())
    query = select(erasure_conversations.c.conversation).where(erasure_conversations.c.erasure == erasure)
    return tuple(await session.scalars(query.order_by(erasure_conversations.c.conversation)))


def _turn_under_way(now: datetime) -> Any:
    """A message of these conversations came a moment ago and has no answer yet."""
    noted = select(erasure_conversations.c.conversation).where(erasure_conversations.c.erasure == erasures.c.id)
    owned = select(conversations.c.id).where(conversations.c.user_id == erasures.c.user_id)
    noted, owned = noted.correlate(erasures), owned.correlate(erasures)
    return exists().where(
        messages.c.state == "waiting",
        messages.c.received > now - TURN,
        or_(messages.c.conversation.in_(noted), messages.c.conversation.in_(owned)),
    )
