"""Offers as shown to one conversation, and the summaries that wait for a yes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, insert, or_, select

from db.engine import Database
from db.ids import new_id
from db.packing import pack_content, pack_passengers, unpack_content, unpack_passengers
from db.sql import among
from db.tables import offers, quotes
from travel.booking.bookings import Owner, Quote
from travel.errors import NoSuchOffer, NoSuchQuote
from travel.money import Money
from travel.offers import Content, Offer


class SqlOfferStore:
    """``travel.ports.OfferStore``; ids look like ``of_`` and 16 URL-safe characters."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(
        self, conversation: str, contents: Sequence[Content], *, now: datetime, lifetime: timedelta
    ) -> list[Offer]:
        found = [Offer(new_id("of"), conversation, content, now + lifetime) for content in contents]
        if found:
            async with self._database.write() as session:
                await session.execute(insert(offers), [_offer_row(offer) for offer in found])
        return found

    async def get(self, conversation: str, ids: Sequence[str]) -> list[Offer]:
        async with self._database.read() as session:
            query = select(offers).where(offers.c.conversation == conversation, among(session, offers.c.id, ids))
            found = {row.id: _offer(row) for row in await session.execute(query)}
        if missing := [one for one in ids if one not in found]:
            raise NoSuchOffer(missing[0])
        return [found[one] for one in ids]


class SqlQuoteStore:
    """``travel.ports.QuoteStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(self, quote: Quote) -> None:
        row = {
            "id": quote.id,
            "kind": quote.kind,
            "conversation": quote.owner.conversation,
            "user_id": quote.owner.user,
            "subjects": list(quote.subjects),
            "amount": quote.amount.amount,
            "currency": quote.amount.currency,
            "passengers": pack_passengers(quote.passengers),
            "email": quote.email,
            "created": quote.created,
            "expires": quote.expires,
        }
        async with self._database.write() as session:
            await session.execute(insert(quotes), row)

    async def get(self, owner: Owner, quote_id: str) -> Quote:
        # What was quoted to an account is its user's alone.
        mine = and_(quotes.c.conversation == owner.conversation, quotes.c.user_id.is_(None))
        if owner.user is not None:
            mine = or_(mine, quotes.c.user_id == owner.user)
        async with self._database.read() as session:
            row = (await session.execute(select(quotes).where(quotes.c.id == quote_id, mine))).one_or_none()
        if row is None:
            raise NoSuchQuote(quote_id)
        return _quote(row)


def _offer_row(offer: Offer) -> dict[str, Any]:
    kind, content = pack_content(offer.content)
    return {
        "id": offer.id,
        "conversation": offer.conversation,
        "kind": kind,
        "content": content,
        "expires": offer.expires,
    }


def _offer(row: Row[Any]) -> Offer:
    return Offer(row.id, row.conversation, unpack_content(row.kind, row.content), row.expires)


def _quote(row: Row[Any]) -> Quote:
    return Quote(
        id=row.id,
        kind=row.kind,
        owner=Owner(row.conversation, row.user_id),
        subjects=tuple(row.subjects),
        amount=Money(row.amount, row.currency).rounded(),
        created=row.created,
        expires=row.expires,
        passengers=unpack_passengers(row.passengers),
        email=row.email,
    )
