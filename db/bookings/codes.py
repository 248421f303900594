"""One-time codes: finding a booking again from another conversation."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import audit, digests
from db.bookings.rows import Stored, load
from db.engine import Database
from db.ids import tidy_reference
from db.outbox import post
from db.sql import insert_into, one_at_a_time
from db.tables import booking_access, bookings, codes
from travel.booking.bookings import Booking
from travel.errors import BadCode, TooManyTries

LIFETIME = timedelta(minutes=10)
MAX_TRIES = 5
WINDOW = timedelta(hours=1)
MAX_PER_BOOKING = 3
MAX_PER_CONVERSATION = 5


class SqlCodeStore:
    """``travel.ports.CodeStore``: six digits, good for ten minutes, five tries and one use.

    At most three requests for one booking and five from one conversation in an hour. An unknown reference takes the
    same statements and counts alike, so neither answer nor time tells whether a booking exists.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def request(self, conversation: str, reference: str, *, now: datetime) -> None:
        wanted = tidy_reference(reference)
        code = digests.new_code()
        async with self._database.write() as session:
            if await _too_many(session, conversation, wanted, now):
                raise TooManyTries(wanted)
            found = await _findable(session, wanted)
            # Nobody can type what the code of an unknown booking is hashed from.
            await _store(session, conversation, wanted, code if found else secrets.token_hex(), now)
            await _send(session, found, wanted, code, now)

    async def redeem(self, conversation: str, reference: str, code: str, *, now: datetime) -> Booking:
        wanted = tidy_reference(reference)
        async with self._database.write() as session:
            row = await _newest(session, conversation, wanted)
            if row is None or row.used is not None or row.expires <= now:
                raise BadCode(wanted)
            if row.tries >= MAX_TRIES:
                raise TooManyTries(wanted)
            good = hmac.compare_digest(digests.salted(row.salt, conversation, wanted, code.strip()), row.digest)
            found = await _findable(session, wanted) if good else []
            used = {"used": now} if found else {}
            await session.execute(update(codes).where(codes.c.id == row.id).values(tries=row.tries + 1, **used))
            if found:
                await _open(session, conversation, wanted, now)
        # Outside the transaction: the try must count.
        if not found:
            raise BadCode(wanted)
        return found[0].booking


async def _too_many(session: AsyncSession, conversation: str, reference: str, now: datetime) -> bool:
    # Counting and adding must not interleave, or requests sent at once would all count too few.
    await one_at_a_time(session, f"code of {reference}")
    await one_at_a_time(session, f"code for {conversation}")
    same_booking = codes.c.reference == reference
    same_conversation = codes.c.conversation == conversation
    counts = (
        await session.execute(
            select(func.count().filter(same_booking), func.count().filter(same_conversation)).where(
                codes.c.created > now - WINDOW, or_(same_booking, same_conversation)
            )
        )
    ).one()
    return bool(counts[0] >= MAX_PER_BOOKING or counts[1] >= MAX_PER_CONVERSATION)


async def _findable(session: AsyncSession, reference: str) -> list[Stored]:
    known = bookings.c.status.in_(("confirmed", "changed", "cancelled"))
    return await load(session, and_(bookings.c.reference == reference, known, bookings.c.email != ""))


async def _store(session: AsyncSession, conversation: str, reference: str, secret: str, now: datetime) -> None:
    salt = secrets.token_hex(16)
    await session.execute(
        insert(codes).values(
            conversation=conversation,
            reference=reference,
            salt=salt,
            digest=digests.salted(salt, conversation, reference, secret),
            created=now,
            expires=now + LIFETIME,
            tries=0,
        )
    )


async def _send(session: AsyncSession, found: list[Stored], reference: str, code: str, now: datetime) -> None:
    recipient = found[0].booking.email if found else ""
    payload = {"locale": found[0].locale, "reference": reference, "code": code} if found else {}
    await post(session, "one_time_code", recipient, payload, now=now, lifetime=LIFETIME, done=not found)


async def _newest(session: AsyncSession, conversation: str, reference: str) -> Row[Any] | None:
    query = select(codes).where(codes.c.conversation == conversation, codes.c.reference == reference)
    return (await session.execute(query.order_by(codes.c.id.desc()).limit(1).with_for_update())).one_or_none()


async def _open(session: AsyncSession, conversation: str, reference: str, now: datetime) -> None:
    access = {"conversation": conversation, "booking": reference, "granted": now}
    await session.execute(insert_into(session, booking_access).values(access).on_conflict_do_nothing())
    await audit.note(session, [reference], "opened_by_code", by="guest", now=now)
