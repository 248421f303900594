"""When things go wrong: nothing is lost, and nothing is said twice."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from db import deliveries as stored
from gateway.channels import slack
from gateway.channels.slack import pause_after
from gateway.deliveries import Deliveries
from gateway.house import HOUSE, House
from gateway.wiring import build
from settings import Settings
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_people import Person
from tests.gateway.conftest import Clock, until
from tests.gateway.fakes import FakeEngine, text
from tests.gateway.slack.test_talk import offering


async def settled(ines: Person, number: int) -> None:
    """So many answers, and no more of them a moment later."""
    await until(lambda: len(ines.messages()) >= number)
    await asyncio.sleep(0.3)
    assert len(ines.messages()) == number


@pytest.mark.usefixtures("connected")
class TestReceiving:
    async def test_retries_replays_and_duplicates_change_nothing(self, ines: Person, engine: FakeEngine) -> None:
        await ines.say("one")
        await ines.say("two")
        await until(lambda: len(ines.messages()) == 2)
        for number in (0, 1, 1, 0):
            await ines.again(number)
        kind, payload = ines.done[0]
        await ines.emit(kind, {**payload, "event_id": "EvAnother"})
        await settled(ines, 2)
        assert [one["text"] for one in engine.turns] == ["one", "two"]

    async def test_a_replayed_tap_changes_nothing(self, ines: Person, engine: FakeEngine, api: FakeSlack) -> None:
        engine.behaviour = lambda body: offering("Sure?", ["Yes", "No"]) if "text" in body else text("done")
        await ines.say("book")
        await until(ines.buttons)
        await ines.tap("Yes")
        await until(lambda: len(ines.messages()) == 2)
        await ines.again()
        await settled(ines, 2)
        assert len(engine.turns) == 2
        assert api.ephemeral == []

    async def test_what_comes_late_is_answered_once_and_nothing_else_again(
        self, ines: Person, engine: FakeEngine, api: FakeSlack
    ) -> None:
        early = api.timestamp()
        await ines.say("second")
        await until(lambda: len(ines.messages()) == 1)
        event = {"type": "message", "user": ines.user, "text": "first", "ts": early, "channel": ines.here}
        await ines.event(event)
        await ines.again()
        await settled(ines, 2)
        assert ines.texts() == ["echo: second", "echo: first"]

    async def test_quick_messages_keep_their_order(self, ines: Person) -> None:
        for number in range(12):
            await ines.say(f"message {number}")
        await until(lambda: len(ines.messages()) == 12)
        assert ines.texts() == [f"echo: message {number}" for number in range(12)]

    async def test_a_disconnect_is_followed_to_another_socket(self, ines: Person, api: FakeSlack) -> None:
        await api.disconnect()
        await until(lambda: api.connections == 2)
        await ines.say("still there?")
        await settled(ines, 1)

    async def test_a_lost_socket_comes_back_and_nothing_is_lost(self, ines: Person, api: FakeSlack) -> None:
        await api.drop()
        await ines.say("anybody?")
        await until(lambda: api.connections >= 2, seconds=15)
        await settled(ines, 1)
        assert ines.texts() == ["echo: anybody?"]

    async def test_slack_away_for_long_is_told_and_tried_again(
        self, ines: Person, api: FakeSlack, house: House, client: TestClient[Any, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(slack, "PATIENCE", 0.5)
        port = api.port
        await api.stop()

        async def away() -> bool:
            return (await house.health.parts())["slack"] != "ready"

        await until(away, seconds=15)
        assert (await client.post("/api/chat", json={"text": "hello"})).status == 200
        await api.start(port)
        await until(lambda: api.connections >= 2, seconds=20)
        await ines.say("back?")
        await settled(ines, 1)

    async def test_events_that_nobody_needs_are_acknowledged(self, ines: Person, api: FakeSlack) -> None:
        await ines.event({"type": "team_join", "user": {"id": "U9"}})
        await until(lambda: api.unacknowledged() == [])

    async def test_another_workspace_is_not_ours(self, ines: Person, engine: FakeEngine) -> None:
        event = {"type": "message", "user": "U9", "text": "hi", "ts": ines.slack.timestamp(), "channel": "D9"}
        foreign = {"type": "event_callback", "event": event, "event_id": "EvX", "team_id": "T99", "api_app_id": "A"}
        await ines.emit("events_api", {**foreign, "authorizations": [{"team_id": "T99", "user_id": "U00BOT"}]})
        await ines.say("ours")
        await settled(ines, 1)
        assert [one["text"] for one in engine.turns] == ["ours"]

    async def test_not_acknowledged_while_it_cannot_be_kept(
        self, ines: Person, api: FakeSlack, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def broken(*given: Any, **more: Any) -> None:
            raise OSError("the disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(house.store, "receive", broken)
            await ines.say("keep this")
            await asyncio.sleep(0.5)
            assert len(api.unacknowledged()) == 1
        await api.resend()
        await settled(ines, 1)
        assert api.unacknowledged() == []


@pytest.mark.usefixtures("connected")
class TestSending:
    async def test_an_asked_pause_is_kept(self, ines: Person, api: FakeSlack) -> None:
        api.plan["chat.postMessage"].append((429, 1))
        await ines.say("hello")
        await settled(ines, 1)
        refused, posted = [one for one in api.calls if one.method == "chat.postMessage"]
        assert posted.at - refused.at >= 1.0
        assert not api.made("conversations.history")

    @pytest.mark.parametrize("step", [500, 503, "gone", "internal_error"])
    async def test_trouble_of_slack_delays_the_answer(self, ines: Person, api: FakeSlack, step: Any) -> None:
        api.plan["chat.postMessage"].append(step)
        await ines.say("hello")
        await settled(ines, 1)
        assert ines.texts() == ["echo: hello"]

    async def test_an_answer_that_slack_took_without_saying_so_is_not_said_twice(
        self, ines: Person, api: FakeSlack, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("gateway.deliveries.SECONDS", 0.6)
        engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": "one"}, {"text": "two"}]}
        api.plan["chat.postMessage"].append("late")
        await ines.say("hello")
        await until(lambda: len(ines.messages()) == 2)
        await asyncio.sleep(0.3)
        assert ines.texts() == ["one", "two"]
        assert len(api.made("conversations.history")) == 1

    async def test_it_is_looked_for_even_when_looking_has_to_wait(
        self, ines: Person, api: FakeSlack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("gateway.deliveries.SECONDS", 0.6)
        api.plan["chat.postMessage"].append("late")
        api.plan["conversations.history"].append((429, 0.1))
        await ines.say("hello")
        await until(lambda: api.made("conversations.history"))
        await settled(ines, 1)

    async def test_where_it_cannot_look_it_is_said_rather_twice_than_never(
        self, ines: Person, api: FakeSlack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("gateway.deliveries.SECONDS", 0.6)
        api.plan["chat.postMessage"].append("late")
        api.plan["conversations.history"].append("missing_scope")
        await ines.say("hello")
        await settled(ines, 2)

    async def test_the_same_in_a_thread(
        self, api: FakeSlack, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("gateway.deliveries.SECONDS", 0.6)
        here = Person(api, channel="C01TRIPS")
        api.plan["chat.postMessage"].append("late")
        await here.say("<@U00BOT> hello")
        await until(lambda: api.made("conversations.replies"))
        await settled(here, 1)

    async def test_who_cannot_be_reached_is_left_alone(self, ines: Person, api: FakeSlack, house: House) -> None:
        api.plan["chat.postMessage"].append("channel_not_found")
        await ines.say("hello")
        sender = f"T01TEAM:{ines.user}"
        conversation = await until(lambda: house.addresses.conversation_of("slack", sender))
        await until(lambda: _silent(house, conversation))
        await ines.say("here again")
        await settled(ines, 1)
        assert ines.texts() == ["echo: here again"]
        assert await house.addresses.reached_in(conversation, None) == conversation

    async def test_what_slack_will_never_take_does_not_hold_up_the_next(self, ines: Person, api: FakeSlack) -> None:
        api.plan["chat.postMessage"].append("msg_blocks_too_long")
        await ines.say("one")
        await ines.say("two")
        await settled(ines, 1)
        assert ines.texts() == ["echo: two"]

    async def test_updates_wait_as_asked(self, ines: Person, api: FakeSlack, engine: FakeEngine) -> None:
        engine.behaviour = lambda body: offering("Sure?", ["Yes", "No"]) if "text" in body else text("done")
        api.plan["chat.update"].append((429, 0.2))
        await ines.say("book")
        await until(ines.buttons)
        await ines.tap("Yes")
        await until(lambda: api.made("chat.update"))
        assert ines.buttons() == []


async def _silent(house: House, conversation: str) -> bool:
    return await house.addresses.reached_in(conversation, None) is None


async def test_killed_before_the_answer_was_sent_it_is_sent_by_the_next(
    settings: Settings, clock: Clock, api: FakeSlack, ines: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(self: Any) -> None:
        """The process dies before it comes to that."""

    with monkeypatch.context() as patch:
        patch.setattr(Deliveries, "begin", never)
        async with TestClient(TestServer(build(settings, clock=clock))):
            await until(lambda: api.connections)
            await ines.say("hello")
            await until(lambda: api.unacknowledged() == [] and api.envelopes)
            await asyncio.sleep(0.3)
    assert ines.messages() == []
    async with TestClient(TestServer(build(settings, clock=clock))):
        await settled(ines, 1)


async def test_killed_between_sending_and_noting_it_is_not_said_twice(
    settings: Settings, clock: Clock, api: FakeSlack, ines: Person, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(self: Any, *given: Any, **more: Any) -> None:
        """The process dies after Slack has taken the first part."""
        await asyncio.sleep(60)

    engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": "one"}, {"text": "two"}]}
    with monkeypatch.context() as patch:
        patch.setattr(stored.SqlDeliveries, "progress", killed)
        patch.setattr("gateway.deliveries.STOP_SECONDS", 0.1)
        async with TestClient(TestServer(build(settings, clock=clock))):
            await until(lambda: api.connections)
            await ines.say("hello")
            await until(ines.messages)
    assert ines.texts() == ["one"]
    clock.ahead += stored.LEASE
    async with TestClient(TestServer(build(settings, clock=clock))):
        await settled(ines, 2)
    assert ines.texts() == ["one", "two"]


async def test_killed_before_the_turn_has_an_answer_it_is_answered_by_the_next(
    settings: Settings, clock: Clock, api: FakeSlack, ines: Person, engine: FakeEngine
) -> None:
    engine.behaviour = lambda body: {"state": "busy"}
    async with TestClient(TestServer(build(settings, clock=clock))):
        await until(lambda: api.connections)
        await ines.say("hello")
        await until(lambda: engine.turns)
    notices = len(ines.messages())
    engine.behaviour = lambda body: text("after the restart")
    clock.ahead += stored.LEASE
    async with TestClient(TestServer(build(settings, clock=clock))):
        await until(lambda: len(ines.messages()) == notices + 1, seconds=20)
    assert ines.texts()[-1] == "after the restart"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"slack_bot_token": "xoxb-wrong"}, "refuses us: invalid_auth"),
        ({"slack_app_token": "xapp-wrong"}, "refuses us: invalid_auth"),
        ({"slack_app_token": None}, "needs SLACK_APP_TOKEN or SLACK_SIGNING_SECRET"),
        ({"slack_api_url": "http://127.0.0.1:9/api"}, "does not answer"),
    ],
)
async def test_what_is_wrong_is_told_and_the_web_goes_on(
    settings: Settings, clock: Clock, wrong: dict[str, Any], reason: str
) -> None:
    given = Settings(_env_file=None, **{**settings.model_dump(), **wrong})  # type: ignore[call-arg]
    async with TestClient(TestServer(build(given, clock=clock))) as client:
        house = client.app[HOUSE]

        async def told() -> bool:
            return (await house.health.parts())["slack"] == reason

        await until(told)
        assert (await client.post("/api/chat", json={"text": "hello"})).status == 200


def test_pauses_double_up_to_a_minute() -> None:
    assert [pause_after(number, 0.5) for number in (1, 2, 3, 7, 100)] == [1, 2, 4, 60, 60]
    assert (pause_after(1, 0), pause_after(1, 1)) == (0.75, 1.25)
