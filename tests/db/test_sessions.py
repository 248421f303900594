"""Sessions and grants."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Database
from db.people import SqlSessions
from db.tables import grants, sessions
from tests.db.accounts import JAN_AT, sign_in
from tests.db.samples import NOW
from travel.errors import NoSuchUser

DAY = timedelta(days=1)


@pytest.fixture
def store(database: Database) -> SqlSessions:
    return SqlSessions(database)


async def test_a_session_is_known_by_its_token_alone(store: SqlSessions, database: Database):
    user = await sign_in(database)
    token = await store.open(user, now=NOW, kind="token")
    assert re.fullmatch(r"s_[\w-]{43}", token)
    assert await store.find(token, now=NOW) == user
    for other in ("", "s_", token + "x", token.lower(), "\ud800"):
        assert await store.find(other, now=NOW) is None
    async with database.read() as session:
        row = (await session.execute(select(sessions))).one()
    assert token not in row
    assert row.kind == "token"


async def test_a_session_used_lasts_on_an_unused_one_ends(store: SqlSessions, database: Database):
    user = await sign_in(database)
    used, unused = [await store.open(user, now=NOW) for _ in range(2)]
    for days in range(0, 100, 29):
        assert await store.find(used, now=NOW + days * DAY) == user
    assert await store.find(unused, now=NOW + 30 * DAY - timedelta(seconds=1)) == user
    other = await store.open(user, now=NOW)
    assert await store.find(other, now=NOW + 30 * DAY) is None


async def test_a_session_is_renewed_once_a_day_at_most(store: SqlSessions, database: Database):
    token = await store.open(await sign_in(database), now=NOW)

    async def expires() -> object:
        async with database.read() as session:
            return await session.scalar(select(sessions.c.expires))

    await store.find(token, now=NOW + DAY)
    assert await expires() == NOW + 30 * DAY
    await store.find(token, now=NOW + DAY + timedelta(seconds=1))
    assert await expires() == NOW + 31 * DAY + timedelta(seconds=1)


async def test_a_session_is_closed_or_all_of_an_account(store: SqlSessions, database: Database):
    marta, jan = await sign_in(database), await sign_in(database, JAN_AT)
    first, second = [await store.open(marta, now=NOW) for _ in range(2)]
    third, grant = await store.open(jan, now=NOW), await store.grant(marta, "c", now=NOW)
    for _ in range(2):
        await store.close(first)
    assert [await store.find(one, now=NOW) for one in (first, second, third)] == [None, marta, jan]
    await store.close_all(marta)
    assert [await store.find(one, now=NOW) for one in (second, third)] == [None, jan]
    assert await store.redeem(grant, now=NOW) is None


async def test_a_grant_is_good_once_for_two_minutes(store: SqlSessions, database: Database):
    user = await sign_in(database)
    first, second = [await store.grant(user, "c", now=NOW) for _ in range(2)]
    assert re.fullmatch(r"g_[\w-]{43}", first)
    assert await store.redeem(first, now=NOW) == user
    assert await store.redeem(first, now=NOW) is None
    assert await store.redeem(second, now=NOW + timedelta(minutes=2)) is None
    assert await store.redeem("g_unknown", now=NOW) is None
    async with database.read() as session:
        assert first not in set((await session.scalars(select(grants.c.digest))).all())


async def test_a_grant_redeemed_many_times_at_once(store: SqlSessions, database: Database):
    user = await sign_in(database)
    grant = await store.grant(user, "c", now=NOW)
    done = await asyncio.gather(*(store.redeem(grant, now=NOW) for _ in range(10)))
    assert sorted(done, key=str) == [None] * 9 + [user]


async def test_nobody_has_no_session(store: SqlSessions):
    with pytest.raises(NoSuchUser):
        await store.open("u_nobody", now=NOW)
    with pytest.raises(NoSuchUser):
        await store.grant("u_nobody", "c", now=NOW)
