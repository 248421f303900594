"""One at a time, in order, without waiting longer than needed, and nothing left behind."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.lock_store import InProcessLockStore


async def test_order_of_arrival_and_no_overlap() -> None:
    store, log, inside = InProcessLockStore(), [], []

    async def turn(number: int) -> None:
        async with store.lock("a"):
            inside.append(number)
            assert len(inside) == 1
            await asyncio.sleep(0.001)
            inside.remove(number)
            log.append(number)

    began = time.monotonic()
    await asyncio.gather(*(turn(number) for number in range(20)))
    assert log == list(range(20))
    assert time.monotonic() - began < 0.5


async def test_conversations_do_not_wait_for_each_other() -> None:
    store = InProcessLockStore()
    async with store.lock("a"), store.lock("b"):
        assert len(store) == 2


async def test_a_cancelled_waiter_does_not_block_the_next() -> None:
    store = InProcessLockStore()

    async def turn() -> str:
        async with store.lock("a"):
            return "done"

    async with store.lock("a"):
        cancelled, patient = asyncio.create_task(turn()), asyncio.create_task(turn())
        await asyncio.sleep(0)
        cancelled.cancel()
    assert await asyncio.wait_for(patient, 1) == "done"
    assert len(store) == 0


async def test_an_error_inside_releases_the_conversation() -> None:
    store = InProcessLockStore()
    with pytest.raises(RuntimeError):
        async with store.lock("a"):
            raise RuntimeError
    assert len(store) == 0
