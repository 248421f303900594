"""What is sent to people on messengers: queued in the transaction that keeps it, claimed in each one's order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.addresses import push_address
from db.engine import Database
from db.outbox import CHANNEL, LIFETIME, post
from db.tables import channel_addresses, conversations, outbox, users
from travel.account.quiet import PushKind, is_muted, quiet_until

LEASE = timedelta(minutes=1)

Json = dict[str, Any]


class Lost(Exception):
    """Somebody else has the delivery now: its lease was over."""


@dataclass(frozen=True)
class Queued:
    """One answer or push for one recipient.

    ``sent`` parts of it have left before, ``attempts`` counts this one; ``push`` is None for an answer to a message.
    """

    id: int
    attempts: int
    created: datetime
    channel: str
    sender: str
    address: Json
    message_id: str
    replies: Sequence[Json]
    push: PushKind | None
    sent: int

    @property
    def recipient(self) -> str:
        return recipient_of(self.channel, self.sender)


def recipient_of(channel: str, sender: str) -> str:
    """As the outbox names them; no channel has a colon in its name."""
    return f"{channel}:{sender}"


async def queue_for_sender(
    session: AsyncSession,
    conversation: str,
    who: tuple[str | None, str | None],
    message_id: str,
    replies: Sequence[Json],
    now: datetime,
) -> bool:
    """In the transaction that keeps an answer: queue it for (channel, sender), if that is an address of ours."""
    channel, sender = who
    if channel is None or sender is None or not replies:
        return False
    this = (channel_addresses.c.channel == channel, channel_addresses.c.sender == sender)
    if await session.scalar(select(channel_addresses.c.sender).where(*this)) is None:
        return False
    await _queue(session, conversation, (channel, sender), message_id, replies, None, now)
    return True


async def queue_push(
    session: AsyncSession,
    conversation: str,
    message_id: str,
    replies: Sequence[Json],
    kind: PushKind,
    now: datetime,
    to: tuple[str, str] | None = None,
) -> bool:
    """In the transaction that keeps replies to nothing: queue them where the traveller is reached, or for ``to``."""
    found = (to or await push_address(session, conversation, kind)) if replies else None
    if found is not None:
        await _queue(session, conversation, found, message_id, replies, kind, now)
    return found is not None


class SqlDeliveries:
    """The side of those who send. Every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(
        self, channels: Collection[str], *, now: datetime, recipient: str | None = None, lease: timedelta = LEASE
    ) -> Queued | None:
        """The longest waiting delivery of the channels that is due and first for its recipient.

        Nobody else gets it during ``lease``. Pushes that come into quiet hours wait for their end and let others pass;
        what was muted, or has no recipient any more, is dropped.
        """
        if not channels:
            return None
        looking, locking = _due(frozenset(channels), recipient is not None)
        given = {"now": now} if recipient is None else {"now": now, "recipient": recipient}
        # Most of the time there is nothing: then nobody is kept from writing.
        async with self._database.read() as session:
            if (await session.execute(looking, given)).first() is None:
                return None
        async with self._database.write() as session:
            while (row := (await session.execute(locking, given)).one_or_none()) is not None:
                if (taken := await _take(session, row, now, lease)) is not None:
                    return taken
        return None

    async def progress(self, delivery: Queued, sent: int, *, now: datetime, lease: timedelta = LEASE) -> None:
        """So many parts have left; the lease begins anew. Raises Lost."""
        await self._write(delivery, {"progress": sent, "leased_until": now + lease})

    async def done(self, delivery: Queued) -> None:
        """All has left; what it said is forgotten. Raises Lost."""
        await self._write(delivery, {"done": True, "payload": {}, "leased_until": None, "error": None})

    async def later(self, delivery: Queued, *, until: datetime, error: str) -> None:
        """It could not be sent, or not all: once more then. Raises Lost."""
        await self._write(delivery, {"deliver_after": until, "leased_until": None, "error": error[:500]})

    async def bury(self, delivery: Queued, *, now: datetime, error: str) -> None:
        """It can never be sent: dead, for the operator to see; those behind it go on. Raises Lost."""
        # The lease stays: whoever asks with a clock that was read a moment before must not find it due again.
        await self._write(delivery, {"dead_after": now, "error": error[:500]})

    async def unreachable(self, delivery: Queued, *, now: datetime) -> None:
        """The recipient wants nothing from us: what is queued for them goes, until they write again."""
        this = (channel_addresses.c.channel == delivery.channel, channel_addresses.c.sender == delivery.sender)
        queued = (outbox.c.kind == CHANNEL, outbox.c.recipient == delivery.recipient, ~outbox.c.done)
        async with self._database.write() as session:
            # Not if they have written while it was being sent.
            silent = channel_addresses.c.last_used <= delivery.created
            await session.execute(update(channel_addresses).where(*this, silent).values(unreachable_since=now))
            await session.execute(update(outbox).where(*queued).values(done=True, payload={}, leased_until=None))

    async def _write(self, delivery: Queued, values: Json) -> None:
        mine = (outbox.c.id == delivery.id, outbox.c.attempts == delivery.attempts, ~outbox.c.done)
        async with self._database.write() as session:
            changed = update(outbox).where(*mine, outbox.c.leased_until.is_not(None)).values(values)
            if await session.scalar(changed.returning(outbox.c.id)) is None:
                raise Lost(delivery.id)


# Asked with every claim: made anew each time, the statements would cost more than what the database does for them.
@lru_cache(maxsize=64)
def _due(channels: frozenset[str], of_one: bool) -> tuple[Select[Any], Select[Any]]:
    """What is due ``now``, to look at and to lock; ``of_one``: only what is for a ``recipient``."""
    now = bindparam("now", type_=outbox.c.deliver_after.type)
    earlier = outbox.alias()
    # What was tried is waited for; what waits for the end of the night, untried, is not.
    goes_first = exists().where(
        earlier.c.recipient == outbox.c.recipient,
        earlier.c.id < outbox.c.id,
        or_(earlier.c.attempts > 0, earlier.c.deliver_after <= now),
        *_alive(earlier, now),
    )
    served = or_(*(outbox.c.recipient.startswith(recipient_of(one, ""), autoescape=True) for one in sorted(channels)))
    query = (
        select(outbox)
        .where(*_alive(outbox, now), outbox.c.deliver_after <= now, served, ~goes_first)
        .where(outbox.c.leased_until.is_(None) | (outbox.c.leased_until <= now))
        .order_by(outbox.c.deliver_after, outbox.c.id)
        .limit(1)
    )
    if of_one:
        query = query.where(outbox.c.recipient == bindparam("recipient"))
    return query, query.with_for_update(of=outbox, skip_locked=True)


def _alive(table: Any, now: ColumnElement[datetime]) -> tuple[ColumnElement[bool], ...]:
    return table.c.kind == CHANNEL, ~table.c.done, table.c.dead_after > now


async def _take(session: AsyncSession, row: Row[Any], now: datetime, lease: timedelta) -> Queued | None:
    """Lease the row, or put it where it will not be found again."""
    channel, _, sender = row.recipient.partition(":")
    values, address = await _verdict(session, row, (channel, sender), now)
    if address is not None:
        values = {"leased_until": now + lease, "attempts": row.attempts + 1}
    await session.execute(update(outbox).where(outbox.c.id == row.id).values(values))
    if address is None:
        return None
    said = (row.payload["message_id"], row.payload["replies"], row.payload["push"])
    return Queued(row.id, row.attempts + 1, row.created, channel, sender, address, *said, row.progress)


async def _verdict(
    session: AsyncSession, row: Row[Any], who: tuple[str, str], now: datetime
) -> tuple[Json, Json | None]:
    """The address to send to; without one, what becomes of the row."""
    this = (channel_addresses.c.channel == who[0], channel_addresses.c.sender == who[1])
    address = await session.scalar(select(channel_addresses.c.address).where(*this))
    dropped = {"done": True, "payload": {}, "leased_until": None}
    kind = row.payload["push"]
    if address is None or kind is None:
        return dropped, address
    wishes, zone = await _wishes(session, row.conversation)
    if is_muted(wishes, kind):
        return dropped, None
    until = quiet_until(wishes, kind, zone, now)
    if until is not None and row.progress == 0:
        # Untried again, so that it holds up nothing until then.
        return {"deliver_after": until, "dead_after": until + LIFETIME, "leased_until": None, "attempts": 0}, None
    return {}, address


async def _wishes(session: AsyncSession, conversation: str) -> tuple[Json, str]:
    """Preferences, empty for guests, and the time zone of a conversation's traveller."""
    query = (
        select(users.c.preferences, conversations.c.time_zone)
        .select_from(conversations)
        .outerjoin(users, users.c.id == conversations.c.user_id)
        .where(conversations.c.id == conversation)
    )
    row = (await session.execute(query)).one()
    return row.preferences or {}, row.time_zone


async def _queue(
    session: AsyncSession,
    conversation: str,
    who: tuple[str, str],
    message_id: str,
    replies: Sequence[Json],
    push: PushKind | None,
    now: datetime,
) -> None:
    payload = {"message_id": message_id, "replies": list(replies), "push": push}
    await post(session, CHANNEL, recipient_of(*who), payload, now=now, conversation=conversation)
