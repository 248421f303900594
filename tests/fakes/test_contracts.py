"""Fakes are honest: what the actions rely on holds for the stores in memory and for the real ones alike."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.bookings import SqlBookingStore, SqlCodeStore, SqlStockReader
from db.engine import migrate, open_database
from db.offers import SqlOfferStore, SqlQuoteStore
from db.tables import outbox
from tests.fakes.samples import EMAIL, JAN, MARTA, NOW, eur, flight, stay
from tests.fakes.stores import MemoryBookingStore, MemoryCodeStore, MemoryOfferStore, MemoryQuoteStore
from travel.booking.bookings import Booking, Order, Owner, Passenger, Quote
from travel.errors import (
    BadCode,
    HoldExpired,
    NoSuchBooking,
    NoSuchOffer,
    NoSuchQuote,
    NotCancellable,
    SoldOut,
    TooManyTries,
)
from travel.offers import Content, Offer

DEADLINE = NOW + timedelta(minutes=15)


@dataclass
class Stores:
    offers: Any
    quotes: Any
    bookings: Any
    codes: Any
    stock: Any
    code_sent: Any


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("contracts") / "empty.sqlite"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(params=["memory", "sql"])
async def stores(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> AsyncIterator[Stores]:
    if request.param == "memory":
        kept = MemoryBookingStore()
        codes = MemoryCodeStore(kept)

        async def last() -> str:
            return codes.sent[-1][2]

        yield Stores(MemoryOfferStore(), MemoryQuoteStore(), kept, codes, kept, last)
        return
    path = tmp_path / "stores.sqlite"
    shutil.copy(migrated, path)
    database = open_database(f"sqlite:///{path}")

    async def last_mail() -> str:
        query = select(outbox.c.payload).where(outbox.c.kind == "one_time_code").order_by(outbox.c.id.desc()).limit(1)
        async with database.read() as session:
            return (await session.scalars(query)).one()["code"]

    yield Stores(
        SqlOfferStore(database),
        SqlQuoteStore(database),
        SqlBookingStore(database),
        SqlCodeStore(database),
        SqlStockReader(database),
        last_mail,
    )
    await database.close()


def order(*contents: Content, key: str = "q_1", owner: Owner = MARTA) -> Order:
    offers = tuple(Offer(f"of_{n}", owner.conversation, one, DEADLINE) for n, one in enumerate(contents))
    return Order(key, owner, offers, (Passenger("Marta Kowalska"),), EMAIL)


async def booked(stores: Stores, *contents: Content, key: str = "q_1") -> list[Booking]:
    await stores.bookings.hold(order(*contents, key=key), now=NOW, deadline=DEADLINE)
    return await stores.bookings.confirm(key, now=NOW)


async def test_offers_belong_to_their_conversation(stores: Stores):
    saved = await stores.offers.save("c", [flight(), stay()], now=NOW, lifetime=timedelta(minutes=30))
    assert await stores.offers.get("c", [saved[1].id, saved[0].id]) == [saved[1], saved[0]]
    assert saved[0].expires == NOW + timedelta(minutes=30)
    for conversation, ids in (("d", [saved[0].id]), ("c", [saved[0].id, "of_none"])):
        with pytest.raises(NoSuchOffer):
            await stores.offers.get(conversation, ids)


async def test_quotes_belong_to_their_owner(stores: Stores):
    quote = Quote("q_1", "book", MARTA, ("of_0",), eur("171.80"), NOW, DEADLINE, (Passenger("Marta Kowalska"),), EMAIL)
    await stores.quotes.save(quote)
    assert await stores.quotes.get(MARTA, "q_1") == quote
    for owner, key in ((JAN, "q_1"), (MARTA, "q_2")):
        with pytest.raises(NoSuchQuote):
            await stores.quotes.get(owner, key)


async def test_a_second_hold_and_a_second_yes_find_the_first(stores: Stores):
    first = await stores.bookings.hold(order(flight(), stay()), now=NOW, deadline=DEADLINE)
    assert [one.status for one in first] == ["held", "held"]
    assert await stores.bookings.hold(order(flight(), stay()), now=NOW, deadline=DEADLINE) == first
    done = await stores.bookings.confirm("q_1", now=NOW)
    assert [(one.status, one.deadline) for one in done] == [("confirmed", None)] * 2
    assert await stores.bookings.confirm("q_1", now=NOW) == done == await stores.bookings.find_order("q_1")
    assert await stores.stock.sold([flight().stock[0].key, "other"]) == {flight().stock[0].key: 1}


async def test_somebody_elses_order_is_not_found(stores: Stores):
    await stores.bookings.hold(order(flight()), now=NOW, deadline=DEADLINE)
    with pytest.raises(NoSuchBooking):
        await stores.bookings.hold(replace(order(flight()), owner=JAN), now=NOW, deadline=DEADLINE)


async def test_all_or_none_is_taken(stores: Stores):
    await booked(stores, stay(capacity=1))
    with pytest.raises(SoldOut) as refusal:
        await stores.bookings.hold(order(flight(), stay(capacity=1), key="q_2"), now=NOW, deadline=DEADLINE)
    assert refusal.value.offer == "of_1"
    assert await stores.stock.sold([flight().stock[0].key]) == {}
    assert await stores.bookings.find_order("q_2") == []


async def test_holds_expire_at_their_deadline(stores: Stores):
    await stores.bookings.hold(order(flight()), now=NOW, deadline=DEADLINE)
    assert await stores.bookings.expire_holds(now=DEADLINE - timedelta(seconds=1)) == 0
    with pytest.raises(HoldExpired):
        await stores.bookings.confirm("q_1", now=DEADLINE)
    assert await stores.bookings.expire_holds(now=DEADLINE) == 1
    assert await stores.stock.sold([flight().stock[0].key]) == {}
    with pytest.raises(HoldExpired):
        await stores.bookings.confirm("q_1", now=NOW)
    with pytest.raises(NoSuchBooking):
        await stores.bookings.confirm("q_none", now=NOW)


async def test_a_release_frees_a_hold_and_nothing_else(stores: Stores):
    await stores.bookings.hold(order(flight()), now=NOW, deadline=DEADLINE)
    await stores.bookings.release("q_1", now=NOW)
    await stores.bookings.release("q_1", now=NOW)
    assert await stores.stock.sold([flight().stock[0].key]) == {}
    done = await booked(stores, flight(), key="q_2")
    await stores.bookings.release("q_2", now=NOW)
    assert await stores.bookings.get(done[0].reference, MARTA) == done[0]


async def test_cancelling_frees_the_stock_once(stores: Stores):
    (done,) = await booked(stores, flight())
    first = await stores.bookings.cancel(done.reference, MARTA, refund=eur("85.90"), now=NOW)
    assert (first.status, first.refund) == ("cancelled", eur("85.90"))
    assert await stores.bookings.cancel(done.reference, MARTA, refund=eur("0.00"), now=NOW) == first
    assert await stores.stock.sold([flight().stock[0].key]) == {}


async def test_a_hold_cannot_be_cancelled_and_a_foreign_booking_not_be_seen(stores: Stores):
    (held,) = await stores.bookings.hold(order(flight()), now=NOW, deadline=DEADLINE)
    with pytest.raises(NotCancellable):
        await stores.bookings.cancel(held.reference, MARTA, refund=eur("0.00"), now=NOW)
    for reference in (held.reference, "TW-AAAAAA"):
        with pytest.raises(NoSuchBooking):
            await stores.bookings.get(reference, JAN)
        with pytest.raises(NoSuchBooking):
            await stores.bookings.cancel(reference, JAN, refund=eur("0.00"), now=NOW)


async def test_the_list_is_the_owners_next_journey_first(stores: Stores):
    await booked(stores, stay(check_in=date(2027, 3, 1), check_out=date(2027, 3, 4)), flight())
    await stores.bookings.hold(order(stay("Other"), key="q_2"), now=NOW, deadline=DEADLINE)
    assert [one.kind for one in await stores.bookings.list(MARTA)] == ["flight", "stay"]
    assert [one.kind for one in await stores.bookings.list(MARTA, upcoming_from=date(2027, 3, 4))] == ["stay"]
    assert await stores.bookings.list(MARTA, upcoming_from=date(2027, 3, 5)) == []
    assert await stores.bookings.list(JAN) == []


async def test_a_code_opens_a_booking_to_who_asked(stores: Stores):
    (done,) = await booked(stores, flight())
    await stores.codes.request(JAN.conversation, done.reference, now=NOW)
    code = await stores.code_sent()
    with pytest.raises(BadCode):
        await stores.codes.redeem(JAN.conversation, done.reference, "no code", now=NOW)
    with pytest.raises(BadCode):
        await stores.codes.redeem("another", done.reference, code, now=NOW)
    assert await stores.codes.redeem(JAN.conversation, done.reference, code, now=NOW) == done
    assert await stores.bookings.get(done.reference, JAN) == done
    with pytest.raises(BadCode):
        await stores.codes.redeem(JAN.conversation, done.reference, code, now=NOW)


async def test_codes_are_limited(stores: Stores):
    (done,) = await booked(stores, flight())
    for _ in range(3):
        await stores.codes.request(JAN.conversation, done.reference, now=NOW)
    with pytest.raises(TooManyTries):
        await stores.codes.request(JAN.conversation, done.reference, now=NOW)
    for _ in range(5):
        with pytest.raises(BadCode):
            await stores.codes.redeem(JAN.conversation, done.reference, "no code", now=NOW)
    with pytest.raises(TooManyTries):
        await stores.codes.redeem(JAN.conversation, done.reference, await stores.code_sent(), now=NOW)


async def test_an_unknown_booking_tells_nothing(stores: Stores):
    await stores.codes.request(JAN.conversation, "TW-AAAAAA", now=NOW)
    with pytest.raises(BadCode):
        await stores.codes.redeem(JAN.conversation, "TW-AAAAAA", "123456", now=NOW)
