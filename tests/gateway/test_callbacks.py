"""Answers on their way to programs: signed, in order, tried again, none lost by a kill, never somewhere else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gateway import callbacks
from gateway.callbacks import LONGEST_PAUSE, pause_after
from gateway.engine import EngineAnswer
from gateway.house import HOUSE, House
from gateway.shapes import Callback
from gateway.wiring import build
from settings import Settings
from tests.gateway.conftest import BOTH, Clock, until
from tests.gateway.fakes import FakeEngine, text
from tests.gateway.programs import SECRET, CallbackServer, Program, new_program

DATABASES = BOTH


@pytest.fixture
def overrides() -> dict[str, Any]:
    return {"server_secret": SECRET}


@pytest.fixture
async def server() -> AsyncIterator[CallbackServer]:
    opened = CallbackServer()
    await opened.start()
    yield opened
    await opened.stop()


@pytest.fixture
async def program(client: TestClient[Any, Any], house: House, server: CallbackServer) -> Program:
    return await new_program(client, house, server.url)


def said(words: str, sender: str = "a") -> dict[str, Any]:
    return {"sender": sender, "text": words, "callback": True}


async def unsent(house: House, *, dead: bool = False) -> list[Any]:
    return list(await house.outbox.unsent(now=house.clock(), dead=dead))


async def test_it_is_accepted_at_once_and_called_back_signed(
    program: Program, server: CallbackServer, engine: FakeEngine, house: House
) -> None:
    go = asyncio.Event()

    async def wait(body: dict[str, Any]) -> Any:
        await go.wait()
        return text("done")

    engine.behaviour = wait
    status, answer = await program.post(said("hello"), "msg_1")
    assert (status, answer) == (202, {"sender": "a", "message_id": "msg_1", "state": "accepted", "replies": []})
    assert server.calls == []
    go.set()
    (call,) = await until(lambda: server.calls)
    program.proven(call)
    assert call.headers["Content-Type"] == "application/json"
    assert call.said["type"] == "message.answered"
    assert {key: call.said["data"][key] for key in ("sender", "message_id")} == {"sender": "a", "message_id": "msg_1"}
    assert call.texts == ["done"]
    Callback.model_validate_json(call.body)
    assert await until(lambda: _none_unsent(house))


async def _none_unsent(house: House) -> bool:
    return await unsent(house) == []


async def test_the_registered_address_may_be_named_and_no_other(program: Program, server: CallbackServer) -> None:
    assert (await program.post({**said("hello"), "callback": server.url}))[0] == 202
    assert (await program.post({**said("hello"), "callback": f"{server.url}/elsewhere"}))[0] == 422
    assert (await program.post({**said("hello"), "callback": "http://169.254.169.254/"}))[0] == 422
    await until(lambda: server.calls)


async def test_a_replay_is_accepted_again_and_called_back_once(
    program: Program, server: CallbackServer, engine: FakeEngine
) -> None:
    for _ in range(2):
        assert (await program.post(said("hello"), "msg_1"))[0] == 202
    await until(lambda: server.calls)
    assert (await program.post(said("hello"), "msg_1"))[0] == 202
    await asyncio.gather(*(program.post(said("again"), "msg_2") for _ in range(2)))
    await until(lambda: len(server.calls) == 2)
    await asyncio.sleep(1.2)
    assert [call.said["data"]["message_id"] for call in server.calls] == ["msg_1", "msg_2"]
    assert engine.ran == ["msg_1", "msg_2"]


async def test_answers_come_in_order_however_often_one_fails(
    program: Program, server: CallbackServer, clock: Clock, house: House
) -> None:
    server.plan = [503, 429, 302, 200, 500]
    for number in range(3):
        assert (await program.post(said(str(number)), f"msg_{number}"))[0] == 202
    for attempts in range(1, 4):
        await until(lambda number=attempts: _tried(house, number))
        assert len(server.calls) == attempts
        clock.ahead += timedelta(minutes=1)
    await until(lambda: len(server.calls) == 5)
    await until(lambda: _tried(house, 1))
    clock.ahead += timedelta(minutes=1)
    await until(lambda: len(server.calls) == 7)
    assert [call.texts for call in server.calls] == [[f"echo: {n}"] for n in (0, 0, 0, 0, 1, 1, 2)]
    ids = [program.proven(call) for call in server.calls[-3:]]
    assert (ids[0], len(set(ids))) == (ids[1], 2)
    assert len({call.headers["webhook-timestamp"] for call in server.calls[:4]}) == 4


async def _tried(house: House, attempts: int) -> bool:
    """Whether the first that waits has failed so often, and nobody is trying."""
    found = await unsent(house)
    return (
        bool(found)
        and found[0].attempts == attempts
        and found[0].error is not None
        and found[0].deliver_after > house.clock()
    )


async def test_a_program_that_is_slow_holds_up_only_itself(
    program: Program,
    server: CallbackServer,
    client: TestClient[Any, Any],
    house: House,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = CallbackServer()
    await slow.start()
    slow.plan = ["late"] * 100
    monkeypatch.setattr(callbacks, "SECONDS", 5.0)
    other = await new_program(client, house, slow.url)
    for number in range(callbacks.AT_ONCE_PER_KEY + 3):
        await other.post(said("hello", f"s{number}"))
    await until(lambda: len(slow.calls) == callbacks.AT_ONCE_PER_KEY)
    await program.post(said("quick"))
    await until(lambda: server.calls, seconds=4.0)
    assert len(slow.calls) == callbacks.AT_ONCE_PER_KEY
    found = await until(lambda: _some_failed(house), seconds=10)
    assert {one.error for one in found} == {"TimeoutError"}
    await slow.stop()


async def _some_failed(house: House) -> list[Any]:
    return [one for one in await unsent(house) if one.error]


async def test_an_asked_pause_is_kept(program: Program, server: CallbackServer, house: House) -> None:
    server.plan, server.headers = [429], {"Retry-After": "1800"}
    await program.post(said("hello"))
    await until(lambda: _tried(house, 1))
    ((one,), now) = await unsent(house), house.clock()
    assert timedelta(minutes=29) < one.deliver_after - now <= timedelta(minutes=30)


async def test_nobody_listens_for_a_day(client: TestClient[Any, Any], house: House, clock: Clock) -> None:
    server = CallbackServer()
    await server.start()
    await server.stop()
    program = await new_program(client, house, server.url)
    await program.post(said("hello"))
    await until(lambda: _tried(house, 1))
    clock.ahead += timedelta(hours=24)
    (dead,) = await unsent(house, dead=True)
    assert dead.kind == "callback"
    attempts = dead.attempts
    await asyncio.sleep(1.5)
    assert (await unsent(house, dead=True))[0].attempts == attempts


async def test_late_answers_and_what_nobody_asked_for_are_called_back(
    program: Program, server: CallbackServer, engine: FakeEngine, house: House
) -> None:
    engine.behaviour = lambda body: {"state": "busy"}
    status, answer = await program.post({"sender": "a", "text": "hello"}, "msg_1")
    assert (status, answer["state"]) == (200, "waiting")
    engine.behaviour = lambda body: text("at last")
    (call,) = await until(lambda: server.calls)
    assert (call.said["data"]["message_id"], call.texts) == ("msg_1", ["at last"])
    conversation = engine.turns[0]["conversation"]
    await house.turns.arrived(conversation, "reminder-1", EngineAnswer("ok", [{"text": "Your flight is late"}]))
    await until(lambda: len(server.calls) == 2)
    assert (server.calls[1].said["type"], server.calls[1].texts) == ("message.pushed", ["Your flight is late"])
    assert server.calls[1].said["data"]["sender"] == "a"


async def test_what_was_answered_in_the_response_is_not_called_back(program: Program, server: CallbackServer) -> None:
    assert (await program.post({"sender": "a", "text": "hello"}))[1]["state"] == "answered"
    await asyncio.sleep(1.3)
    assert server.calls == []


async def test_a_revoked_key_is_called_no_more(program: Program, server: CallbackServer, house: House) -> None:
    server.plan = [500]
    await program.post(said("hello"))
    await until(lambda: _tried(house, 1))
    await house.keys.revoke(program.key, now=house.clock())
    await house.outbox.revive((await unsent(house))[0].id, now=house.clock())
    await asyncio.sleep(1.3)
    assert len(server.calls) == 1


async def test_killed_between_turn_and_delivery_it_is_delivered_by_the_next(
    settings: Settings, clock: Clock, server: CallbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(self: object) -> None:
        """The worker never comes to it."""

    with monkeypatch.context() as patch:
        patch.setattr(callbacks.Callbacks, "run", killed)
        async with TestClient(TestServer(build(settings, clock=clock))) as client:
            house = client.app[HOUSE]
            program = await new_program(client, house, server.url)
            assert (await program.post(said("hello")))[0] == 202
            (one,) = await until(lambda: unsent(house))
            # And another was under way: claimed, sent perhaps, not ticked off.
            assert (await program.post(said("second", "b")))[0] == 202
            await until(lambda: _two(house))
            claimed = await house.callback_store.claim(now=house.clock())
            assert claimed is not None
            assert claimed.id == one.id
    assert server.calls == []
    async with TestClient(TestServer(build(settings, clock=clock))) as client:
        await until(lambda: len(server.calls) == 1)
        clock.ahead += timedelta(minutes=1)
        await until(lambda: len(server.calls) == 2)
        assert sorted(call.texts[0] for call in server.calls) == ["echo: hello", "echo: second"]


async def _two(house: House) -> bool:
    return len(await unsent(house)) == 2


async def test_killed_before_the_turn_has_an_answer_it_is_called_back_all_the_same(
    settings: Settings, clock: Clock, server: CallbackServer, engine: FakeEngine
) -> None:
    engine.behaviour = lambda body: {"state": "busy"}
    async with TestClient(TestServer(build(settings, clock=clock))) as client:
        program = await new_program(client, client.app[HOUSE], server.url)
        assert (await program.post(said("hello")))[0] == 202
        await until(lambda: engine.turns)
    assert server.calls == []
    engine.behaviour = lambda body: text("after the restart")
    clock.ahead += timedelta(minutes=1)
    async with TestClient(TestServer(build(settings, clock=clock))):
        (call,) = await until(lambda: server.calls, seconds=15)
    assert call.texts == ["after the restart"]


def test_pauses_double_up_to_an_hour_and_do_not_come_in_step() -> None:
    seconds = [pause_after(attempts, 0.5).total_seconds() for attempts in (1, 2, 3, 10, 11, 500)]
    assert seconds == [5, 10, 20, 2560, 3600, 3600]
    assert (pause_after(1, 0), pause_after(1, 1)) == (timedelta(seconds=3.75), timedelta(seconds=6.25))
    assert pause_after(10**6, 1) == LONGEST_PAUSE * 1.25
