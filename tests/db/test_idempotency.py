"""Keys of repeated requests: the first answer again, one at a time, free after a minute, gone after a day."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from db.engine import Database
from db.idempotency import LEASE, LIFETIME, Kept, Key, KeyReused, SqlIdempotency, UnderWay
from db.retention import clean
from db.tables import idempotency
from tests.db.samples import NOW, count

KEY = Key("user:u_1", "POST /api/bookings", "k-1", "ab" * 32)
ANSWER = Kept(201, "application/json", '{"bookings": []}')


@pytest.fixture
def store(database: Database) -> SqlIdempotency:
    return SqlIdempotency(database)


async def test_the_first_answer_comes_again(store: SqlIdempotency):
    lease = await store.begin(KEY, now=NOW)
    await store.finish(KEY, lease, ANSWER)
    assert await store.begin(KEY, now=NOW + timedelta(hours=23)) == ANSWER


async def test_another_body_is_refused_before_and_after_the_answer(store: SqlIdempotency):
    lease = await store.begin(KEY, now=NOW)
    other = replace(KEY, digest="cd" * 32)
    with pytest.raises(KeyReused):
        await store.begin(other, now=NOW)
    await store.finish(KEY, lease, ANSWER)
    with pytest.raises(KeyReused):
        await store.begin(other, now=NOW)


async def test_callers_and_routes_have_their_own_keys(store: SqlIdempotency):
    await store.finish(KEY, await store.begin(KEY, now=NOW), ANSWER)
    for other in (replace(KEY, caller="user:u_2"), replace(KEY, route="POST /elsewhere"), replace(KEY, key="k-2")):
        assert isinstance(await store.begin(other, now=NOW), str)


async def test_one_request_at_a_time(store: SqlIdempotency):
    results = await asyncio.gather(*(store.begin(KEY, now=NOW) for _ in range(5)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in results) == ["UnderWay"] * 4 + ["str"]


async def test_a_key_frees_itself_and_its_late_first_holder_writes_nothing(store: SqlIdempotency):
    dead = await store.begin(KEY, now=NOW)
    with pytest.raises(UnderWay):
        await store.begin(KEY, now=NOW + LEASE - timedelta(seconds=1))
    alive = await store.begin(KEY, now=NOW + LEASE)
    assert alive != dead
    await store.finish(KEY, dead, replace(ANSWER, status=500))
    await store.release(KEY, dead)
    await store.finish(KEY, alive, ANSWER)
    assert await store.begin(KEY, now=NOW + LEASE) == ANSWER


async def test_a_released_key_is_new_even_for_another_body(store: SqlIdempotency):
    await store.release(KEY, await store.begin(KEY, now=NOW))
    assert isinstance(await store.begin(replace(KEY, digest="cd" * 32), now=NOW), str)


async def test_after_a_day_nothing_is_left(store: SqlIdempotency, database: Database):
    await store.finish(KEY, await store.begin(KEY, now=NOW), ANSWER)
    other = replace(KEY, key="k-2")
    await store.begin(other, now=NOW + LIFETIME)
    assert await count(database, idempotency) == 1
    assert isinstance(await store.begin(KEY, now=NOW + LIFETIME), str)


async def test_the_worker_cleans_what_nobody_asks_for_again(store: SqlIdempotency, database: Database):
    await store.finish(KEY, await store.begin(KEY, now=NOW), ANSWER)
    forever = {"guest_days": 1000, "passenger_days": 1000}
    assert (await clean(database, now=NOW + LIFETIME - timedelta(seconds=1), **forever))["idempotency"] == 0
    assert (await clean(database, now=NOW + LIFETIME, **forever))["idempotency"] == 1
