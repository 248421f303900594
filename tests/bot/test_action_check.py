"""Calls of the action server: in time, with the secret, and every failure noticed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.action_check import TURNS_SENT, ActionEndpoint
from bot.replies import ReplyCollector
from tests.bot.fixtures.action_server import FakeActionServer

pytestmark = pytest.mark.usefixtures("patched")


async def run(
    name: str, endpoint: ActionEndpoint, collector: ReplyCollector, tracker: DialogueStateTracker | None = None
) -> Any:
    told = tracker or DialogueStateTracker("c", [])
    return await RemoteAction(name, endpoint).run(
        collector, TemplatedNaturalLanguageGenerator({}), told, Domain.empty()
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


async def test_an_action_is_shown_the_last_turns_and_all_slots(server: FakeActionServer) -> None:
    tracker = DialogueStateTracker("c", [TextSlot("city", mappings=[])])
    tracker.update(SlotSet("city", "Oslo"))
    for number in range(9):
        tracker.update(UserUttered(f"message {number}"))
        tracker.update(BotUttered(f"reply {number}"))
    await run("action_weather", ActionEndpoint(server.url), ReplyCollector(), tracker)
    (call,) = server.calls
    told = [event["text"] for event in call["tracker"]["events"]]
    assert told == [f"{kind} {number}" for number in range(9 - TURNS_SENT, 9) for kind in ("message", "reply")]
    assert call["tracker"]["slots"] == {"city": "Oslo"}
    assert call["tracker"]["latest_message"]["text"] == "message 8"


async def test_one_connection_serves_many_actions_and_a_restart_of_the_server(server: FakeActionServer) -> None:
    endpoint = ActionEndpoint(server.url)
    for _ in range(3):
        await run("action_weather", endpoint, ReplyCollector())
    assert len(set(server.callers)) == 1
    await server.stop()
    await server.start()
    await run("action_weather", endpoint, ReplyCollector())
    await endpoint.close()
    assert len(server.calls) == 4


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
