"""The action server as the engine meets it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from actions import server
from actions.desk import Desk
from actions.house import BUILT
from settings import Settings
from tests.fakes.samples import NOW
from travel.errors import TravelError

BEARER = {"Authorization": f"Bearer {'a' * 16}"}


def call(action: str, **message: Any) -> dict[str, Any]:
    said = {"text": "hello", "intent": {"name": "greet", "confidence": 0.9}, "entities": [], **message}
    said["metadata"] = {"now": NOW.isoformat(), "request_id": "r_1"}
    tracker = {"sender_id": "c", "slots": {}, "latest_message": said, "events": [], "paused": False}
    return {"next_action": action, "sender_id": "c", "tracker": tracker, "domain": {}}


@pytest.fixture
async def client(
    desk: Desk, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[TestClient[Any, Any]]:
    @asynccontextmanager
    async def opened(given: Settings) -> AsyncIterator[Desk]:
        yield desk

    monkeypatch.setattr(server, "open_desk", opened)
    async with TestClient(TestServer(server.build(settings))) as running:
        yield running


async def test_every_capability_has_its_action(desk: Desk):
    assert set(server.executor(desk).actions) == {f"action_{kind.name}" for kind in BUILT}


async def test_it_is_well_without_a_token(client: TestClient[Any, Any]):
    async with client.get("/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"ready": True})


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "a" * 16}])
async def test_nobody_else_may_call(client: TestClient[Any, Any], headers: dict[str, str]):
    async with client.post("/webhook", json=call("action_greet"), headers=headers) as answer:
        assert answer.status == 401


async def test_an_action_answers_with_one_custom_message_and_slots(client: TestClient[Any, Any]):
    async with client.post("/webhook", json=call("action_greet"), headers=BEARER) as answer:
        body = await answer.json()
    assert answer.status == 200
    assert ("welcomed", True) in [(event["name"], event["value"]) for event in body["events"]]
    (response,) = body["responses"]
    assert response["custom"]["choices"]
    assert "Welcome to Tripwright" in response["custom"]["text"]


async def test_a_refusal_of_the_rules_becomes_words(client: TestClient[Any, Any]):
    entities = [{"entity": "offer", "value": "of_unknown"}]
    body = call("action_select_option", intent={"name": "select_option", "confidence": 1.0}, entities=entities)
    async with client.post("/webhook", json=body, headers=BEARER) as answer:
        assert answer.status == 200
        assert "no longer there" in (await answer.json())["responses"][0]["custom"]["text"]


@pytest.mark.parametrize("failure", [RuntimeError("secret words"), TravelError()])
async def test_a_failure_is_a_500_without_details(
    client: TestClient[Any, Any], monkeypatch: pytest.MonkeyPatch, failure: Exception
):
    async def fails(*_: Any) -> None:
        raise failure

    monkeypatch.setattr("actions.small_talk.greet.Greet.handle", fails)
    async with client.post("/webhook", json=call("action_greet"), headers=BEARER) as answer:
        assert answer.status == 500
        assert "secret" not in await answer.text()


async def test_a_slow_action_is_given_up_before_the_engine_does(
    client: TestClient[Any, Any], monkeypatch: pytest.MonkeyPatch
):
    async def sleeps(*_: Any) -> None:
        await asyncio.sleep(5)

    monkeypatch.setattr(server, "SECONDS", 0.05)
    monkeypatch.setattr("actions.small_talk.greet.Greet.handle", sleeps)
    async with client.post("/webhook", json=call("action_greet"), headers=BEARER) as answer:
        assert answer.status == 504
