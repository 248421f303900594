"""The booking store's contract, on both databases."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert, select

from db.bookings import SqlBookingStore, SqlStockReader, rows
from db.engine import Database
from db.packing import unpack_bookings
from db.tables import audit, bookings, outbox, users
from tests.db.samples import EMAIL, JAN, LATER, MARTA, NOW, count, flight, order, stay, taken
from travel.booking.bookings import Owner
from travel.errors import HoldExpired, NoSuchBooking, NotCancellable, SoldOut
from travel.money import Money

FREE = Money(Decimal("0.00"), "EUR")


@pytest.fixture
def store(database: Database) -> SqlBookingStore:
    return SqlBookingStore(database)


async def confirmed(store: SqlBookingStore, *contents, owner: Owner = MARTA):
    bought = order(*(contents or (flight(),)), owner=owner)
    await store.hold(bought, now=NOW, deadline=LATER)
    return await store.confirm(bought.key, now=NOW)


async def test_a_hold_is_stored_as_it_was_given(store: SqlBookingStore):
    bought = order(flight(), stay())
    held = await store.hold(bought, now=NOW, deadline=LATER)
    assert [one.status for one in held] == ["held", "held"]
    assert [one.content for one in held] == [flight(), stay()]
    assert all(re.fullmatch("TW-[2-9A-HJ-NP-Z]{6}", one.reference) for one in held)
    assert held == [await store.get(one.reference, MARTA) for one in held] == await store.find_order(bought.key)
    assert str(held[0].price) == "171.80 EUR"
    assert held[0].content.starts.utcoffset() == timedelta(hours=1)


async def test_confirming_writes_audit_and_one_mail(store: SqlBookingStore, database: Database):
    done = await confirmed(store, flight(), stay())
    assert [(one.status, one.deadline) for one in done] == [("confirmed", None)] * 2
    assert done == await store.list(MARTA)
    async with database.read() as session:
        actions = (await session.execute(select(audit.c.action, audit.c.actor))).all()
        mail = (await session.execute(select(outbox))).one()
    assert [tuple(one) for one in actions] == [("held", "guest")] * 2 + [("confirmed", "guest")] * 2
    assert (mail.kind, mail.recipient, mail.payload["locale"]) == ("booking_confirmed", EMAIL, "de-DE")
    assert list(unpack_bookings(mail.payload["bookings"])) == done


async def test_a_second_yes_finds_the_first(store: SqlBookingStore, database: Database):
    bought = order(flight())
    first = await store.hold(bought, now=NOW, deadline=LATER)
    assert await store.hold(bought, now=NOW, deadline=LATER) == first
    done = await store.confirm(bought.key, now=NOW)
    assert await store.confirm(bought.key, now=NOW) == done
    assert await store.hold(bought, now=LATER, deadline=LATER) == done
    assert await taken(database, "flight:TP535") == 1
    assert await count(database, outbox) == 1


async def test_the_key_of_another_order_is_not_found(store: SqlBookingStore):
    bought = order(flight())
    await store.hold(bought, now=NOW, deadline=LATER)
    with pytest.raises(NoSuchBooking):
        await store.hold(replace(bought, owner=JAN), now=NOW, deadline=LATER)


async def test_two_offers_are_taken_all_or_none(store: SqlBookingStore, database: Database):
    await confirmed(store, stay(capacity=1))
    bought = order(flight(), stay(capacity=1))
    with pytest.raises(SoldOut) as refusal:
        await store.hold(bought, now=NOW, deadline=LATER)
    assert refusal.value.offer == "of_1"
    assert await taken(database, "flight:TP535") == 0
    assert await store.find_order(bought.key) == []
    assert await count(database, bookings) == 1


async def test_two_offers_of_the_same_stock_count_together(store: SqlBookingStore, database: Database):
    with pytest.raises(SoldOut):
        await store.hold(order(flight(capacity=3, units=2), flight(capacity=3, units=2)), now=NOW, deadline=LATER)
    await store.hold(order(flight(capacity=4, units=2), flight(capacity=4, units=2)), now=NOW, deadline=LATER)
    assert await taken(database, "flight:TP535") == 4


async def test_a_stale_capacity_cannot_oversell(store: SqlBookingStore, database: Database):
    await confirmed(store, flight(units=2, capacity=2))
    with pytest.raises(SoldOut):
        await store.hold(order(flight(capacity=9)), now=NOW, deadline=LATER)
    assert await taken(database, "flight:TP535") == 2


async def test_stock_reader_leaves_out_what_was_never_sold(store: SqlBookingStore, database: Database):
    await confirmed(store, flight("a", units=2), stay("b"))
    reader = SqlStockReader(database)
    assert await reader.sold(["a", "b", "c"]) == {"a": 2, "b": 1}
    assert await reader.sold([]) == {}
    assert await reader.sold([f"key {n}" for n in range(40_000)] + ["a"]) == {"a": 2}


async def test_an_expired_hold_frees_its_stock_and_cannot_be_confirmed(store: SqlBookingStore, database: Database):
    bought = order(flight(), stay())
    await store.hold(bought, now=NOW, deadline=LATER)
    assert await store.expire_holds(now=LATER - timedelta(seconds=1)) == 0
    with pytest.raises(HoldExpired):
        await store.confirm(bought.key, now=LATER)
    assert await store.expire_holds(now=LATER) == 2
    assert await store.expire_holds(now=LATER) == 0
    assert (await taken(database, "flight:TP535"), await taken(database, "stay:alfama:2027-02-12")) == (0, 0)
    with pytest.raises(HoldExpired):
        await store.confirm(bought.key, now=NOW)
    assert [one.status for one in await store.find_order(bought.key)] == ["expired", "expired"]
    assert await store.list(MARTA) == []


async def test_expiring_takes_a_batch_at_a_time(store: SqlBookingStore):
    for n in range(5):
        await store.hold(order(flight(f"f{n}")), now=NOW, deadline=LATER)
    assert [await store.expire_holds(now=LATER, limit=3) for _ in range(3)] == [3, 2, 0]


async def test_a_released_hold_is_free_once(store: SqlBookingStore, database: Database):
    bought = order(flight())
    await store.hold(bought, now=NOW, deadline=LATER)
    await store.release(bought.key, now=NOW)
    await store.release(bought.key, now=NOW)
    assert await taken(database, "flight:TP535") == 0


async def test_releasing_leaves_a_confirmed_booking(store: SqlBookingStore, database: Database):
    done = await confirmed(store)
    await store.release(done[0].order, now=NOW)
    assert (await store.get(done[0].reference, MARTA)).status == "confirmed"
    assert await taken(database, "flight:TP535") == 1


async def test_confirming_an_unknown_order(store: SqlBookingStore):
    with pytest.raises(NoSuchBooking):
        await store.confirm("q_unknown", now=NOW)


async def test_cancelling_twice_refunds_once(store: SqlBookingStore, database: Database):
    done = await confirmed(store)
    refund = Money(Decimal("85.90"), "EUR")
    first = await store.cancel(done[0].reference, MARTA, refund=refund, now=NOW)
    again = await store.cancel(done[0].reference, MARTA, refund=FREE, now=NOW)
    assert first == again == await store.get(done[0].reference, MARTA)
    assert (first.status, first.refund) == ("cancelled", refund)
    assert await taken(database, "flight:TP535") == 0
    assert await count(database, outbox, outbox.c.kind == "booking_cancelled") == 1
    assert await count(database, audit, audit.c.action == "cancelled") == 1


async def test_only_a_confirmed_booking_can_be_cancelled(store: SqlBookingStore):
    held = await store.hold(order(flight()), now=NOW, deadline=LATER)
    with pytest.raises(NotCancellable):
        await store.cancel(held[0].reference, MARTA, refund=FREE, now=NOW)
    await store.expire_holds(now=LATER)
    with pytest.raises(NotCancellable):
        await store.cancel(held[0].reference, MARTA, refund=FREE, now=LATER)


async def test_a_foreign_booking_is_not_found(store: SqlBookingStore, database: Database):
    done = await confirmed(store)
    for reference in (done[0].reference, "TW-AAAAAA"):
        with pytest.raises(NoSuchBooking):
            await store.get(reference, JAN)
        with pytest.raises(NoSuchBooking):
            await store.cancel(reference, JAN, refund=FREE, now=NOW)
    assert await store.list(JAN) == []
    assert await taken(database, "flight:TP535") == 1


async def test_a_user_sees_bookings_of_all_their_conversations(store: SqlBookingStore, database: Database):
    async with database.write() as session:
        await session.execute(insert(users).values(id="u_marta", locale="de-DE", created=NOW))
    done = await confirmed(store, owner=Owner("phone", "u_marta"))
    assert await store.list(Owner("laptop", "u_marta")) == done
    assert await store.list(Owner("laptop")) == []
    assert await store.list(Owner("laptop", "u_jan")) == []


async def test_the_next_journey_comes_first_and_past_ones_can_be_left_out(store: SqlBookingStore):
    late, early = stay(), flight(departs=flight().starts - timedelta(days=20))
    await confirmed(store, late, early)
    assert [one.content for one in await store.list(MARTA)] == [early, late]
    # The stay goes on until the 20th, so on that day it is not over yet.
    assert [one.kind for one in await store.list(MARTA, upcoming_from=date(2027, 2, 20))] == ["stay"]
    assert await store.list(MARTA, upcoming_from=date(2027, 2, 21)) == []


async def test_a_taken_reference_is_replaced(store: SqlBookingStore, monkeypatch: pytest.MonkeyPatch):
    offered = iter(["TW-AAAAAA", "TW-AAAAAA", "TW-BBBBBB"])
    monkeypatch.setattr(rows, "new_reference", lambda: next(offered))
    first, second = await confirmed(store, flight()), await confirmed(store, flight())
    assert (first[0].reference, second[0].reference) == ("TW-AAAAAA", "TW-BBBBBB")


async def test_the_operator_may_cancel_anybodys(store: SqlBookingStore, database: Database):
    done = await confirmed(store)
    assert (await store.cancel_as_operator(done[0].reference, refund=FREE, now=NOW)).status == "cancelled"
    assert await count(database, audit, audit.c.actor == "operator") == 1


async def test_a_refund_in_another_currency_is_an_error(store: SqlBookingStore):
    done = await confirmed(store)
    with pytest.raises(ValueError, match="EUR"):
        await store.cancel(done[0].reference, MARTA, refund=Money(Decimal(1), "USD"), now=NOW)


async def test_the_audit_never_names_a_conversation(store: SqlBookingStore, database: Database):
    await confirmed(store)
    async with database.read() as session:
        assert MARTA.conversation not in str((await session.execute(select(audit))).all())
