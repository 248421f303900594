"""How traces of people go: shared by retention, which goes by age, and by erasures, which are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.ids import new_id
from db.tables import (
    booking_access,
    bookings,
    codes,
    grants,
    idempotency,
    offers,
    outbox,
    passengers,
    quotes,
    recommendations,
    sign_in_codes,
    wrong_codes,
)

FORGOTTEN = "—"
"""What stands in place of a forgotten traveller's name."""
AT_ONCE = 500


def chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Parts that one statement can name."""
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


async def forget_traces(session: AsyncSession, conversations: Sequence[str]) -> None:
    """What only names conversations that are gone; messages and choices went with them, bookings stay."""
    for ids in chunks(conversations):
        for table in (offers, quotes, booking_access, codes, grants):
            await session.execute(delete(table).where(table.c.conversation.in_(ids)))
        # In chat a conversation stands for the network.
        for table in (sign_in_codes, wrong_codes):
            await session.execute(delete(table).where(table.c.network.in_(ids)))
        await session.execute(delete(outbox).where(outbox.c.recipient.in_(ids)))
        await session.execute(
            delete(idempotency).where(idempotency.c.caller.in_([f"conversation:{one}" for one in ids]))
        )
        await anonymise_recommendations(session, recommendations.c.conversation.in_(ids))


async def anonymise_recommendations(session: AsyncSession, which: Any) -> None:
    """What was shown and what came of it stays for learning, without who asked and in which words."""
    nobody = {"conversation": None, "user_id": None, "query": ""}
    await session.execute(update(recommendations).where(which).values(nobody))


async def forget_passengers(session: AsyncSession, references: Sequence[str]) -> None:
    """Names and e-mail addresses of bookings; all that accounting needs stays."""
    for some in chunks(references):
        await session.execute(update(bookings).where(bookings.c.reference.in_(some)).values(email=""))
        await session.execute(update(passengers).where(passengers.c.booking.in_(some)).values(name=FORGOTTEN))


async def unlink_bookings(session: AsyncSession, references: Sequence[str]) -> None:
    """Nobody can tell, or ask, whose they were."""
    for some in chunks(references):
        # Unguessable, because who knows the conversation of a booking may see it.
        nobody = {"conversation": new_id("erased"), "user_id": None}
        await session.execute(update(bookings).where(bookings.c.reference.in_(some)).values(nobody))
        await session.execute(delete(booking_access).where(booking_access.c.booking.in_(some)))
        await session.execute(delete(codes).where(codes.c.reference.in_(some)))


async def drop_letters(session: AsyncSession, addresses: Sequence[str], references: Sequence[str]) -> None:
    """Mails about these bookings. Of those that were sent nobody knows any more what about: they go as well."""
    about = set(references)
    query = select(outbox.c.id, outbox.c.payload, outbox.c.done).where(outbox.c.recipient.in_(addresses))
    gone = [row.id for row in await session.execute(query) if row.done or about & _named(row.payload)]
    await session.execute(delete(outbox).where(outbox.c.id.in_(gone)))


def _named(payload: dict[str, Any]) -> set[str]:
    """References that a mail is about."""
    booked = {str(one.get("reference")) for one in payload.get("bookings", [])}
    return booked | {str(payload["reference"])} if "reference" in payload else booked
