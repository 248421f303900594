"""Where people on messengers are reached, and in which conversation they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.sql import insert_into
from db.tables import channel_addresses, channel_bots, conversations, messages
from travel.account.quiet import PushKind

Json = dict[str, Any]


class SqlAddresses:
    """Every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def meet(self, channel: str, sender: str, address: Json, *, now: datetime) -> str | None:
        """Somebody has written, and is reached at ``address`` from now on; gives the conversation that they are in.

        None before their first message: then it is the one that follows from channel and sender. An address with
        ``"private": False`` is one that others read along: it gets answers, but nothing that nobody has asked for.
        """
        row = {"channel": channel, "sender": sender, "address": address, "last_used": now}
        again = {"address": address, "last_used": now, "unreachable_since": None}
        async with self._database.write() as session:
            new = insert_into(session, channel_addresses).values(row)
            met = new.on_conflict_do_update(index_elements=["channel", "sender"], set_=again)
            conversation: str | None = await session.scalar(met.returning(channel_addresses.c.conversation))
            return conversation

    async def conversation_of(self, channel: str, sender: str) -> str | None:
        """As ``meet`` without meeting; None for who was never met as well."""
        query = select(channel_addresses.c.conversation)
        async with self._database.read() as session:
            found: str | None = await session.scalar(query.where(*_this(channel, sender)))
            return found

    async def reached_in(self, conversation: str, user: str | None) -> str | None:
        """The conversation in which to tell the traveller something: the one of the address used last.

        Of the addresses of ``conversation`` and of everything of ``user``; None when there is none.
        """
        mine = [conversations.c.id == conversation]
        if user is not None:
            mine.append(conversations.c.user_id == user)
        query = _reachable().join(conversations, conversations.c.id == channel_addresses.c.conversation)
        async with self._database.read() as session:
            row = _private((await session.execute(query.where(or_(*mine)))).all())
        return None if row is None else str(row.conversation)

    async def introduce(self, channel: str, name: str, *, now: datetime) -> None:
        """A gateway serves the channel, where our bot has this name; empty where names mean nothing."""
        row = {"channel": channel, "name": name, "seen": now}
        async with self._database.write() as session:
            new = insert_into(session, channel_bots).values(row)
            await session.execute(
                new.on_conflict_do_update(index_elements=["channel"], set_={"name": name, "seen": now})
            )


async def push_address(session: AsyncSession, conversation: str, kind: PushKind) -> tuple[str, str] | None:
    """Channel and sender to push to: the address used last; for an answer, whoever has spoken last, if by messenger."""
    query = _reachable().where(channel_addresses.c.conversation == conversation)
    if kind == "answer":
        asked = select(messages.c.channel, messages.c.sender).where(messages.c.conversation == conversation)
        last = asked.where(messages.c.state != "pushed").order_by(messages.c.id.desc()).limit(1)
        row = (await session.execute(last)).one_or_none()
        if row is None or row.sender is None:
            return None
        found = (await session.execute(query.where(*_this(row.channel, row.sender)))).one_or_none()
    else:
        found = _private((await session.execute(query)).all())
    return None if found is None else (found.channel, found.sender)


async def settle(session: AsyncSession, channel: str, sender: str, conversation: str) -> None:
    """In the transaction that keeps a message: whoever was in no conversation is in this one from now on."""
    homeless = channel_addresses.c.conversation.is_(None)
    this = update(channel_addresses).where(*_this(channel, sender), homeless)
    await session.execute(this.values(conversation=conversation))


def _this(channel: str, sender: str) -> tuple[Any, ...]:
    return channel_addresses.c.channel == channel, channel_addresses.c.sender == sender


def _reachable() -> Select[Any]:
    """Addresses, the last used first."""
    query = select(channel_addresses).where(channel_addresses.c.unreachable_since.is_(None))
    return query.order_by(channel_addresses.c.last_used.desc(), channel_addresses.c.sender)


def _private(rows: Sequence[Row[Any]]) -> Row[Any] | None:
    return next((row for row in rows if row.address.get("private", True)), None)
