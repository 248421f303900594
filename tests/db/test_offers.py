"""Offers and quotes belong to who was shown them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert

from db.engine import Database
from db.offers import SqlOfferStore, SqlQuoteStore
from db.tables import users
from tests.db.samples import EMAIL, JAN, MARTA, NOW, flight, stay
from travel.booking.bookings import Owner, Passenger, Quote
from travel.errors import NoSuchOffer, NoSuchQuote
from travel.money import Money

HALF_HOUR = timedelta(minutes=30)
QUOTE = Quote(
    id="q_1",
    kind="book",
    owner=MARTA,
    subjects=("of_a", "of_b"),
    amount=Money(Decimal("963.80"), "EUR"),
    created=NOW,
    expires=NOW + HALF_HOUR,
    passengers=(Passenger("Marta Kowalska"), Passenger("Ida Kowalska", "child", 7)),
    email=EMAIL,
)


async def test_offers_come_back_as_saved_in_the_order_asked(database: Database):
    store = SqlOfferStore(database)
    saved = await store.save("c", [flight(), stay(), flight("other")], now=NOW, lifetime=HALF_HOUR)
    assert all(re.fullmatch(r"of_[\w-]{16}", one.id) for one in saved)
    assert {one.expires for one in saved} == {NOW + HALF_HOUR}
    asked = [saved[2], saved[0], saved[1]]
    assert await store.get("c", [one.id for one in asked]) == asked
    assert asked[1].content.slices[0].departs.utcoffset() == timedelta(hours=1)


async def test_nothing_found_is_nothing_saved(database: Database):
    assert await SqlOfferStore(database).save("c", [], now=NOW, lifetime=HALF_HOUR) == []


async def test_unknown_and_foreign_offers_are_not_found(database: Database):
    store = SqlOfferStore(database)
    (mine,) = await store.save("c", [flight()], now=NOW, lifetime=HALF_HOUR)
    for conversation, ids in (("c", [mine.id, "of_unknown"]), ("d", [mine.id])):
        with pytest.raises(NoSuchOffer):
            await store.get(conversation, ids)


async def test_a_quote_comes_back_as_saved(database: Database):
    store = SqlQuoteStore(database)
    await store.save(QUOTE)
    found = await store.get(MARTA, QUOTE.id)
    assert found == QUOTE
    assert str(found.amount.amount) == "963.80"


async def test_a_quote_in_a_currency_without_cents(database: Database):
    store = SqlQuoteStore(database)
    await store.save(replace(QUOTE, amount=Money(Decimal(120_000), "JPY")))
    assert str((await store.get(MARTA, QUOTE.id)).amount.amount) == "120000"


async def test_unknown_and_foreign_quotes_are_not_found(database: Database):
    store = SqlQuoteStore(database)
    await store.save(QUOTE)
    for owner, quote in ((JAN, QUOTE.id), (MARTA, "q_2"), (Owner(JAN.conversation, "u"), QUOTE.id)):
        with pytest.raises(NoSuchQuote):
            await store.get(owner, quote)


async def test_a_user_takes_a_quote_along(database: Database):
    async with database.write() as session:
        await session.execute(insert(users).values(id="u", locale="de-DE", created=NOW))
    store = SqlQuoteStore(database)
    mine = replace(QUOTE, owner=Owner("phone", "u"))
    await store.save(mine)
    assert await store.get(Owner("laptop", "u"), QUOTE.id) == mine
