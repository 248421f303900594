"""Messages that must leave: written with what causes them, sent by a worker, at least once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.tables import outbox

Kind = Literal[
    "booking_confirmed",
    "booking_cancelled",
    "one_time_code",
    "sign_in_code",
    "change_email_code",
    "callback",
    "channel",
]

CALLBACK: Final = "callback"
"""Not a mail: ``db.callbacks`` claims these, in order; the recipient is a conversation."""
CHANNEL: Final = "channel"
"""Nor this: ``db.deliveries`` claims these, in order; the recipient is ``<channel>:<sender>``."""

LIFETIME = timedelta(hours=24)
"""After that a message is dead: news so old would confuse more than help."""
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True)
class Outgoing:
    """One message to send; ``attempts`` counts this one too.

    Payloads: the two booking kinds ``{"locale", "bookings"}`` (for ``db.packing.unpack_bookings``), ``one_time_code``
    ``{"locale", "reference", "code"}``, ``sign_in_code`` and ``change_email_code`` ``{"locale", "code"}``.
    """

    id: int
    kind: Kind
    recipient: str
    payload: dict[str, Any]
    attempts: int


@dataclass(frozen=True)
class Unsent:
    """A message that waits, or is dead since ``dead_after``, as the operator sees it."""

    id: int
    kind: str
    created: datetime
    deliver_after: datetime
    dead_after: datetime
    attempts: int
    error: str | None


async def post(
    session: AsyncSession,
    kind: Kind,
    recipient: str,
    payload: dict[str, Any],
    *,
    now: datetime,
    lifetime: timedelta = LIFETIME,
    done: bool = False,
    conversation: str | None = None,
) -> None:
    """Write a message in the caller's transaction. ``done`` writes one that nobody will send.

    One that names a ``conversation`` goes when that goes.
    """
    row = {
        "kind": kind,
        "recipient": recipient,
        "payload": payload,
        "created": now,
        "deliver_after": now,
        "dead_after": now + lifetime,
        "attempts": 0,
        "done": done,
        "conversation": conversation,
    }
    await session.execute(insert(outbox), row)


class SqlOutbox:
    """The worker's side of the outbox."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, *, now: datetime, limit: int = 20, lease: timedelta = timedelta(minutes=2)) -> list[Outgoing]:
        """Mails that are due, longest waiting first; nobody else gets them until ``lease`` is over."""
        due = (
            select(outbox.c.id)
            .where(outbox.c.kind.not_in((CALLBACK, CHANNEL)), ~outbox.c.done)
            .where(outbox.c.deliver_after <= now, outbox.c.dead_after > now)
            .where(outbox.c.leased_until.is_(None) | (outbox.c.leased_until <= now))
            .order_by(outbox.c.deliver_after, outbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        async with self._database.write() as session:
            ids = (await session.scalars(due)).all()
            taken = await session.execute(
                update(outbox)
                .where(outbox.c.id.in_(ids))
                .values(leased_until=now + lease, attempts=outbox.c.attempts + 1)
                .returning(outbox.c.id, outbox.c.kind, outbox.c.recipient, outbox.c.payload, outbox.c.attempts)
            )
            found = {row.id: Outgoing(*row) for row in taken}
        return [found[one] for one in ids]

    async def sizes(self, *, now: datetime) -> dict[str, int]:
        """How many messages are ``waiting``, and how many were given up (``dead``)."""
        alive = outbox.c.dead_after > now
        query = select(func.count().filter(alive), func.count().filter(~alive)).where(~outbox.c.done)
        async with self._database.read() as session:
            waiting, dead = (await session.execute(query)).one()
        return {"waiting": waiting, "dead": dead}

    async def unsent(self, *, now: datetime, dead: bool = False, limit: int = 50) -> list[Unsent]:
        """What was not sent, the oldest first, without its content; only what was given up if ``dead``."""
        names = ("id", "kind", "created", "deliver_after", "dead_after", "attempts", "error")
        query = select(*(outbox.c[name] for name in names)).where(~outbox.c.done)
        if dead:
            query = query.where(outbox.c.dead_after <= now)
        async with self._database.read() as session:
            rows = await session.execute(query.order_by(outbox.c.id).limit(limit))
            return [Unsent(**row._mapping) for row in rows]

    async def revive(self, message: int, *, now: datetime) -> bool:
        """Try it at once and for another lifetime; False when there is no such message, or it was sent."""
        again = {"deliver_after": now, "dead_after": now + LIFETIME, "leased_until": None, "attempts": 0}
        this = update(outbox).where(outbox.c.id == message, ~outbox.c.done).values(again).returning(outbox.c.id)
        async with self._database.write() as session:
            return await session.scalar(this) is not None

    async def done(self, message: int) -> None:
        """It has been sent; what it said is forgotten."""
        async with self._database.write() as session:
            await session.execute(
                update(outbox)
                .where(outbox.c.id == message)
                .values(done=True, payload={}, leased_until=None, error=None)
            )

    async def retry(self, message: int, *, now: datetime, error: str, pause: timedelta | None = None) -> None:
        """It could not be sent: once more after ``pause``, else after one that doubles from 30 seconds to an hour."""
        async with self._database.write() as session:
            attempts = await session.scalar(select(outbox.c.attempts).where(outbox.c.id == message))
            if attempts is None:
                return
            if pause is None:
                pause = min(FIRST_PAUSE * 2 ** min(max(attempts - 1, 0), 16), LONGEST_PAUSE)
            await session.execute(
                update(outbox)
                .where(outbox.c.id == message, ~outbox.c.done)
                .values(deliver_after=now + pause, leased_until=None, error=error[:500])
            )
