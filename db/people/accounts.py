"""Accounts: what they keep, and what becomes theirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.people.export import everything
from db.tables import bookings, companions, conversations, quotes, recommendations, users
from travel.account.addresses import tidy_email
from travel.account.checks import checked
from travel.account.profile import Companion, Profile, ProfileChange
from travel.errors import BadEmail, NoSuchUser, NotYours, ProfileMoved


class SqlAccounts:
    """``travel.account.ports.Accounts``. An account that is to be erased is gone at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def profile(self, user: str) -> Profile:
        async with self._database.read() as session:
            return await stored(session, user)

    async def find(self, email: str) -> str | None:
        """The account of an address, for the operator; None when there is none."""
        try:
            address = tidy_email(email)
        except BadEmail:
            return None
        async with self._database.read() as session:
            found: str | None = await session.scalar(select(users.c.id).where(users.c.email == address))
            return found

    async def change(self, user: str, change: ProfileChange, *, now: datetime, version: int | None = None) -> Profile:
        wanted = checked(change, today=now.date())
        async with self._database.write() as session:
            await must_exist(session, user, lock=True)
            before = await stored(session, user)
            if version is not None and version != before.version:
                raise ProfileMoved(user)
            columns = _moved(before, wanted)
            people = wanted.companions
            if people is not None and people != before.companions:
                await _replace_companions(session, user, people)
            elif not columns:
                return before
            await session.execute(
                update(users).where(users.c.id == user).values(version=users.c.version + 1, **columns)
            )
            return await stored(session, user)

    async def bind(self, user: str, conversation: str, *, now: datetime) -> None:
        async with self._database.write() as session:
            await must_exist(session, user)
            await bind(session, user, conversation)

    async def conversations(self, user: str) -> Sequence[str]:
        query = select(conversations.c.id).where(conversations.c.user_id == user)
        async with self._database.read() as session:
            newest = query.order_by(conversations.c.last_seen.desc(), conversations.c.id)
            return (await session.scalars(newest)).all()

    async def export(self, user: str) -> dict[str, Any]:
        async with self._database.read() as session:
            await must_exist(session, user)
            return await everything(session, user)


async def bind(session: AsyncSession, user: str, conversation: str) -> None:
    """In the caller's transaction: a guest's conversation becomes the account's. Repeatable; raises NotYours."""
    free = or_(conversations.c.user_id.is_(None), conversations.c.user_id == user)
    mine = update(conversations).where(conversations.c.id == conversation, free).values(user_id=user)
    if await session.scalar(mine.returning(conversations.c.id)) is None:
        raise NotYours(conversation)
    # Bookings that the conversation opened by a code stay their booker's; they are seen through the conversation,
    # which is the account's now.
    for table in (bookings, quotes, recommendations):
        made_here = (table.c.conversation == conversation, table.c.user_id.is_(None))
        await session.execute(update(table).where(*made_here).values(user_id=user))


async def must_exist(session: AsyncSession, user: str, *, lock: bool = False) -> None:
    """Raises NoSuchUser for an account that was never there, or is to be erased. ``lock`` keeps it until the commit."""
    query = select(users.c.id).where(users.c.id == user, users.c.email.is_not(None))
    if await session.scalar(query.with_for_update() if lock else query) is None:
        raise NoSuchUser(user)


async def stored(session: AsyncSession, user: str) -> Profile:
    """The account as it stands in this transaction. Raises NoSuchUser."""
    query = select(users).where(users.c.id == user, users.c.email.is_not(None))
    row = (await session.execute(query)).one_or_none()
    if row is None:
        raise NoSuchUser(user)
    people = select(companions.c.name, companions.c.birth_date).where(companions.c.user_id == user)
    found = await session.execute(people.order_by(companions.c.position))
    return Profile(
        user=row.id,
        email=row.email,
        created=row.created,
        version=row.version,
        name=row.name,
        home_airport=row.home_airport,
        currency=row.currency,
        language=row.language,
        companions=tuple(Companion(*one) for one in found),
        preferences=row.preferences,
    )


def _moved(before: Profile, wanted: ProfileChange) -> dict[str, Any]:
    """The columns that get another value."""
    columns = {name: value for name, value in wanted.values.items() if value != getattr(before, name)}
    merged = {**before.preferences, **wanted.preferences}
    preferences = {name: value for name, value in merged.items() if value is not None}
    return columns if preferences == before.preferences else {**columns, "preferences": preferences}


async def _replace_companions(session: AsyncSession, user: str, people: Sequence[Companion]) -> None:
    await session.execute(delete(companions).where(companions.c.user_id == user))
    rows = [
        {"user_id": user, "position": place, "name": one.name, "birth_date": one.birth_date}
        for place, one in enumerate(people)
    ]
    if rows:
        await session.execute(insert(companions), rows)
