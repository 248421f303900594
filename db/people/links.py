"""One traveller on many channels: codes that bring a messenger's sender into an account's conversation."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import digests
from db.deliveries import recipient_of
from db.engine import Database
from db.ids import REFERENCE_ALPHABET
from db.people.accounts import bind, must_exist
from db.sql import insert_into, one_at_a_time
from db.tables import channel_addresses, channel_bots, conversations, link_codes, messages, wrong_codes
from travel.account.ports import Link
from travel.errors import BadCode, NotYours, TooManyTries

LIFETIME = timedelta(minutes=10)
CODE_LETTERS = 8
WINDOW = timedelta(hours=1)
MAX_PER_USER = 20
MAX_WRONG = 10
"""Of one sender in an hour, against guessing: of 32^8 codes very few are good at any time."""


class SqlLinks:
    """``travel.account.ports.Links``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def issue(self, user: str, conversation: str, *, now: datetime) -> str:
        code = _new_code()
        row = {"digest": digests.of_token(code), "user_id": user, "conversation": conversation}
        recent = (link_codes.c.user_id == user, link_codes.c.created > now - WINDOW)
        async with self._database.write() as session:
            await must_exist(session, user, lock=True)
            if await session.scalar(select(conversations.c.user_id).where(conversations.c.id == conversation)) != user:
                raise NotYours(conversation)
            if (await session.scalar(select(func.count()).select_from(link_codes).where(*recent)) or 0) >= MAX_PER_USER:
                raise TooManyTries
            # Whoever asks again means the newest.
            unused = (link_codes.c.user_id == user, link_codes.c.used_by.is_(None), link_codes.c.expires > now)
            await session.execute(update(link_codes).where(*unused).values(expires=now))
            await session.execute(insert(link_codes).values(**row, created=now, expires=now + LIFETIME))
        return code

    async def redeem(self, code: str, channel: str, sender: str, *, now: datetime) -> Link:
        recipient = recipient_of(channel, sender)
        async with self._database.write() as session:
            await one_at_a_time(session, f"link of {recipient}")
            wrong = (wrong_codes.c.network == recipient, wrong_codes.c.at > now - WINDOW)
            if (await session.scalar(select(func.count()).select_from(wrong_codes).where(*wrong)) or 0) >= MAX_WRONG:
                raise TooManyTries
            link = await _redeem(session, code, channel, sender, now)
            if link is None:
                await session.execute(insert(wrong_codes).values(network=recipient, at=now))
        if link is None:
            raise BadCode
        return link

    async def bots(self) -> Mapping[str, str]:
        async with self._database.read() as session:
            rows = await session.execute(select(channel_bots.c.channel, channel_bots.c.name))
            return {row.channel: row.name for row in rows}

    async def channels(self, user: str) -> Sequence[str]:
        query = select(channel_addresses.c.channel).join(_IN, _OF).where(conversations.c.user_id == user).distinct()
        async with self._database.read() as session:
            return sorted(await session.scalars(query))

    async def unlink(self, user: str, channel: str | None = None, *, now: datetime) -> Sequence[str]:
        which = [conversations.c.user_id == user]
        if channel is not None:
            which.append(channel_addresses.c.channel == channel)
        async with self._database.write() as session:
            await session.execute(
                delete(link_codes).where(link_codes.c.user_id == user, link_codes.c.used_by.is_(None))
            )
            return sorted(set(await _part(session, now, *which)))

    async def leave(self, conversation: str, message_id: str, *, now: datetime) -> bool:
        said = select(messages.c.channel, messages.c.sender).where(
            messages.c.conversation == conversation, messages.c.message_id == message_id
        )
        async with self._database.write() as session:
            row = (await session.execute(said)).one_or_none()
            if row is None or row.sender is None:
                return False
            this = (channel_addresses.c.channel == row.channel, channel_addresses.c.sender == row.sender)
            return bool(await _part(session, now, *this, channel_addresses.c.conversation == conversation))


def _new_code() -> str:
    """With a digit, so that no word is one: TELEGRAM has eight letters."""
    while True:
        code = "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(CODE_LETTERS))
        if not code.isalpha():
            return code


_IN, _OF = conversations, conversations.c.id == channel_addresses.c.conversation


async def _redeem(session: AsyncSession, code: str, channel: str, sender: str, now: datetime) -> Link | None:
    """The link, made now or by this sender's same code before; None for a code that is not good."""
    recipient = recipient_of(channel, sender)
    this = link_codes.c.digest == digests.of_token(code.strip().upper())
    mine = or_(link_codes.c.used_by.is_(None), link_codes.c.used_by == recipient)
    query = select(link_codes).where(this, mine, link_codes.c.expires > now).with_for_update()
    row = (await session.execute(query)).one_or_none()
    if row is None:
        return None
    link = Link(row.user_id, row.conversation, new=row.used_by is None)
    if link.new:
        await must_exist(session, link.user)
        await session.execute(update(link_codes).where(this).values(used_by=recipient))
        await _move(session, channel, sender, link)
    return link


async def _move(session: AsyncSession, channel: str, sender: str, link: Link) -> None:
    """Into the account's conversation; what the sender booked as a guest comes along."""
    this = (channel_addresses.c.channel == channel, channel_addresses.c.sender == sender)
    query = select(conversations.c.id, conversations.c.user_id).select_from(channel_addresses).join(_IN, _OF)
    before = (await session.execute(query.where(*this))).one_or_none()
    if before is not None and before.user_id is None:
        await bind(session, link.user, before.id)
    await session.execute(update(channel_addresses).where(*this).values(conversation=link.conversation))


async def _part(session: AsyncSession, now: datetime, *which: ColumnElement[bool]) -> list[str]:
    """Everybody meant gets a guest's conversation of their own; the channels they are on."""
    columns = (channel_addresses.c.channel, channel_addresses.c.sender)
    query = select(*columns, conversations.c.locale, conversations.c.time_zone).join(_IN, _OF).where(*which)
    parted = (await session.execute(query)).all()
    for row in parted:
        # Not the one that follows from channel and sender: it may have become the account's.
        new = {"id": secrets.token_urlsafe(16), "channel": row.channel, "user_id": None}
        known: dict[str, Any] = {"locale": row.locale, "time_zone": row.time_zone, "created": now, "last_seen": now}
        await session.execute(insert_into(session, conversations).values(**new, **known))
        this = (channel_addresses.c.channel == row.channel, channel_addresses.c.sender == row.sender)
        await session.execute(update(channel_addresses).where(*this).values(conversation=new["id"]))
    return [row.channel for row in parted]
