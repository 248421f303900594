"""Token buckets: burst, refill, bounds, and what they mean to callers."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from gateway.buckets import MemoryBuckets
from gateway.limits import BURST, Limits, is_loopback, network_of
from gateway.problems import Problem
from tests.gateway.conftest import Say


class Time:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def limits_of(setting: int | None) -> Limits:
    time = Time()
    return Limits(setting, lambda _name, per_minute, burst: MemoryBuckets(per_minute, burst, time))


async def test_a_bucket_gives_its_burst_and_then_its_rate() -> None:
    time = Time()
    buckets = MemoryBuckets(60, 20, time)
    assert [await buckets.take("a") for _ in range(20)] == [0.0] * 20
    assert await buckets.take("a") == pytest.approx(1.0)
    assert await buckets.take("b") == 0.0
    time.now += 1.0
    assert await buckets.take("a") == 0.0
    assert await buckets.take("a") > 0.9
    time.now += 3600
    assert sum([await buckets.take("a") == 0.0 for _ in range(30)]) == 20


async def test_waiting_as_long_as_told_is_enough() -> None:
    time = Time()
    buckets = MemoryBuckets(7, 3, time)
    for _ in range(200):
        while (wait := await buckets.take("a")) == 0.0:
            pass
        time.now += wait
        assert await buckets.take("a") == 0.0


async def test_buckets_are_bounded() -> None:
    buckets = MemoryBuckets(60, 20, Time(), remembered=100)
    for number in range(1000):
        await buckets.take(str(number))
    assert len(buckets) == 100


@pytest.mark.parametrize(
    ("setting", "conversation", "address"), [(None, 20, 20), (5, 5, 10), (1, 1, 2), (1000, 20, 20)]
)
async def test_the_setting_counts_for_a_conversation_and_twice_for_an_address(
    setting: int | None, conversation: int, address: int
) -> None:
    limits = limits_of(setting)
    assert await _passed(lambda: limits.conversation("c")) == conversation
    assert await _passed(lambda: limits.address("203.0.113.9")) == address


async def _passed(call: Any) -> int:
    for number in itertools.count():
        try:
            await call()
        except Problem as caught:
            problem = caught
            break
        assert number < 100_000
    assert problem.kind.status == 429
    assert int(problem.headers["Retry-After"]) >= 1
    return number


async def test_zero_is_no_limit() -> None:
    limits = limits_of(0)
    for _ in range(10_000):
        await limits.conversation("c")
        await limits.address("a")
        await limits.reader("a")


async def test_readers_on_this_machine_are_not_limited_and_others_generously() -> None:
    limits = limits_of(None)
    for _ in range(5000):
        await limits.reader("127.0.0.1")
        await limits.reader("::1")
    assert await _passed(lambda: limits.reader("203.0.113.9")) == 10 * BURST


@pytest.mark.parametrize(
    ("remote", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        (None, "unknown"),
        ("", "unknown"),
        ("/run/socket", "unknown"),
    ],
)
def test_an_address_is_its_network(remote: str | None, network: str) -> None:
    assert network_of(remote) == network


def test_loopback_in_all_its_forms() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1")))
    assert not any(map(is_loopback, ("203.0.113.9", None, "", "::2", "localhost")))


@pytest.mark.parametrize("overrides", [{"rate_limit_per_minute": None}])
async def test_a_burst_beyond_the_limit_is_told_when_to_come_back(
    client: TestClient[Any, Any], say: Say, overrides: dict[str, Any]
) -> None:
    statuses: list[int] = []
    # One comes back every second: a slow machine gets a few more before it is refused.
    while 429 not in statuses and len(statuses) < 5 * BURST:
        number = len(statuses)
        async with client.post(
            "/api/chat", json={"text": f"n{number}"}, headers={"X-Forwarded-For": f"198.51.100.{number}"}
        ) as response:
            statuses.append(response.status)
            if response.status == 429:
                assert int(response.headers["Retry-After"]) >= 1
                assert (await response.json())["type"] == "/api/docs#too-many-requests"
    assert statuses[:BURST] == [200] * BURST
    assert statuses[-1] == 429


@pytest.mark.parametrize("overrides", [{"rate_limit_per_minute": 3}])
async def test_a_conversation_has_its_own_limit(client: TestClient[Any, Any], say: Say, overrides: Any) -> None:
    _, body = await say(text="hello")
    statuses = [(await say(conversation=body["conversation"], text="x"))[0] for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert (await say(text="another conversation"))[0] == 200


@pytest.mark.parametrize("overrides", [{"rate_limit_per_minute": None}])
async def test_an_evaluation_on_this_machine_runs_through(client: TestClient[Any, Any], overrides: Any) -> None:
    for number in range(250):
        async with client.post("/api/understand", json={"text": f"flights {number}"}) as response:
            assert response.status == 200


@pytest.mark.parametrize("overrides", [{"rate_limit_per_minute": 2}])
async def test_the_socket_is_limited_by_frames(client: TestClient[Any, Any], say: Say, overrides: Any) -> None:
    _, body = await say(text="hello")
    async with client.ws_connect(f"/api/chat/{body['conversation']}/socket") as socket:
        for number in range(4):
            await socket.send_json({"message_id": f"m-{number}", "text": "x"})
        errors = []
        while len(errors) < 3:
            frame = await socket.receive_json()
            if frame["type"] == "error":
                errors.append(frame)
    assert {error["problem"]["status"] for error in errors} == {429}
    assert all(error["retry_after"] >= 1 for error in errors)
