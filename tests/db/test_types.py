"""Times keep their instant, amounts their cents."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import StatementError

from db.engine import Database, open_database
from db.tables import quotes
from tests.db.samples import NOW
from tests.fixtures.postgres import Cluster

ROW = {"kind": "book", "conversation": "c", "subjects": [], "currency": "EUR", "passengers": [], "email": ""}


async def add(database: Database, **values) -> None:
    row = ROW | {"amount": Decimal(0), "created": NOW, "expires": NOW} | values
    async with database.write() as session:
        await session.execute(insert(quotes).values(row))


async def test_amounts_add_up_without_a_float(database: Database):
    for name, amount in (("a", "0.1"), ("b", "0.2"), ("c", "99999999999.999"), ("d", "0.001")):
        await add(database, id=name, amount=Decimal(amount))
    async with database.read() as session:
        found = (await session.scalars(select(quotes.c.amount).order_by(quotes.c.id))).all()
        total = await session.scalar(select(func.sum(quotes.c.amount, type_=quotes.c.amount.type)))
    assert found == [Decimal("0.1"), Decimal("0.2"), Decimal("99999999999.999"), Decimal("0.001")]
    assert all(isinstance(one, Decimal) for one in found)
    assert total == Decimal("100000000000.300")


async def test_an_amount_is_refused_rather_than_rounded(database: Database):
    with pytest.raises(StatementError, match="decimal places"):
        await add(database, id="a", amount=Decimal("0.0001"))


async def test_times_are_kept_as_instants(database: Database):
    berlin = datetime(2027, 3, 28, 3, 30, 0, 123456, tzinfo=ZoneInfo("Europe/Berlin"))
    await add(database, id="a", created=berlin)
    await add(database, id="b", created=datetime(2027, 3, 28, 1, 31, tzinfo=UTC))
    async with database.read() as session:
        found = (await session.scalars(select(quotes.c.created).order_by(quotes.c.created))).all()
        before = (await session.scalars(select(quotes.c.id).where(quotes.c.created <= berlin))).all()
    assert found == [berlin, datetime(2027, 3, 28, 1, 31, tzinfo=UTC)]
    assert {one.tzinfo for one in found} == {UTC}
    assert before == ["a"]


async def test_a_naive_time_is_refused(database: Database):
    with pytest.raises(StatementError, match="zone"):
        await add(database, id="a", created=NOW.replace(tzinfo=None))


async def test_what_a_reading_session_changes_is_thrown_away(database: Database):
    async with database.read() as session:
        await session.execute(text("DELETE FROM quotes"))
        await session.execute(
            insert(quotes).values(ROW | {"id": "a", "amount": Decimal(0), "created": NOW, "expires": NOW})
        )
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(quotes)) == 0


async def test_connections_that_a_server_closed_are_replaced(cluster: Cluster):
    database = open_database(await cluster.create("closed_connections"))
    async with database.read() as one, database.read() as other:
        mine = await one.scalar(text("SELECT pg_backend_pid()"))
        theirs = await other.scalar(text("SELECT pg_backend_pid()"))
    async with database.read() as session:
        kept = await session.scalar(text("SELECT pg_backend_pid()"))
        ended = ({mine, theirs} - {kept}).pop()
        await session.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": ended})
        await session.execute(text("SELECT pg_sleep(0.2)"))
        async with database.read() as replaced:
            assert await replaced.scalar(text("SELECT pg_backend_pid()")) not in (mine, theirs)
    await database.close()
