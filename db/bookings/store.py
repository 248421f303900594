"""The booking's life in the database; every step is one transaction with its audit row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import audit
from db.bookings import stock
from db.bookings.rows import Stored, add, held_bookings, load, visible_to
from db.engine import Database
from db.outbox import Kind, post
from db.packing import pack_bookings
from db.sql import among
from db.tables import bookings
from travel.booking.bookings import Booking, Order, Owner, Status
from travel.errors import HoldExpired, NoSuchBooking, NotCancellable
from travel.money import Money

_TRIES = 5
"""For a free reference; one in a thousand million is taken by each booking there is."""


class _Taken(Exception):
    """The order is there already, or one of the new references is."""


class SqlBookingStore:
    """``travel.ports.BookingStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def hold(self, order: Order, *, now: datetime, deadline: datetime) -> list[Booking]:
        for _ in range(_TRIES):
            try:
                return await self._hold_once(order, now, deadline)
            except _Taken:
                if earlier := await self.find_order(order.key):
                    return _if_same_owner(earlier, order.owner)
        raise RuntimeError("no free booking reference found")

    async def find_order(self, order_key: str) -> list[Booking]:
        async with self._database.read() as session:
            return [one.booking for one in await load(session, bookings.c.order_key == order_key)]

    async def confirm(self, order_key: str, *, now: datetime) -> list[Booking]:
        async with self._database.write() as session:
            found = await _of_key(session, order_key)
            if not found:
                raise NoSuchBooking(order_key)
            if any(_lapsed(one.booking, now) for one in found):
                raise HoldExpired(order_key)
            held = [one for one in found if one.booking.status == "held"]
            if not held:
                return [one.booking for one in found]
            done = [replace(one.booking, status="confirmed", deadline=None) for one in held]
            await _move(session, done, by=audit.actor(done[0].owner), now=now)
            await _mail(session, "booking_confirmed", done, held[0].locale, now=now)
            return done

    async def release(self, order_key: str, *, now: datetime) -> None:
        async with self._database.write() as session:
            found = await _of_key(session, order_key)
            await _expire(session, [one.booking for one in found if one.booking.status == "held"], now=now)

    async def cancel(self, reference: str, owner: Owner, *, refund: Money, now: datetime) -> Booking:
        return await self._cancel(reference, visible_to(owner), refund, now, by=audit.actor(owner))

    async def cancel_as_operator(self, reference: str, *, refund: Money, now: datetime) -> Booking:
        """As ``cancel``, for the operator, who may cancel anybody's booking."""
        return await self._cancel(reference, true(), refund, now, by=audit.OPERATOR)

    async def get(self, reference: str, owner: Owner) -> Booking:
        async with self._database.read() as session:
            found = await load(session, and_(bookings.c.reference == reference, visible_to(owner)))
        if not found:
            raise NoSuchBooking(reference)
        return found[0].booking

    async def expire_holds(self, *, now: datetime, limit: int = 100) -> int:
        async with self._database.write() as session:
            late = await load(
                session,
                and_(bookings.c.status == "held", bookings.c.deadline <= now),
                order_by=(bookings.c.deadline, bookings.c.reference),
                limit=limit,
                skip_locked=True,
            )
            await _expire(session, [one.booking for one in late], now=now)
            return len(late)

    async def _hold_once(self, order: Order, now: datetime, deadline: datetime) -> list[Booking]:
        new = held_bookings(order, now=now, deadline=deadline)
        async with self._database.write() as session:
            if not await add(session, new, order.locale):
                raise _Taken
            await audit.note(session, [one.reference for one in new], "held", by=audit.actor(order.owner), now=now)
            # Last, because others wait for these rows until we commit.
            await stock.take(session, order.offers)
        return new

    async def _cancel(
        self, reference: str, who: ColumnElement[bool], refund: Money, now: datetime, *, by: str
    ) -> Booking:
        async with self._database.write() as session:
            found = await load(session, and_(bookings.c.reference == reference, who), lock=True)
            if not found:
                raise NoSuchBooking(reference)
            booking = found[0].booking
            if booking.status == "cancelled":
                return booking
            if booking.status not in ("confirmed", "changed"):
                raise NotCancellable(reference)
            if refund.currency != booking.price.currency:
                raise ValueError(f"{reference} was paid in {booking.price.currency}")
            done = replace(booking, status="cancelled", refund=refund)
            await _move(session, [done], by=by, now=now, refund=str(refund))
            await _mail(session, "booking_cancelled", [done], found[0].locale, now=now)
            await stock.give_back(session, [done.content])
            return done

    # Last, because from here on `list` in an annotation means this method.
    async def list(self, owner: Owner, *, upcoming_from: date | None = None) -> list[Booking]:
        where = and_(bookings.c.status.in_(("confirmed", "changed", "cancelled")), visible_to(owner))
        if upcoming_from is not None:
            where = and_(where, bookings.c.last_day >= upcoming_from)
        async with self._database.read() as session:
            found = await load(session, where, order_by=(bookings.c.starts, bookings.c.reference))
        return [one.booking for one in found]


def _if_same_owner(found: list[Booking], owner: Owner) -> list[Booking]:
    for one in (booking.owner for booking in found):
        if one.conversation != owner.conversation and (one.user is None or one.user != owner.user):
            raise NoSuchBooking(found[0].order)
    return found


def _lapsed(booking: Booking, now: datetime) -> bool:
    late = booking.deadline is not None and booking.deadline <= now
    return booking.status == "expired" or (booking.status == "held" and late)


async def _of_key(session: AsyncSession, order_key: str) -> Sequence[Stored]:
    return await load(session, bookings.c.order_key == order_key, lock=True)


async def _expire(session: AsyncSession, held: Sequence[Booking], *, now: datetime) -> None:
    await _move(session, [replace(one, status="expired", deadline=None) for one in held], by=audit.SYSTEM, now=now)
    await stock.give_back(session, [one.content for one in held])


async def _move(session: AsyncSession, moved: Sequence[Booking], *, by: str, now: datetime, **detail: Any) -> None:
    """Write the new status of bookings whose rows are locked, with the audit."""
    if not moved:
        return
    status: Status = moved[0].status
    refund = moved[0].refund
    references = [one.reference for one in moved]
    await session.execute(
        update(bookings)
        .where(among(session, bookings.c.reference, references))
        .values(status=status, deadline=None, refund=None if refund is None else refund.amount)
    )
    await audit.note(session, references, status, by=by, now=now, **detail)


async def _mail(session: AsyncSession, kind: Kind, said: Sequence[Booking], locale: str, *, now: datetime) -> None:
    # A traveller who was forgotten has no address.
    if said[0].email:
        payload = {"locale": locale, "bookings": pack_bookings(said)}
        await post(session, kind, said[0].email, payload, now=now)
