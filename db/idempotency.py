"""Answers kept under the key that their caller gave, so that a repeated request gets the first answer again."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, select, update

from db.engine import Database
from db.sql import insert_into
from db.tables import idempotency

LIFETIME = timedelta(hours=24)
LEASE = timedelta(minutes=1)
"""So long a first request may take; when its process was killed, the key is free again after it."""


@dataclass(frozen=True)
class Key:
    """``caller`` is a kind and an id such as ``user:u_…``; ``digest`` (hex) tells one body from another."""

    caller: str
    route: str
    key: str
    digest: str


@dataclass(frozen=True)
class Kept:
    """A first answer as it went out."""

    status: int
    content_type: str
    body: str


class KeyReused(Exception):
    """The key was given before, with another body."""


class UnderWay(Exception):
    """The first request with this key has no answer yet."""


class SqlIdempotency:
    """Who begins gets a lease or the first answer; who has the lease finishes or releases."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, key: Key, *, now: datetime) -> Kept | str:
        """The answer that was given before, or the name of the lease under which the caller may go on.

        Raises KeyReused, UnderWay.
        """
        lease = secrets.token_urlsafe(12)
        fresh = {"digest": key.digest, "lease": lease, "leased_until": now + LEASE, "expires": now + LIFETIME}
        async with self._database.write() as session:
            await session.execute(delete(idempotency).where(idempotency.c.expires <= now))
            new = insert_into(session, idempotency).values(caller=key.caller, route=key.route, key=key.key, **fresh)
            if await session.scalar(new.on_conflict_do_nothing().returning(idempotency.c.key)) is not None:
                return lease
            row = (await session.execute(select(idempotency).where(_is(key)).with_for_update())).one_or_none()
            if row is None:
                raise UnderWay  # It was released in this very moment.
            if row.digest != key.digest:
                raise KeyReused
            if row.status is not None:
                return Kept(row.status, row.content_type, row.answer)
            if row.leased_until > now:
                raise UnderWay
            await session.execute(update(idempotency).where(_is(key)).values(**fresh))
            return lease

    async def finish(self, key: Key, lease: str, kept: Kept) -> None:
        """Keep the answer, unless somebody else has taken the key over meanwhile."""
        values = {"status": kept.status, "content_type": kept.content_type, "answer": kept.body}
        async with self._database.write() as session:
            await session.execute(update(idempotency).where(_is(key), idempotency.c.lease == lease).values(**values))

    async def release(self, key: Key, lease: str) -> None:
        """Nothing was done: the key is as good as new."""
        async with self._database.write() as session:
            await session.execute(delete(idempotency).where(_is(key), idempotency.c.lease == lease))


def _is(key: Key) -> ColumnElement[bool]:
    return and_(idempotency.c.caller == key.caller, idempotency.c.route == key.route, idempotency.c.key == key.key)
