"""Two gateways on one database and one Redis: one limit for both, and an answer for sockets on either."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from aiohttp import WSMsgType
from aiohttp.test_utils import TestClient, TestServer
from redis.asyncio import Redis

from gateway.buckets import RedisBuckets
from gateway.shared import open_shared
from gateway.wiring import build
from settings import Settings
from tests.fixtures.redis import WITHOUT, RedisMissing, RedisServer
from tests.gateway.conftest import until
from tests.gateway.people import call, sign_in

DATABASES = ("postgresql",)
Client = TestClient[Any, Any]


@pytest.fixture(scope="module")
def server() -> Iterator[RedisServer]:
    try:
        with RedisServer() as running:
            yield running
    except RedisMissing as missing:
        if os.environ.get(WITHOUT) == "1":
            pytest.skip(f"{WITHOUT}=1: {missing}")
        pytest.fail(str(missing))


@pytest.fixture
def redis(server: RedisServer) -> RedisServer:
    """Running and empty, whatever the test before has done."""
    server.start()
    server.flush()
    return server


@pytest.fixture
def limit() -> int:
    """RATE_LIMIT_PER_MINUTE of both gateways."""
    return 0


@pytest.fixture
async def pair(settings: Settings, redis: RedisServer, limit: int) -> AsyncIterator[tuple[Client, Client]]:
    shared = settings.model_copy(update={"rate_limit_per_minute": limit})
    shared = Settings(_env_file=None, **{**_given(shared), "redis_url": redis.url})  # type: ignore[call-arg]
    async with TestClient(TestServer(build(shared))) as one, TestClient(TestServer(build(shared))) as other:
        yield one, other


def _given(settings: Settings) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in type(settings).model_fields}


async def say(client: Client, **body: Any) -> tuple[int, Any]:
    async with client.post("/api/chat", json=body) as response:
        return response.status, await response.json()


async def everybody_listens(redis: RedisServer, number: int = 2) -> None:
    async with Redis.from_url(redis.url) as client:

        async def listening() -> bool:
            return dict(await client.pubsub_numsub("tripwright:frames")).get(b"tripwright:frames") == number

        await until(listening)


async def test_an_answer_reaches_sockets_of_both(pair: tuple[Client, Client], redis: RedisServer) -> None:
    one, other = pair
    await everybody_listens(redis)
    _, body = await say(one, text="hello")
    path = f"/api/chat/{body['conversation']}/socket"
    async with one.ws_connect(path) as here, other.ws_connect(path) as there:
        for number in range(5):
            await say(one, conversation=body["conversation"], text=f"n{number}", message_id=f"m-{number}")
        for end in (here, there):
            frames = [await end.receive_json(timeout=5) for _ in range(15)]
            assert [frame["type"] for frame in frames] == ["typing", "reply", "done"] * 5
            assert [frame["reply"]["text"] for frame in frames if "reply" in frame] == [f"echo: n{n}" for n in range(5)]
        with pytest.raises(asyncio.TimeoutError):
            await there.receive_json(timeout=0.3)


@pytest.mark.usefixtures("known_codes")
async def test_signing_out_and_changes_reach_sockets_of_both(pair: tuple[Client, Client], redis: RedisServer) -> None:
    one, other = pair
    await everybody_listens(redis)
    person = await sign_in(one, "marta@example.org")
    _, body, _ = await call(one, "POST", "/api/chat", json={"text": "hello"}, headers=person.bearer)
    path = f"/api/chat/{body['conversation']}/socket"
    async with other.ws_connect(path, headers=person.bearer) as there:
        await call(one, "PATCH", "/api/users/me", json={"name": "Marta"}, headers=person.bearer)
        assert await there.receive_json(timeout=5) == {"type": "changed", "what": "profile"}
        await call(one, "DELETE", "/api/sessions", headers=person.bearer)
        assert await there.receive_json(timeout=5) == {"type": "session", "state": "signed_out"}
        assert (await there.receive(timeout=5)).type is WSMsgType.CLOSE


@pytest.mark.usefixtures("known_codes")
async def test_a_conversation_taken_over_at_one_is_lost_at_the_other(
    pair: tuple[Client, Client], redis: RedisServer
) -> None:
    one, other = pair
    await everybody_listens(redis)
    conversation = (await say(one, text="hello"))[1]["conversation"]
    async with other.ws_connect(f"/api/chat/{conversation}/socket") as stranger:
        await sign_in(one, "marta@example.org", conversation=conversation)
        assert (await stranger.receive(timeout=5)).type is WSMsgType.CLOSE
    assert (await say(other, conversation=conversation, text="hello?"))[0] == 404


@pytest.mark.parametrize("limit", [3])
async def test_a_limit_counts_for_both_together(pair: tuple[Client, Client], limit: int) -> None:
    conversation = (await say(pair[0], text="hello"))[1]["conversation"]
    statuses = [(await say(pair[n % 2], conversation=conversation, text="x"))[0] for n in range(4)]
    assert statuses == [200, 200, 429, 429]


@pytest.mark.parametrize("limit", [3])
async def test_without_redis_both_go_on_alone_and_say_so(
    pair: tuple[Client, Client], redis: RedisServer, limit: int
) -> None:
    await everybody_listens(redis)
    redis.stop()
    conversation = (await say(pair[0], text="hello"))[1]["conversation"]
    async with pair[0].ws_connect(f"/api/chat/{conversation}/socket") as here:
        assert (await say(pair[0], conversation=conversation, text="x"))[0] == 200
        assert [(await here.receive_json(timeout=5))["type"] for _ in range(3)] == ["typing", "reply", "done"]
    for client in pair:
        async with client.get("/readyz") as response:
            assert (response.status, (await response.json())["parts"]["redis"]) == (503, "does not answer")
    redis.start()
    await everybody_listens(redis)
    async with pair[0].get("/readyz") as response:
        assert (await response.json())["parts"]["redis"] == "ready"


async def test_buckets_fill_by_the_clock_of_redis(redis: RedisServer) -> None:
    async with Redis.from_url(redis.url) as client:
        one, other = (RedisBuckets(client, "test", 600, 3) for _ in range(2))
        assert [await one.take("a"), await other.take("a"), await one.take("a")] == [0.0, 0.0, 0.0]
        wait = await other.take("a")
        assert 0.0 < wait <= 0.1
        assert await other.take("b") == 0.0
        await asyncio.sleep(wait)
        assert await one.take("a") == 0.0
        keys = await client.keys("*")
        assert len(keys) == 2
        assert all(key.startswith(b"tripwright:bucket:test:") and len(key) > 50 for key in keys)
        assert all([0 < await client.pttl(key) < 5000 for key in keys])


async def test_a_redis_that_hangs_is_not_waited_for_again_and_again(redis: RedisServer, settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"redis://127.0.0.1:{silent.getsockname()[1]}"
        alone = Settings(_env_file=None, **{**_given(settings), "redis_url": url})  # type: ignore[call-arg]
        async with open_shared(alone) as shared:
            buckets = shared.buckets("test", 60, 2)
            began = time.monotonic()
            assert [await buckets.take("a") == 0.0 for _ in range(3)] == [True, True, False]
            assert time.monotonic() - began < 2.5, "one that is waited for each time takes three seconds"


async def test_it_stays_subscribed_while_nothing_is_said(pair: tuple[Client, Client], redis: RedisServer) -> None:
    """Longer than a command may take."""
    one, other = pair
    await everybody_listens(redis)
    _, body = await say(one, text="hello")
    async with other.ws_connect(f"/api/chat/{body['conversation']}/socket") as there:
        await asyncio.sleep(1.2)
        await say(one, conversation=body["conversation"], text="again")
        assert (await there.receive_json(timeout=5))["type"] == "typing"
