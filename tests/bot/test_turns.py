"""Each message once, whoever asks; late answers are pushed; nothing waits for ever."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web

from bot.push import GatewayPush
from bot.turns import Answer, Turns, answer

OK: Answer = {"state": "ok", "replies": [{"text": "Hello."}]}


class Job:
    """A turn that ends when it is told to, and counts how often it ran."""

    def __init__(self, result: Answer = OK) -> None:
        self.result = result
        self.runs = 0
        self.go = asyncio.Event()

    async def __call__(self) -> Answer:
        self.runs += 1
        await self.go.wait()
        return self.result


class Pushed:
    def __init__(self) -> None:
        self.sent: list[tuple[str, str, Answer]] = []

    async def __call__(self, conversation: str, message_id: str, result: Answer) -> None:
        self.sent.append((conversation, message_id, result))


async def test_after_the_deadline_running_then_a_push_then_the_retry() -> None:
    pushed, job = Pushed(), Job()
    turns = Turns(pushed, answer_seconds=0.02)
    assert await turns.take("c", "1", job) == answer("running")
    job.go.set()
    await asyncio.sleep(0.01)
    assert pushed.sent == [("c", "1", OK)]
    assert await turns.take("c", "1", job) == OK
    assert job.runs == 1


async def test_an_answer_that_somebody_takes_is_not_pushed() -> None:
    pushed, job = Pushed(), Job()
    turns = Turns(pushed)
    waiting = asyncio.create_task(turns.take("c", "1", job))
    await asyncio.sleep(0)
    job.go.set()
    assert await waiting == OK
    await asyncio.sleep(0.01)
    assert pushed.sent == []


async def test_a_caller_that_hangs_up_leaves_the_turn_running_and_gets_it_pushed() -> None:
    pushed, job = Pushed(), Job()
    turns = Turns(pushed)
    caller = asyncio.create_task(turns.take("c", "1", job))
    await asyncio.sleep(0.01)
    caller.cancel()
    job.go.set()
    await asyncio.sleep(0.01)
    assert pushed.sent == [("c", "1", OK)]


async def test_an_error_is_not_remembered() -> None:
    turns, job = Turns(), Job(answer("error", reason="action"))
    job.go.set()
    assert (await turns.take("c", "1", job))["state"] == "error"
    job.result = OK
    assert await turns.take("c", "1", job) == OK
    assert job.runs == 2


async def test_one_conversation_cannot_queue_without_end() -> None:
    turns, job = Turns(queued=2), Job()
    waiting = [asyncio.create_task(turns.take("c", str(number), job)) for number in range(3)]
    other = asyncio.create_task(turns.take("d", "1", job))
    await asyncio.sleep(0.01)
    job.go.set()
    states = [result["state"] for result in await asyncio.gather(*waiting, other)]
    assert states == ["ok", "ok", "busy", "ok"]
    assert (await turns.take("c", "2", job))["state"] == "ok"


async def test_a_turn_that_hangs_ends_as_an_error() -> None:
    turns, job = Turns(turn_seconds=0.02), Job()
    assert await turns.take("c", "1", job) == answer("error", reason="timeout")


async def test_only_the_latest_answers_are_remembered() -> None:
    turns, job = Turns(remembered=2), Job()
    job.go.set()
    for number in range(4):
        await turns.take("c", str(number), job)
    await turns.take("c", "3", job)
    assert job.runs == 4
    await turns.take("c", "0", job)
    assert job.runs == 5


async def test_forget_drops_one_conversation() -> None:
    turns, job = Turns(), Job()
    job.go.set()
    await turns.take("c", "1", job)
    await turns.take("d", "1", job)
    turns.forget("c")
    await turns.take("c", "1", job)
    await turns.take("d", "1", job)
    assert job.runs == 3


async def test_an_answer_under_way_while_its_conversation_is_forgotten_is_given_and_not_remembered() -> None:
    turns, job = Turns(), Job()
    asked = asyncio.create_task(turns.take("c", "1", job))
    await asyncio.sleep(0)
    turns.forget("c")
    job.go.set()
    assert await asked == OK
    await turns.take("c", "1", job)
    assert job.runs == 2


async def test_draining_takes_nothing_new_and_cuts_off_what_is_late() -> None:
    turns, quick, late = Turns(), Job(), Job()
    first, second = (asyncio.create_task(turns.take("c", name, job)) for name, job in (("1", quick), ("2", late)))
    await asyncio.sleep(0)
    quick.go.set()
    await turns.drain(0.05)
    assert await first == OK
    assert await second == answer("error", reason="stopped")
    assert await turns.take("c", "3", quick) == answer("busy")


@pytest.fixture
async def gateway() -> Any:
    """Answers 503 once, then 204; records what it gets."""
    got: list[tuple[str | None, Any]] = []

    async def handle(request: web.Request) -> web.Response:
        got.append((request.headers.get("Authorization"), await request.json()))
        return web.Response(status=503 if len(got) == 1 else 204)

    app = web.Application()
    app.router.add_post("/push", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/push", got
    await runner.cleanup()


async def test_push_tries_again_and_carries_the_token(gateway: Any) -> None:
    url, got = gateway
    await GatewayPush(url, "secret", pauses=(0, 0, 0))("c", "1", OK)
    sent = {"conversation": "c", "message_id": "1", "state": "ok", "replies": [{"text": "Hello."}]}
    assert got == [("Bearer secret", sent)] * 2


async def test_push_to_nobody_ends() -> None:
    await asyncio.wait_for(GatewayPush("http://127.0.0.1:9/", "secret", pauses=(0, 0))("c", "1", OK), 5)


async def test_a_refused_push_is_said(gateway: Any, caplog: pytest.LogCaptureFixture) -> None:
    url, got = gateway
    await GatewayPush(url + "/wrong", "secret", pauses=(0,))("c", "1", OK)
    assert got == []
    assert "was answered with 404" in caplog.text
    assert "could not be handed to the gateway" in caplog.text
