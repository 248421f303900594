"""Forgetting what there is no reason to keep."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.forgetting import forget_passengers, forget_traces
from db.tables import (
    booking_access,
    bookings,
    channel_addresses,
    choices,
    codes,
    conversations,
    erasures,
    grants,
    idempotency,
    link_codes,
    offers,
    outbox,
    quotes,
    sessions,
    sign_in_codes,
    wrong_codes,
)

GRACE = timedelta(days=1)
"""Expired offers, quotes and choices stay that long, so that a late tap hears "expired" instead of "unknown"."""
DEAD_MAIL_KEPT = timedelta(days=7)
"""Messages that could not be sent stay that long for the operator to see."""
COUNTED = timedelta(hours=1)
"""Codes are counted that long after they were asked for."""
ERASURES_KEPT = timedelta(days=30)
"""That somebody was forgotten, and when, can be shown that long; whom nobody knows."""


async def clean(database: Database, *, now: datetime, guest_days: int, passenger_days: int) -> dict[str, int]:
    """Delete and anonymise what is old; gives how many rows of each kind.

    Guest conversations idle for ``guest_days`` go unless a booking of theirs is still ahead; names and e-mails go
    ``passenger_days`` after the journey's end, or after a hold that never became one. Each kind is a transaction of
    its own, so that nobody waits long.
    """
    steps: dict[str, Callable[[AsyncSession], Awaitable[int]]] = {
        "conversations": lambda session: _forget_guests(session, now, now - timedelta(days=guest_days)),
        "bookings": lambda session: _forget_passengers(session, now - timedelta(days=passenger_days)),
        "offers": lambda session: _delete(session, offers, offers.c.expires < now - GRACE),
        "quotes": lambda session: _delete(session, quotes, quotes.c.expires < now - GRACE),
        "choices": lambda session: _delete(session, choices, choices.c.expires < now - GRACE),
        "codes": lambda session: _delete(session, codes, codes.c.expires < now - COUNTED),
        "sign_in_codes": lambda session: _delete(session, sign_in_codes, sign_in_codes.c.expires < now - COUNTED),
        "wrong_codes": lambda session: _delete(session, wrong_codes, wrong_codes.c.at < now - COUNTED),
        "sessions": lambda session: _delete(session, sessions, sessions.c.expires <= now),
        "grants": lambda session: _delete(session, grants, grants.c.expires <= now),
        "link_codes": lambda session: _delete(session, link_codes, link_codes.c.expires < now - COUNTED),
        "addresses": lambda session: _delete(session, channel_addresses, _silent(now - timedelta(days=guest_days))),
        "erasures": lambda session: _delete(session, erasures, erasures.c.done < now - ERASURES_KEPT),
        "idempotency": lambda session: _delete(session, idempotency, idempotency.c.expires <= now),
        "outbox": lambda session: _delete(
            session, outbox, or_(outbox.c.done, outbox.c.dead_after < now - DEAD_MAIL_KEPT)
        ),
    }
    counts = {}
    for kind, step in steps.items():
        async with database.write() as session:
            counts[kind] = await step(session)
    return counts


async def _forget_guests(session: AsyncSession, now: datetime, idle_since: datetime) -> int:
    opened = select(booking_access.c.booking).where(booking_access.c.conversation == conversations.c.id)
    ahead = exists().where(
        or_(bookings.c.conversation == conversations.c.id, bookings.c.reference.in_(opened)),
        bookings.c.status.in_(("held", "confirmed", "changed")),
        bookings.c.last_day >= now.date(),
    )
    gone = await session.scalars(
        delete(conversations)
        .where(conversations.c.user_id.is_(None), conversations.c.last_seen < idle_since, ~ahead)
        .returning(conversations.c.id)
    )
    ids = gone.all()
    await forget_traces(session, ids)
    return len(ids)


async def _forget_passengers(session: AsyncSession, over_since: datetime) -> int:
    never = and_(bookings.c.status == "expired", bookings.c.created < over_since)
    old = and_(bookings.c.email != "", or_(bookings.c.last_day < over_since.date(), never))
    forgotten = (await session.scalars(select(bookings.c.reference).where(old).with_for_update())).all()
    await forget_passengers(session, forgotten)
    return len(forgotten)


def _silent(since: datetime) -> ColumnElement[bool]:
    """Addresses of people who never said anything; the others go with their conversations."""
    return and_(channel_addresses.c.conversation.is_(None), channel_addresses.c.last_used < since)


async def _delete(session: AsyncSession, table: Any, where: ColumnElement[bool]) -> int:
    result = await session.execute(delete(table).where(where))
    return int(getattr(result, "rowcount", 0))
