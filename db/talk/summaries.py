"""The conversations of an account, as a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from db.engine import Database
from db.tables import channel_addresses, conversations, messages, webhook_senders

CHANNEL = "web"


@dataclass(frozen=True)
class Summary:
    """A conversation and the last words of it, the assistant's where it has answered; None where nothing was said."""

    id: str
    last_seen: datetime
    last_text: str | None


class SqlSummaries:
    """What an account's conversations are, and where they take place."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list(self, user: str, *, after: str | None = None, limit: int = 50) -> Sequence[Summary]:
        """Those of the web, last used first, behind the conversation ``after``; none behind one of somebody else."""
        newest = select(func.max(messages.c.id)).where(messages.c.conversation == conversations.c.id)
        query = (
            select(conversations.c.id, conversations.c.last_seen, messages.c.said, messages.c.replies)
            .outerjoin(messages, messages.c.id == newest.correlate(conversations).scalar_subquery())
            .where(conversations.c.user_id == user, conversations.c.channel == CHANNEL)
            .order_by(conversations.c.last_seen.desc(), conversations.c.id)
            .limit(limit)
        )
        if after is not None:
            query = query.where(_behind(user, after))
        async with self._database.read() as session:
            rows = await session.execute(query)
            return [Summary(row.id, row.last_seen, _words(row.replies, row.said)) for row in rows]

    async def channels(self, user: str) -> Sequence[str]:
        """From where the account is used, by name; the web always."""
        mine = conversations.c.user_id == user
        programs = exists().where(webhook_senders.c.conversation == conversations.c.id)
        elsewhere = select(conversations.c.channel).where(mine, programs)
        messengers = select(channel_addresses.c.channel).join(
            conversations, conversations.c.id == channel_addresses.c.conversation
        )
        async with self._database.read() as session:
            return sorted({CHANNEL, *(await session.scalars(elsewhere.union(messengers.where(mine))))})


def _behind(user: str, after: str) -> ColumnElement[bool]:
    mark = conversations.alias()
    seen = select(mark.c.last_seen).where(mark.c.id == after, mark.c.user_id == user).scalar_subquery()
    same = and_(conversations.c.last_seen == seen, conversations.c.id > after)
    return or_(conversations.c.last_seen < seen, same)


def _words(replies: list[dict[str, Any]] | None, said: str | None) -> str | None:
    texts = [reply["text"] for reply in replies or () if reply.get("text")]
    return texts[-1] if texts else said
