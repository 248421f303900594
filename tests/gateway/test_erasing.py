"""Being forgotten by the engine and the database, whatever stops in between."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from db.people import SqlErasures
from db.talk import SqlConversationStore
from gateway.erasing import erase_due
from gateway.house import House
from tests.db import samples, traces
from tests.gateway.conftest import BOTH, Clock
from tests.gateway.fakes import FakeEngine

DATABASES = BOTH
LEASE = timedelta(minutes=2)


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests take the steps themselves."""

    async def nothing(_house: House) -> int:
        return 0

    monkeypatch.setattr("gateway.worker.erase_due", nothing)


async def ask(house: House, clock: Clock) -> str:
    """An account with traces everywhere that wants to be forgotten; what it was."""
    left = await traces.leave_traces(house.database)
    clock.ahead += samples.NOW + timedelta(seconds=1) - clock()
    await house.erasures.ask(now=house.clock(), user=left.user)
    return left.user


async def gone(house: House, user: str) -> bool:
    """Whether nothing is left in the database."""
    return not await traces.found_in(house.database, *traces.TRACES, user)


async def test_the_engine_forgets_before_and_after_the_database(house: House, engine: FakeEngine, clock: Clock) -> None:
    user = await ask(house, clock)
    rows: list[bool] = []

    async def forgets(body: dict[str, Any]) -> dict[str, Any]:
        rows.append(await SqlConversationStore(house.database).find(body["conversation"]) is not None)
        return {"state": "ok", "found": True}

    engine.forgets = forgets
    assert await erase_due(house) == 1
    assert sorted(engine.forgotten) == sorted(2 * [traces.HERE, traces.ALSO_HERE])
    assert rows == [True, True, False, False]
    assert await gone(house, user)
    assert await erase_due(house) == 0


@pytest.mark.parametrize("way", ["away", "refusing"])
async def test_without_the_engine_it_stays_due(house: House, engine: FakeEngine, clock: Clock, way: str) -> None:
    user = await ask(house, clock)
    if way == "away":
        await engine.stop()
    engine.forgets = lambda body: web.json_response({"error": "no"}, status=500)
    assert await erase_due(house) == 0
    assert not await gone(house, user)
    if way == "away":
        await engine.start()
    engine.forgets = lambda body: {"state": "ok", "found": True}
    assert await erase_due(house) == 0
    clock.ahead += LEASE
    assert await erase_due(house) == 1
    assert await gone(house, user)


@pytest.mark.parametrize("step", ["carry_out", "finish"])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_killed_in_between_another_gateway_ends_it(
    house: House, engine: FakeEngine, clock: Clock, monkeypatch: pytest.MonkeyPatch, step: str, when: str
) -> None:
    user = await ask(house, clock)
    real = getattr(SqlErasures, step)

    async def killed(*arguments: Any, **named: Any) -> None:
        if when == "after":
            await real(*arguments, **named)
        raise asyncio.CancelledError

    monkeypatch.setattr(SqlErasures, step, killed)
    with pytest.raises(asyncio.CancelledError):
        await erase_due(house)
    monkeypatch.setattr(SqlErasures, step, real)
    engine.forgotten.clear()
    clock.ahead += LEASE
    ended = step == "finish" and when == "after"
    assert await erase_due(house) == (0 if ended else 1)
    if not ended:
        assert set(engine.forgotten) == {traces.HERE, traces.ALSO_HERE}
    assert await gone(house, user)


async def test_one_that_fails_does_not_hold_up_the_others(house: House, engine: FakeEngine, clock: Clock) -> None:
    for conversation in ("c", "d"):
        await house.store.open(conversation, "web", "en-GB", "UTC", house.clock())
        await house.erasures.ask(now=house.clock(), conversation=conversation)

    def forgets(body: dict[str, Any]) -> Any:
        return web.json_response({}, status=500) if body["conversation"] == "c" else {"state": "ok"}

    engine.forgets = forgets
    assert await erase_due(house) == 1
    assert [await house.store.find(one) is None for one in ("c", "d")] == [False, True]
