"""Who is signed in, and the grants by which a sign-in in chat becomes a session."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, insert, select, update

from db import digests
from db.engine import Database
from db.people.accounts import must_exist
from db.tables import grants, sessions

LIFETIME = timedelta(days=30)
RENEWED_AFTER = timedelta(days=1)
GRANT_LIFETIME = timedelta(minutes=2)


class SqlSessions:
    """Sessions that slide: used later than a day after the last renewal, one lasts for thirty days again.

    Tokens look like ``s_`` and 43 URL-safe characters, grants like ``g_`` and 43; only their SHA-256 is kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, user: str, *, now: datetime, kind: Literal["cookie", "token"] = "cookie") -> str:
        """Begin a session and give its token. Raises NoSuchUser."""
        token = digests.new_token("s")
        row = {"digest": digests.of_token(token), "user_id": user, "kind": kind}
        times = {"created": now, "renewed": now, "expires": now + LIFETIME}
        async with self._database.write() as session:
            await must_exist(session, user)
            await session.execute(insert(sessions).values(**row, **times))
        return token

    async def find(self, token: str, *, now: datetime) -> str | None:
        """The user whose session it is; None when there is none any more."""
        this = sessions.c.digest == digests.of_token(token)
        async with self._database.read() as session:
            query = select(sessions.c.user_id, sessions.c.renewed)
            row = (await session.execute(query.where(this, sessions.c.expires > now))).one_or_none()
        if row is None:
            return None
        if row.renewed < now - RENEWED_AFTER:
            async with self._database.write() as session:
                await session.execute(update(sessions).where(this).values(renewed=now, expires=now + LIFETIME))
        return str(row.user_id)

    async def close(self, token: str) -> None:
        """End a session. Repeatable."""
        async with self._database.write() as session:
            await session.execute(delete(sessions).where(sessions.c.digest == digests.of_token(token)))

    async def close_all(self, user: str) -> None:
        """End every session of an account, and the grants that could begin another."""
        async with self._database.write() as session:
            for table in (sessions, grants):
                await session.execute(delete(table).where(table.c.user_id == user))

    async def grant(self, user: str, conversation: str, *, now: datetime) -> str:
        """A word that is good once, for two minutes, to begin a session; for who signed in in a conversation.

        Raises NoSuchUser.
        """
        token = digests.new_token("g")
        row = {"digest": digests.of_token(token), "user_id": user, "conversation": conversation}
        async with self._database.write() as session:
            await must_exist(session, user)
            await session.execute(insert(grants).values(**row, expires=now + GRANT_LIFETIME))
        return token

    async def redeem(self, grant: str, *, now: datetime) -> str | None:
        """The user whom the grant names, once; None when it is unknown, used or too old."""
        good = (grants.c.digest == digests.of_token(grant), grants.c.used.is_(None), grants.c.expires > now)
        async with self._database.write() as session:
            used = update(grants).where(*good).values(used=now).returning(grants.c.user_id)
            user: str | None = await session.scalar(used)
            return user
