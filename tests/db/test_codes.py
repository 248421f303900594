"""Finding a booking from another conversation by a code."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from db.bookings import SqlBookingStore, SqlCodeStore
from db.engine import Database
from db.outbox import SqlOutbox
from db.tables import codes, outbox
from tests.db.samples import EMAIL, JAN, LATER, MARTA, NOW, count, flight, order
from travel.booking.bookings import Booking, Owner
from travel.errors import BadCode, NoSuchBooking, TooManyTries
from travel.money import Money

ASKED = JAN.conversation
MINUTE = timedelta(minutes=1)


@pytest.fixture
def store(database: Database) -> SqlCodeStore:
    return SqlCodeStore(database)


@pytest.fixture
async def booking(database: Database) -> Booking:
    bought, bookings = order(flight()), SqlBookingStore(database)
    await bookings.hold(bought, now=NOW, deadline=LATER)
    return (await bookings.confirm(bought.key, now=NOW))[0]


async def sent_code(database: Database) -> str:
    """The code of the last mail."""
    query = select(outbox.c.payload).where(outbox.c.kind == "one_time_code").order_by(outbox.c.id.desc()).limit(1)
    async with database.read() as session:
        return (await session.scalars(query)).one()["code"]


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


async def test_a_code_opens_the_booking_to_the_conversation(store: SqlCodeStore, database: Database, booking: Booking):
    bookings = SqlBookingStore(database)
    await store.request(ASKED, f" {booking.reference.lower()} ", now=NOW)
    mails = [one for one in await SqlOutbox(database).claim(now=NOW) if one.kind == "one_time_code"]
    assert [(one.recipient, one.payload["locale"], one.payload["reference"]) for one in mails] == [
        (EMAIL, "de-DE", booking.reference)
    ]
    code = mails[0].payload["code"]
    assert len(code) == 6
    assert code.isdecimal()
    with pytest.raises(NoSuchBooking):
        await bookings.get(booking.reference, JAN)

    assert await store.redeem(ASKED, booking.reference, f"{code} ", now=NOW + MINUTE) == booking
    assert await bookings.get(booking.reference, JAN) == booking
    assert await bookings.list(JAN) == [booking]
    with pytest.raises(NoSuchBooking):
        await bookings.get(booking.reference, Owner("a third one"))
    refund = Money(Decimal("85.90"), "EUR")
    assert (await bookings.cancel(booking.reference, JAN, refund=refund, now=NOW)).status == "cancelled"


async def test_a_code_is_good_once(store: SqlCodeStore, database: Database, booking: Booking):
    await store.request(ASKED, booking.reference, now=NOW)
    code = await sent_code(database)
    await store.redeem(ASKED, booking.reference, code, now=NOW)
    with pytest.raises(BadCode):
        await store.redeem(ASKED, booking.reference, code, now=NOW)


async def test_a_code_is_good_for_ten_minutes(store: SqlCodeStore, database: Database, booking: Booking):
    await store.request(ASKED, booking.reference, now=NOW)
    with pytest.raises(BadCode):
        await store.redeem(ASKED, booking.reference, await sent_code(database), now=NOW + 10 * MINUTE)


async def test_a_code_belongs_to_the_conversation_that_asked(store: SqlCodeStore, database: Database, booking: Booking):
    await store.request(ASKED, booking.reference, now=NOW)
    with pytest.raises(BadCode):
        await store.redeem("another", booking.reference, await sent_code(database), now=NOW)


async def test_only_the_newest_code_counts(store: SqlCodeStore, database: Database, booking: Booking):
    await store.request(ASKED, booking.reference, now=NOW)
    first = await sent_code(database)
    await store.request(ASKED, booking.reference, now=NOW)
    second = await sent_code(database)
    if first != second:
        with pytest.raises(BadCode):
            await store.redeem(ASKED, booking.reference, first, now=NOW)
    assert await store.redeem(ASKED, booking.reference, second, now=NOW) == booking


async def test_five_wrong_tries_close_the_code(store: SqlCodeStore, database: Database, booking: Booking):
    await store.request(ASKED, booking.reference, now=NOW)
    code = await sent_code(database)
    for _ in range(5):
        with pytest.raises(BadCode):
            await store.redeem(ASKED, booking.reference, other_than(code), now=NOW)
    with pytest.raises(TooManyTries):
        await store.redeem(ASKED, booking.reference, code, now=NOW)


async def test_three_codes_an_hour_for_a_booking(store: SqlCodeStore, booking: Booking):
    for conversation in ("a", "b", "c"):
        await store.request(conversation, booking.reference, now=NOW)
    with pytest.raises(TooManyTries):
        await store.request("d", booking.reference, now=NOW + 59 * MINUTE)
    await store.request("d", booking.reference, now=NOW + 60 * MINUTE)


async def test_requests_at_once_are_counted_too(store: SqlCodeStore, database: Database, booking: Booking):
    asked = (store.request(f"c{n}", booking.reference, now=NOW) for n in range(12))
    done = await asyncio.gather(*asked, return_exceptions=True)
    assert sum(isinstance(one, TooManyTries) for one in done) == 9
    assert await count(database, outbox, outbox.c.kind == "one_time_code") == 3


async def test_five_requests_an_hour_of_a_conversation(store: SqlCodeStore):
    for n in range(5):
        await store.request(ASKED, f"TW-AAAAA{n + 2}", now=NOW)
    with pytest.raises(TooManyTries):
        await store.request(ASKED, "TW-BBBBBB", now=NOW)


async def test_an_unknown_booking_looks_the_same_and_sends_nothing(store: SqlCodeStore, database: Database):
    for _ in range(3):
        await store.request(ASKED, "TW-AAAAAA", now=NOW)
    with pytest.raises(TooManyTries):
        await store.request(ASKED, "TW-AAAAAA", now=NOW)
    assert await SqlOutbox(database).claim(now=NOW) == []
    for _ in range(5):
        with pytest.raises(BadCode):
            await store.redeem(ASKED, "TW-AAAAAA", "123456", now=NOW)
    with pytest.raises(TooManyTries):
        await store.redeem(ASKED, "TW-AAAAAA", "123456", now=NOW)


async def test_a_hold_cannot_be_found(store: SqlCodeStore, database: Database):
    (held,) = await SqlBookingStore(database).hold(order(flight()), now=NOW, deadline=LATER)
    await store.request(ASKED, held.reference, now=NOW)
    assert await SqlOutbox(database).claim(now=NOW) == []


async def test_without_a_request_no_code_is_good(store: SqlCodeStore, booking: Booking):
    with pytest.raises(BadCode):
        await store.redeem(MARTA.conversation, booking.reference, "000000", now=NOW)


async def test_the_code_itself_is_not_stored(store: SqlCodeStore, database: Database, booking: Booking):
    await store.request(ASKED, booking.reference, now=NOW)
    code = await sent_code(database)
    async with database.read() as session:
        row = (await session.execute(select(codes))).one()
    assert len(row.digest) == 64
    assert code not in {row.salt, row.digest}


async def test_a_code_that_was_not_sent_in_time_is_never_sent(
    store: SqlCodeStore, database: Database, booking: Booking
):
    await store.request(ASKED, booking.reference, now=NOW)
    late = await SqlOutbox(database).claim(now=NOW + 10 * MINUTE)
    assert [one.kind for one in late] == ["booking_confirmed"]
