"""The outbox: due, leased, tried again, dead."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Database, open_database
from db.outbox import SqlOutbox, post
from db.tables import outbox
from tests.db.samples import EMAIL, NOW, count

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def box(database: Database) -> SqlOutbox:
    return SqlOutbox(database)


async def post_some(database: Database, number: int = 1) -> None:
    async with database.write() as session:
        for n in range(number):
            await post(session, "one_time_code", EMAIL, {"code": f"{n:06d}"}, now=NOW)


async def test_a_message_is_claimed_until_its_lease_is_over(box: SqlOutbox, database: Database):
    await post_some(database)
    assert await box.claim(now=NOW - MINUTE) == []
    (first,) = await box.claim(now=NOW, lease=MINUTE)
    assert (first.kind, first.recipient, first.payload, first.attempts) == (
        "one_time_code",
        EMAIL,
        {"code": "000000"},
        1,
    )
    assert await box.claim(now=NOW + MINUTE / 2) == []
    (again,) = await box.claim(now=NOW + MINUTE)
    assert (again.id, again.attempts) == (first.id, 2)


async def test_what_is_done_is_forgotten(box: SqlOutbox, database: Database):
    await post_some(database)
    (message,) = await box.claim(now=NOW)
    await box.done(message.id)
    await box.retry(message.id, now=NOW, error="too late")
    assert await box.claim(now=NOW + DAY / 2) == []
    async with database.read() as session:
        row = (await session.execute(select(outbox))).one()
    assert (row.done, row.payload, row.error) == (True, {}, None)


async def test_pauses_double_up_to_an_hour(box: SqlOutbox, database: Database):
    await post_some(database)
    now, pauses = NOW, []
    for _ in range(9):
        (message,) = await box.claim(now=now)
        await box.retry(message.id, now=now, error="x" * 1000)
        async with database.read() as session:
            due, error = (await session.execute(select(outbox.c.deliver_after, outbox.c.error))).one()
        assert len(error) == 500
        pauses.append((due - now).total_seconds())
        assert await box.claim(now=due - timedelta(seconds=1)) == []
        now = due
    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


async def test_a_message_dies_after_a_day(box: SqlOutbox, database: Database):
    await post_some(database)
    assert len(await box.claim(now=NOW + DAY - MINUTE)) == 1
    assert await box.claim(now=NOW + DAY) == []
    assert await box.sizes(now=NOW) == {"waiting": 1, "dead": 0}
    assert await box.sizes(now=NOW + DAY) == {"waiting": 0, "dead": 1}


async def test_the_longest_waiting_come_first(box: SqlOutbox, database: Database):
    await post_some(database, 5)
    codes = [one.payload["code"] for _ in range(3) for one in await box.claim(now=NOW, limit=2)]
    assert codes == ["000000", "000001", "000002", "000003", "000004"]


async def test_two_workers_never_get_the_same(database: Database, url: str):
    await post_some(database, 60)
    other = open_database(url)
    boxes = [SqlOutbox(database), SqlOutbox(other)]
    claims = await asyncio.gather(*(boxes[n % 2].claim(now=NOW, limit=7) for n in range(16)))
    got = [one.id for claim in claims for one in claim]
    got += [one.id for one in await boxes[0].claim(now=NOW, limit=60)]
    assert len(got) == len(set(got)) == 60
    await other.close()


async def test_a_message_of_a_failed_transaction_was_never_written(database: Database):
    async def post_and_fail() -> None:
        async with database.write() as session:
            await post(session, "one_time_code", EMAIL, {}, now=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await post_and_fail()
    assert await count(database, outbox) == 0
