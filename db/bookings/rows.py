"""Bookings to rows and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.ids import new_reference
from db.packing import pack_content, unpack_content
from db.sql import among, insert_into
from db.tables import booking_access, booking_items, bookings, conversations, passengers
from travel.booking.bookings import Booking, Order, Owner, Passenger
from travel.money import Money
from travel.offers import Content, FlightOffer

_WITH_CONTENT = select(bookings, booking_items.c.kind, booking_items.c.content).join(
    booking_items, and_(booking_items.c.booking == bookings.c.reference, booking_items.c.position == 0)
)


@dataclass(frozen=True)
class Stored:
    """A booking with what only the store and its mails need."""

    booking: Booking
    locale: str


def held_bookings(order: Order, *, now: datetime, deadline: datetime) -> list[Booking]:
    """One booking for each offer, not stored yet; their references may be taken."""
    return [
        Booking(
            reference=new_reference(),
            order=order.key,
            owner=order.owner,
            status="held",
            content=offer.content,
            passengers=order.passengers,
            email=order.email,
            price=offer.price,
            refund=None,
            created=now,
            deadline=deadline,
        )
        for offer in order.offers
    ]


async def add(session: AsyncSession, new: Sequence[Booking], locale: str) -> bool:
    """Insert held bookings of one order; False when the order exists already, or a reference is taken."""
    statement = insert_into(session, bookings).on_conflict_do_nothing().returning(bookings.c.reference)
    rows = [_booking_row(booking, position, locale) for position, booking in enumerate(new)]
    if len((await session.scalars(statement, rows)).all()) < len(rows):
        return False
    await session.execute(insert(booking_items), [_item_row(booking) for booking in new])
    if people := [row for booking in new for row in _passenger_rows(booking)]:
        await session.execute(insert(passengers), people)
    return True


async def load(
    session: AsyncSession,
    where: ColumnElement[bool],
    *,
    order_by: Sequence[ColumnElement[Any]] = (),
    limit: int | None = None,
    lock: bool = False,
    skip_locked: bool = False,
) -> list[Stored]:
    """The bookings that match, in their order's order unless told otherwise; ``lock`` them until the commit."""
    query = _WITH_CONTENT.where(where).order_by(*(order_by or (bookings.c.order_key, bookings.c.position)))
    if limit is not None:
        query = query.limit(limit)
    if lock or skip_locked:
        query = query.with_for_update(of=bookings, skip_locked=skip_locked)
    rows = (await session.execute(query)).all()
    named = await _passengers(session, [row.reference for row in rows])
    return [Stored(_booking(row, tuple(named[row.reference])), row.locale) for row in rows]


def visible_to(owner: Owner) -> ColumnElement[bool]:
    """Bookings made in the owner's conversation, or opened to it by a code; with a user, in all of its conversations.

    What belongs to an account is shown to its user alone: knowing the conversation it was booked in is not enough.
    """
    guests = bookings.c.user_id.is_(None)
    mine = guests if owner.user is None else or_(guests, bookings.c.user_id == owner.user)
    bound = conversations.c.user_id
    somebodys = bound.is_not(None) if owner.user is None else bound != owner.user
    anothers = exists().where(conversations.c.id == owner.conversation, somebodys)
    here = bookings.c.conversation == owner.conversation
    visible = and_(or_(and_(here, mine), _opened(booking_access.c.conversation == owner.conversation)), ~anothers)
    if owner.user is None:
        return visible
    talks = select(conversations.c.id).where(conversations.c.user_id == owner.user)
    # A booking that was under way while its conversation became the account's bears no user.
    late = and_(guests, bookings.c.conversation.in_(talks))
    return or_(visible, bookings.c.user_id == owner.user, late, _opened(booking_access.c.conversation.in_(talks)))


def _opened(by: ColumnElement[bool]) -> ColumnElement[bool]:
    return bookings.c.reference.in_(select(booking_access.c.booking).where(by))


def last_day(content: Content) -> date:
    """The local day on which the journey or stay is over."""
    return content.slices[-1].arrives.date() if isinstance(content, FlightOffer) else content.check_out


async def _passengers(session: AsyncSession, references: Sequence[str]) -> dict[str, list[Passenger]]:
    named: dict[str, list[Passenger]] = defaultdict(list)
    if references:
        query = select(passengers).where(among(session, passengers.c.booking, references))
        for row in await session.execute(query.order_by(passengers.c.position)):
            named[row.booking].append(Passenger(row.name, row.kind, row.age))
    return named


def _booking(row: Row[Any], named: tuple[Passenger, ...]) -> Booking:
    refund = None if row.refund is None else Money(row.refund, row.currency).rounded()
    return Booking(
        reference=row.reference,
        order=row.order_key,
        owner=Owner(row.conversation, row.user_id),
        status=row.status,
        content=unpack_content(row.kind, row.content),
        passengers=named,
        email=row.email,
        price=Money(row.price, row.currency).rounded(),
        refund=refund,
        created=row.created,
        deadline=row.deadline,
    )


def _booking_row(booking: Booking, position: int, locale: str) -> dict[str, Any]:
    return {
        "reference": booking.reference,
        "order_key": booking.order,
        "position": position,
        "conversation": booking.owner.conversation,
        "user_id": booking.owner.user,
        "status": booking.status,
        "email": booking.email,
        "locale": locale,
        "price": booking.price.amount,
        "currency": booking.price.currency,
        "created": booking.created,
        "deadline": booking.deadline,
        "starts": booking.starts,
        "last_day": last_day(booking.content),
    }


def _item_row(booking: Booking) -> dict[str, Any]:
    kind, content = pack_content(booking.content)
    return {
        "booking": booking.reference,
        "position": 0,
        "kind": kind,
        "content": content,
        "price": booking.content.price.amount,
        "currency": booking.content.price.currency,
    }


def _passenger_rows(booking: Booking) -> list[dict[str, Any]]:
    return [
        {"booking": booking.reference, "position": place, "name": one.name, "kind": one.kind, "age": one.age}
        for place, one in enumerate(booking.passengers)
    ]
