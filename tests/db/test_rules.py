"""What the database itself refuses, whoever writes."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from db.bookings import SqlBookingStore
from db.engine import Database
from db.tables import booking_items, bookings, stock
from tests.db.samples import LATER, NOW, flight, order

STATES = ("held", "confirmed", "changed", "cancelled", "expired")
WAYS = {"held": [], "confirmed": ["confirmed"], "changed": ["confirmed", "changed"]}
WAYS |= {"cancelled": ["confirmed", "cancelled"], "expired": ["expired"]}
MOVES = {("held", "confirmed"), ("held", "expired"), ("confirmed", "changed"), ("confirmed", "cancelled")}
MOVES |= {("changed", "cancelled")}


def columns(status: str) -> dict:
    """What the other columns must say for a status."""
    return {
        "status": status,
        "deadline": LATER if status == "held" else None,
        "refund": Decimal(0) if status == "cancelled" else None,
    }


async def write(database: Database, statement) -> None:
    async with database.write() as session:
        await session.execute(statement)


@pytest.fixture
async def held(database: Database) -> str:
    return (await SqlBookingStore(database).hold(order(flight()), now=NOW, deadline=LATER))[0].reference


async def test_every_transition_is_allowed_or_refused(database: Database):
    store = SqlBookingStore(database)
    for number, (before, after) in enumerate(product(STATES, STATES)):
        bought = order(flight(f"flight:{number}"))
        await store.hold(bought, now=NOW, deadline=LATER)
        mine = bookings.c.order_key == bought.key
        for step in WAYS[before]:
            await write(database, update(bookings).where(mine).values(**columns(step)))
        move = update(bookings).where(mine).values(**columns(after))
        if before == after or (before, after) in MOVES:
            await write(database, move)
        else:
            with pytest.raises(DBAPIError, match="cannot move like that"):
                await write(database, move)


@pytest.mark.parametrize("status", ["confirmed", "changed", "cancelled", "expired"])
async def test_a_booking_starts_as_held(database: Database, held: str, status: str):
    async with database.read() as session:
        row = dict((await session.execute(select(bookings))).one()._mapping)
    copy = row | columns(status) | {"reference": "TW-AAAAAA", "order_key": "other"}
    with pytest.raises(DBAPIError, match="starts as held"):
        await write(database, insert(bookings).values(copy))


@pytest.mark.parametrize("wrong", [{"price": Decimal("171.81")}, {"currency": "USD"}])
async def test_a_price_that_is_not_the_sum_cannot_be_confirmed(database: Database, held: str, wrong: dict):
    await write(database, update(bookings).values(**wrong))
    with pytest.raises(DBAPIError, match="sum of its items"):
        await write(database, update(bookings).values(**columns("confirmed")))


async def test_a_booking_without_items_cannot_be_confirmed(database: Database, held: str):
    await write(database, delete(booking_items))
    with pytest.raises(DBAPIError, match="sum of its items"):
        await write(database, update(bookings).values(**columns("confirmed")))


async def test_two_items_are_summed_exactly(database: Database, held: str):
    second = {"booking": held, "position": 1, "kind": "car", "content": "{}", "currency": "EUR"}
    await write(database, insert(booking_items).values(price=Decimal("0.1"), **second))
    await write(database, update(bookings).values(price=Decimal("171.9")))
    await write(database, update(bookings).values(**columns("confirmed")))


@pytest.mark.parametrize(
    "statement",
    [
        update(booking_items).values(price=Decimal(1)),
        delete(booking_items),
        update(bookings).values(price=Decimal(1)),
        update(bookings).values(currency="USD"),
    ],
)
async def test_what_is_confirmed_stays(database: Database, held: str, statement):
    await write(database, update(bookings).values(**columns("confirmed")))
    with pytest.raises(DBAPIError, match="items"):
        await write(database, statement)


async def test_a_confirmed_booking_gets_no_further_items(database: Database, held: str):
    await write(database, update(bookings).values(**columns("confirmed")))
    second = {"booking": held, "position": 1, "kind": "car", "content": "{}", "currency": "EUR", "price": Decimal(0)}
    with pytest.raises(DBAPIError, match="items"):
        await write(database, insert(booking_items).values(second))


@pytest.mark.parametrize("wrong", [{"deadline": None}, {"status": "lost"}, {"price": Decimal(-1)}, {"currency": "EU"}])
async def test_columns_that_contradict_each_other_are_refused(database: Database, held: str, wrong: dict):
    with pytest.raises(DBAPIError):
        await write(database, update(bookings).values(**wrong))


@pytest.mark.parametrize("refund", [Decimal("171.81"), Decimal(-1), None])
async def test_a_refund_is_within_the_price(database: Database, held: str, refund: Decimal | None):
    await write(database, update(bookings).values(**columns("confirmed")))
    with pytest.raises(DBAPIError):
        await write(database, update(bookings).values(**columns("cancelled") | {"refund": refund}))


@pytest.mark.parametrize("taken", [-1, 10])
async def test_stock_is_never_below_zero_nor_above_its_capacity(database: Database, held: str, taken: int):
    with pytest.raises(DBAPIError):
        await write(database, update(stock).values(taken=taken))
