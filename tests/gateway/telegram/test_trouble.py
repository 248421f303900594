"""What Telegram, the network and the same update again can do: nothing is lost, nothing is said twice."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gateway.house import HOUSE, House
from gateway.pauses import growing
from gateway.wiring import build
from settings import Settings
from tests.fakes.telegram import FakeTelegram, Pace, Person
from tests.gateway.conftest import Clock, until
from tests.gateway.fakes import FakeEngine, echo

Json = dict[str, Any]

PEOPLE, TURNS = 60, 5
SOON = growing(timedelta(seconds=0.1), timedelta(minutes=1))
"""In place of the pauses of deliveries."""


async def said(api: FakeTelegram, chat: int, number: int, seconds: float = 15.0) -> list[str]:
    await until(lambda: len(api.chats.of(chat)) >= number, seconds)
    return api.chats.texts(chat)


async def test_a_flood_wait_is_honoured(connected: House, api: FakeTelegram, ines: Person) -> None:
    api.plan["sendMessage"].append((429, 1))
    began = time.monotonic()
    ines.say("hello")
    assert await said(api, ines.id, 1) == ["echo: hello"]
    assert time.monotonic() - began >= 1.0
    assert len([call for call in api.calls if call.method == "sendMessage"]) == 2


@pytest.mark.parametrize("step", [500, 502, "gone"])
async def test_what_fails_is_sent_again(
    connected: House, api: FakeTelegram, ines: Person, step: int | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.deliveries.pause_after", SOON)
    api.plan["sendMessage"].append(step)
    ines.say("hello")
    assert await said(api, ines.id, 1) == ["echo: hello"]


async def test_a_blocked_bot_stops_until_they_write_again(connected: House, api: FakeTelegram, ines: Person) -> None:
    api.chats.blocked.add(ines.id)
    ines.say("hello")
    await until(lambda: api.made("sendMessage", 403))
    await asyncio.sleep(0.3)
    tried = len(api.made("sendMessage", 403))
    conversation = await connected.addresses.conversation_of("telegram", str(ines.id))
    assert conversation is not None
    await connected.store.push(conversation, [{"text": "Your flight leaves soon."}], connected.clock())
    await asyncio.sleep(1.3)
    assert len(api.made("sendMessage", 403)) == tried
    api.chats.blocked.clear()
    ines.say("hello again")
    assert (await said(api, ines.id, 1))[-1] == "echo: hello again"


async def test_a_push_reaches_the_chat(connected: House, api: FakeTelegram, ines: Person) -> None:
    ines.say("hello")
    await said(api, ines.id, 1)
    conversation = await connected.addresses.conversation_of("telegram", str(ines.id))
    assert conversation is not None
    await connected.store.push(conversation, [{"text": "It is cheaper now."}], connected.clock())
    assert (await said(api, ines.id, 2))[1] == "It is cheaper now."


async def test_a_failure_in_the_middle_goes_on_behind_what_was_said(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.deliveries.pause_after", SOON)
    engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": word} for word in ("one", "two", "three")]}
    api.plan["sendMessage"].extend(["well", 500])
    ines.say("count")
    assert await said(api, ines.id, 3) == ["one", "two", "three"]
    await asyncio.sleep(0.3)
    assert len(api.chats.of(ines.id)) == 3


async def test_replays_and_duplicates_change_nothing(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    choice = {"label": "Rome", "intent": "inform", "entities": []}
    asked = {"state": "ok", "replies": [{"text": "Where?", "choices": [choice]}]}
    engine.behaviour = lambda body: asked if "text" in body else echo(body)
    ines.say("ideas")
    await said(api, ines.id, 1)
    ines.tap("Rome")
    await said(api, ines.id, 2)
    ines.send(voice={"file_id": "1", "file_unique_id": "1", "duration": 3})
    await said(api, ines.id, 3)
    for _ in range(3):
        for update in ines.done:
            api.add(update)
    await until(lambda: not api.waiting())
    await asyncio.sleep(0.5)
    assert len(engine.ran) == 2
    assert len(api.chats.of(ines.id)) == 3
    assert list(api.chats.answered.values()) == [1]


async def test_out_of_order_updates_are_all_answered_once(
    connected: House, api: FakeTelegram, engine: FakeEngine
) -> None:
    people = [Person(api, 600 + number) for number in range(5)]
    updates = [{"message": one.message(text=f"{one.id} {turn}")} for one in people for turn in range(4)]
    shuffled = [*updates, *random.Random(5).sample(updates, len(updates))]
    for update in shuffled:
        api.add(update)
    for one in people:
        texts = await said(api, one.id, 4)
        assert sorted(texts) == sorted(f"echo: {one.id} {turn}" for turn in range(4))
    await asyncio.sleep(0.3)
    assert len(engine.ran) == len(updates)


async def test_what_was_not_confirmed_comes_again_after_a_restart(
    settings: Settings, clock: Clock, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    async with TestClient(TestServer(build(settings, clock=clock))):
        ines.say("hello")
        await said(api, ines.id, 1)
    update = ines.done[0]
    api.add(update)
    ines.say("and more")
    async with TestClient(TestServer(build(settings, clock=clock))):
        assert await said(api, ines.id, 2) == ["echo: hello", "echo: and more"]
        await asyncio.sleep(0.3)
    assert len(api.chats.of(ines.id)) == 2


async def test_hundreds_of_updates_at_once_are_answered_once_each_at_the_allowed_pace(
    house: House, api: FakeTelegram, engine: FakeEngine
) -> None:
    # A tenth of every limit's time, on both sides.
    api.pace = Pace(chat=0.1, overall=30, seconds=0.1, slack=0.01)
    people = [Person(api, 1000 + number) for number in range(PEOPLE)]
    for turn in range(TURNS):
        for one in people:
            one.say(f"message {turn}")
    await until(lambda: sum(len(api.chats.of(one.id)) for one in people) >= PEOPLE * TURNS, 120)
    await asyncio.sleep(0.5)
    for one in people:
        assert api.chats.texts(one.id) == [f"echo: message {turn}" for turn in range(TURNS)]
    assert len(engine.ran) == PEOPLE * TURNS
    refused = Counter(call.status for call in api.calls if call.method == "sendMessage")
    assert refused[429] <= PEOPLE * TURNS // 50, "the pace is ours to keep, not Telegram's to enforce"


async def test_a_wrong_token_keeps_nobody_from_the_web(
    settings: Settings, clock: Clock, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    api.token = "7654321:another"
    async with TestClient(TestServer(build(settings, clock=clock))) as client:

        async def parts() -> Json:
            async with client.get("/readyz") as response:
                body: Json = await response.json()
                return body["parts"]

        async def refused() -> bool:
            return (await parts())["telegram"] == "refuses the token"

        await until(refused)
        async with client.post("/api/chat", json={"text": "hello"}) as response:
            assert response.status == 200
        api.token = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
        ines.say("hello")
        assert await said(api, ines.id, 1) == ["echo: hello"]

        async def ready() -> bool:
            return (await parts())["telegram"] == "ready"

        await until(ready)


async def test_telegram_away_is_seen_and_what_is_to_be_said_waits(
    client: TestClient[Any, Any], api: FakeTelegram, ines: Person, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.deliveries.pause_after", SOON)
    ines.say("hello")
    await said(api, ines.id, 1)
    port = int(api.url.rsplit(":", 1)[1])
    await api.stop()
    house = client.app[HOUSE]

    async def away() -> bool:
        return (await house.health.parts())["telegram"] == "does not answer"

    await until(away)
    conversation = await house.addresses.conversation_of("telegram", str(ines.id))
    assert conversation is not None
    await house.store.push(conversation, [{"text": "It is cheaper now."}], house.clock())
    await api.start(port)
    assert (await said(api, ines.id, 2))[1] == "It is cheaper now."


async def test_two_programs_with_one_token_are_told(
    client: TestClient[Any, Any], api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    await until(lambda: api.made("getUpdates"))
    api.plan["getUpdates"].extend([409] * 3)
    api.wake()
    house = client.app[HOUSE]

    async def told() -> bool:
        return "another program" in (await house.health.parts())["telegram"]

    await until(told)
    ines.say("hello")
    assert await said(api, ines.id, 1) == ["echo: hello"]


async def test_the_token_stays_out_of_the_log(
    connected: House,
    api: FakeTelegram,
    ines: Person,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    api.plan["sendMessage"].append(500)
    api.plan["getUpdates"].append(401)
    api.wake()
    ines.say("hello")
    await said(api, ines.id, 1)
    out, err = capfd.readouterr()
    assert api.token not in out + err + caplog.text


async def test_an_update_that_cannot_be_read_holds_up_nobody(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    api.add({"message": {"message_id": 1, "sticker": {}}})
    ines.say("hello")
    assert await said(api, ines.id, 1) == ["echo: hello"]
