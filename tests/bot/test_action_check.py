"""Calls of the action server: in time, with the secret, and every failure noticed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.action_check import ActionEndpoint
from bot.replies import ReplyCollector
from tests.bot.fixtures.action_server import FakeActionServer

pytestmark = pytest.mark.usefixtures("patched")


async def run(name: str, endpoint: ActionEndpoint | None, collector: ReplyCollector) -> Any:
    tracker = DialogueStateTracker("c", [])
    return await RemoteAction(name, endpoint).run(
        collector, TemplatedNaturalLanguageGenerator({}), tracker, Domain.empty()
    )


@pytest.fixture
async def server() -> Any:
    fake = FakeActionServer()
    await fake.start()
    yield fake
    await fake.stop()


async def test_an_action_in_time_with_the_secret(server: FakeActionServer) -> None:
    collector = ReplyCollector()
    events = await run("action_weather", ActionEndpoint(server.url, "s3cret"), collector)
    assert [event.type_name for event in events] == ["bot", "slot"]
    assert server.tokens == ["Bearer s3cret"]
    assert collector.failure is None


async def test_an_action_that_takes_too_long_is_given_up(server: FakeActionServer) -> None:
    server.delay = 5
    collector = ReplyCollector()
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(run("action_slow", ActionEndpoint(server.url, seconds=0.1), collector), 2)
    assert collector.failure == "action_slow: TimeoutError"


async def test_an_action_that_breaks(server: FakeActionServer) -> None:
    collector = ReplyCollector()
    with pytest.raises(Exception, match="Failed to execute"):
        await run("action_broken", ActionEndpoint(server.url), collector)
    assert collector.failure == "action_broken: ClientResponseError"


async def test_nobody_listens() -> None:
    collector = ReplyCollector()
    with pytest.raises(Exception, match="Failed to execute"):
        await run("action_weather", ActionEndpoint("http://127.0.0.1:9/webhook"), collector)
    assert collector.failure == "action_weather: RasaException"


async def test_an_answer_of_the_wrong_form(server: FakeActionServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_events", lambda name: [{"event": 7}])
    collector = ReplyCollector()
    with pytest.raises(Exception, match="wrong form"):
        await run("action_weather", ActionEndpoint(server.url), collector)
    assert collector.failure == "action_weather: ValidationError"
