"""``Idempotency-Key`` at the door: the first answer again, once only, and nobody else's."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from db.idempotency import Key
from gateway.house import House
from gateway.idempotency import HEADER, REPLAYED
from tests.db import samples
from tests.gateway.conftest import BOTH, Clock, Say

DATABASES = BOTH
MARTA = {"name": "Marta Kowalska"}


async def send(client: TestClient[Any, Any], key: str | None, body: Any) -> tuple[int, Any, bool]:
    headers = {} if key is None else {HEADER: key}
    async with client.post("/api/bookings", json=body, headers=headers) as response:
        return response.status, await response.json(content_type=None), REPLAYED in response.headers


@pytest.fixture
async def wish(say: Say, house: House) -> dict[str, Any]:
    """A body that gets another quote each time that it is carried out."""
    _, body = await say(text="hello")
    offers = await house.counter.offers.save(
        body["conversation"], [samples.flight()], now=house.clock(), lifetime=timedelta(days=2)
    )
    return {
        "conversation": body["conversation"],
        "offers": [one.id for one in offers],
        "travellers": [MARTA],
        "email": "marta@example.org",
    }


async def test_the_same_request_gets_the_first_answer(client: TestClient[Any, Any], wish: Any, clock: Clock) -> None:
    status, first, replayed = await send(client, "k-1", wish)
    assert (status, replayed) == (200, False)
    clock.ahead += timedelta(hours=23)
    assert await send(client, "k-1", wish) == (200, first, True)
    assert (await send(client, "k-2", wish))[1] != first
    assert (await send(client, None, wish))[1] != first
    clock.ahead += timedelta(hours=2)
    assert (await send(client, "k-1", wish))[1] != first


async def test_another_body_under_the_same_key_is_refused(client: TestClient[Any, Any], wish: Any) -> None:
    await send(client, "k-1", wish)
    status, problem, _ = await send(client, "k-1", {**wish, "email": "jan@example.org"})
    assert (status, problem["type"]) == (422, "/api/docs#idempotency-key-reused")


async def test_a_refusal_is_an_answer_too(client: TestClient[Any, Any], wish: Any) -> None:
    refused = {**wish, "travellers": [MARTA, MARTA]}
    status, problem, _ = await send(client, "k-1", refused)
    assert status == 422
    assert await send(client, "k-1", refused) == (422, problem, True)


async def test_two_at_once_are_carried_out_once(client: TestClient[Any, Any], wish: Any) -> None:
    answers = await asyncio.gather(*(send(client, "k-1", wish) for _ in range(4)))
    done = [body for status, body, _ in answers if status == 200]
    others = {body["type"] for status, body, _ in answers if status == 409}
    assert done
    assert all(body == done[0] for body in done)
    assert others <= {"/api/docs#idempotency-key-under-way"}
    assert len(done) + sum(status == 409 for status, *_ in answers) == 4


async def test_a_first_request_under_way_is_said_so(client: TestClient[Any, Any], wish: Any, house: House) -> None:
    begun: list[Key] = []
    begin = house.repeats.begin

    async def remember(key: Key, **when: Any) -> Any:
        begun.append(key)
        return await begin(key, **when)

    object.__setattr__(house.repeats, "begin", remember)
    await send(client, "k-1", wish)
    # As if the process had been killed before it answered.
    await begin(Key(begun[0].caller, begun[0].route, "k-2", begun[0].digest), now=house.clock())
    status, problem, _ = await send(client, "k-2", wish)
    assert (status, problem["type"]) == (409, "/api/docs#idempotency-key-under-way")


async def test_a_key_frees_itself_after_a_failure(
    client: TestClient[Any, Any], wish: Any, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("gateway.handlers.bookings.quote_trip", lambda *_, **__: 1 / 0)
        assert (await send(client, "k-1", wish))[0] == 500
    assert (await send(client, "k-1", wish))[0] == 200


async def test_keys_of_one_conversation_are_not_anothers(
    client: TestClient[Any, Any], wish: Any, say: Say, house: House
) -> None:
    await send(client, "k-1", wish)
    other = (await say(text="b"))[1]["conversation"]
    status, problem, replayed = await send(client, "k-1", {**wish, "conversation": other})
    assert (status, problem["type"], replayed) == (404, "/api/docs#unknown-offer", False)
    status, problem, _ = await send(client, "k-1", {**wish, "conversation": "x" * 22})
    assert (status, problem["type"]) == (404, "/api/docs#unknown-conversation")


@pytest.mark.parametrize("key", ["", "x" * 129, "ключ"])
async def test_what_is_no_key_is_refused(key: str, client: TestClient[Any, Any], wish: Any) -> None:
    status, problem, _ = await send(client, key, wish)
    assert (status, problem["errors"][0]["field"]) == (422, HEADER)
