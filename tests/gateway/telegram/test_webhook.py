"""The webhook: only Telegram's own calls are taken, and what was taken is kept before it is acknowledged."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from tests.fakes.telegram import TOKEN, FakeTelegram, Person
from tests.gateway.conftest import until
from tests.gateway.fakes import FakeEngine

SECRET = "a-secret-of-the-tests"
PATH = "/channels/telegram"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def overrides(api: FakeTelegram) -> dict[str, Any]:
    return {
        "telegram_token": TOKEN,
        "telegram_api_url": api.url,
        "telegram_webhook_secret": SECRET,
        "public_url": "https://trips.example",
    }


@pytest.fixture
async def told(client: TestClient[Any, Any], api: FakeTelegram) -> TestClient[Any, Any]:
    await until(lambda: api.webhook)
    return client


def update_of(person: Person, text: str, update_id: int = 7) -> dict[str, Any]:
    return {"update_id": update_id, "message": person.message(text=text)}


async def test_telegram_is_told_where_to_call(told: TestClient[Any, Any], api: FakeTelegram) -> None:
    assert api.webhook is not None
    assert api.webhook.url == "https://trips.example/channels/telegram"
    assert (api.webhook.secret, api.webhook.allowed) == (SECRET, ["message", "callback_query"])
    assert not api.made("getUpdates")


async def test_updates_are_answered_once_however_often_they_come(
    told: TestClient[Any, Any], api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    update = update_of(ines, "hello")

    async def post() -> int:
        async with told.post(PATH, json=update, headers={HEADER: SECRET}) as response:
            return response.status

    assert await asyncio.gather(*(post() for _ in range(5))) == [200] * 5
    await until(lambda: api.chats.of(ines.id))
    await asyncio.sleep(0.3)
    assert api.chats.texts(ines.id) == ["echo: hello"]
    assert len(engine.ran) == 1


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: SECRET[:-1]}, {HEADER: f"{SECRET}x"}, {HEADER: "é"}])
async def test_without_the_secret_there_is_nothing(
    told: TestClient[Any, Any], ines: Person, engine: FakeEngine, headers: dict[str, str]
) -> None:
    async with told.post(PATH, json=update_of(ines, "hello"), headers=headers) as response:
        assert response.status == 404
    assert engine.turns == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"update_id": "x"}', b"[" * 5000])
async def test_what_is_no_update_is_refused(told: TestClient[Any, Any], body: bytes) -> None:
    async with told.post(PATH, data=body, headers={HEADER: SECRET}) as response:
        assert response.status == 400


async def test_an_update_that_cannot_be_read_does_not_come_again(
    told: TestClient[Any, Any], engine: FakeEngine
) -> None:
    broken = {"update_id": 8, "message": {"message_id": "x"}}
    async with told.post(PATH, json=broken, headers={HEADER: SECRET}) as response:
        assert response.status == 200
    assert engine.turns == []


async def test_it_is_not_described(told: TestClient[Any, Any]) -> None:
    async with told.get("/api/openapi.json") as response:
        assert PATH not in (await response.json())["paths"]
