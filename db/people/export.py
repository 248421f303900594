"""Everything that is kept of an account, as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.tables import (
    audit,
    booking_access,
    booking_items,
    bookings,
    channel_addresses,
    companions,
    conversations,
    feedback,
    link_codes,
    messages,
    outbox,
    passengers,
    quotes,
    recommendations,
    sessions,
    sign_in_codes,
    users,
)

Rows = list[dict[str, Any]]
_SECRETS = frozenset({"digest", "salt"})
"""Columns that would tell their reader nothing."""


async def everything(session: AsyncSession, user: str) -> dict[str, Any]:
    """Rows by kind, as JSON: times and dates in ISO 8601, amounts as texts."""
    talks = select(conversations.c.id).where(conversations.c.user_id == user)
    booked = select(bookings.c.reference).where(bookings.c.user_id == user)
    shown = recommendations.c.user_id == user
    address = select(users.c.email).where(users.c.id == user).scalar_subquery()
    kept: Mapping[str, tuple[Table, ColumnElement[bool]]] = {
        "account": (users, users.c.id == user),
        "companions": (companions, companions.c.user_id == user),
        "sessions": (sessions, sessions.c.user_id == user),
        "codes": (sign_in_codes, or_(sign_in_codes.c.user_id == user, sign_in_codes.c.email == address)),
        "conversations": (conversations, conversations.c.user_id == user),
        "messages": (messages, messages.c.conversation.in_(talks)),
        "bookings": (bookings, bookings.c.user_id == user),
        "booking_items": (booking_items, booking_items.c.booking.in_(booked)),
        "passengers": (passengers, passengers.c.booking.in_(booked)),
        "booking_history": (audit, audit.c.booking.in_(booked)),
        "opened_bookings": (booking_access, booking_access.c.conversation.in_(talks)),
        "quotes": (quotes, quotes.c.user_id == user),
        "recommendations": (recommendations, shown),
        "feedback": (feedback, feedback.c.recommendation.in_(select(recommendations.c.id).where(shown))),
        "addresses": (channel_addresses, channel_addresses.c.conversation.in_(talks)),
        "link_codes": (link_codes, link_codes.c.user_id == user),
        "deliveries": (outbox, outbox.c.conversation.in_(talks)),
        "mails": (outbox, outbox.c.recipient == address),
    }
    return {name: await _rows(session, table, where) for name, (table, where) in kept.items()}


async def _rows(session: AsyncSession, table: Table, where: ColumnElement[bool]) -> Rows:
    columns = [column for column in table.columns if column.name not in _SECRETS]
    query: Select[Any] = select(*columns).where(where).order_by(*table.primary_key.columns)
    return [{name: _plain(value) for name, value in row._mapping.items()} for row in await session.execute(query)]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
