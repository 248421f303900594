"""What is erased and what is made anonymous; a new table that names people has its place here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import audit as ledger
from db.forgetting import (
    anonymise_recommendations,
    chunks,
    drop_letters,
    forget_passengers,
    forget_traces,
    unlink_bookings,
)
from db.tables import (
    audit,
    bookings,
    channel_addresses,
    idempotency,
    outbox,
    quotes,
    recommendations,
    sign_in_codes,
    users,
    wrong_codes,
)
from db.tables import conversations as talks
from travel.booking.bookings import Owner


async def erase(
    session: AsyncSession, *, user: str | None, email: str | None, asked: datetime, conversations: Sequence[str]
) -> None:
    """In the caller's transaction: an account with its conversations, or a guest's conversation. Repeatable.

    An address may have a new account since ``asked``; what came to it later is that one's.
    """
    if user is not None and email is not None:
        await _forget_address(session, user, email, asked)
    for ids in chunks(conversations):
        await _forget_bookings(session, and_(bookings.c.conversation.in_(ids), bookings.c.user_id.is_(None)))
    if user is not None:
        await _forget_bookings(session, bookings.c.user_id == user)
        await _forget_user(session, user)
    for ids in chunks(conversations):
        await _forget_senders(session, ids)
        await session.execute(delete(talks).where(talks.c.id.in_(ids)))
    await forget_traces(session, conversations)


async def _forget_senders(session: AsyncSession, conversations: Sequence[str]) -> None:
    """Wrong codes of those on messengers; their addresses, and what was to be sent there, go with the conversations."""
    name = channel_addresses.c.channel + ":" + channel_addresses.c.sender
    mine = select(name).where(channel_addresses.c.conversation.in_(conversations))
    await session.execute(delete(wrong_codes).where(wrong_codes.c.network.in_(mine)))


async def _forget_address(session: AsyncSession, user: str, email: str, asked: datetime) -> None:
    """Whatever bears the address, also where it was given as a guest."""
    own_codes = sign_in_codes.c.user_id == user
    tried = (await session.scalars(select(sign_in_codes.c.email).where(own_codes))).all()
    for table, column in (
        (outbox, outbox.c.recipient),
        (sign_in_codes, sign_in_codes.c.email),
        (quotes, quotes.c.email),
    ):
        await session.execute(delete(table).where(func.lower(column) == email, table.c.created <= asked))
    new_address = (outbox.c.kind == "change_email_code", outbox.c.recipient.in_(tried), outbox.c.created <= asked)
    await session.execute(delete(outbox).where(*new_address))
    await session.execute(delete(sign_in_codes).where(own_codes))
    await _forget_bookings(session, and_(func.lower(bookings.c.email) == email, bookings.c.created <= asked))


async def _forget_bookings(session: AsyncSession, which: ColumnElement[bool]) -> None:
    found = (await session.execute(select(bookings.c.reference, bookings.c.email).where(which))).all()
    references = [row.reference for row in found]
    await drop_letters(session, sorted({row.email for row in found}), references)
    await forget_passengers(session, references)
    await unlink_bookings(session, references)


async def _forget_user(session: AsyncSession, user: str) -> None:
    """The account's row takes its profile, companions, sessions and grants along."""
    acted = audit.c.actor == ledger.actor(Owner("", user))
    await session.execute(update(audit).where(acted).values(actor=ledger.actor(Owner(""))))
    await session.execute(delete(quotes).where(quotes.c.user_id == user))
    await session.execute(delete(idempotency).where(idempotency.c.caller == f"user:{user}"))
    await anonymise_recommendations(session, recommendations.c.user_id == user)
    await session.execute(delete(users).where(users.c.id == user))
