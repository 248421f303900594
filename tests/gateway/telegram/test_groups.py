"""In a group: who is answered, whose conversation it is, whose buttons they are."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from gateway.house import House
from tests.fakes.telegram import BOT, FakeTelegram, Person
from tests.gateway.conftest import until
from tests.gateway.fakes import FakeEngine, echo

Json = dict[str, Any]
GROUP = -1001234567890
NAME = f"@{BOT['username']}"


@pytest.fixture
def ines(api: FakeTelegram) -> Person:
    return Person(api, 501, group=GROUP)


@pytest.fixture
def jan(api: FakeTelegram) -> Person:
    return Person(api, 502, "Jan", group=GROUP)


async def heard(engine: FakeEngine, api: FakeTelegram, number: int) -> list[str]:
    await until(lambda: len(api.chats.of(GROUP)) >= number)
    return [turn.get("text", "") for turn in engine.turns]


async def test_only_what_is_meant_for_the_bot_is_answered(
    connected: House, api: FakeTelegram, ines: Person, jan: Person, engine: FakeEngine
) -> None:
    ines.say("shall we go to Rome?")
    ines.say("/help")
    ines.say("/help@another_bot")
    ines.say("@somebody flights to Rome")
    jan.say("yes", reply_to_message=ines.message(text="shall we go to Rome?"))
    jan.send(voice={"file_id": "1", "file_unique_id": "1", "duration": 3})
    ines.say(f"{NAME} flights to Rome")
    assert await heard(engine, api, 1) == ["flights to Rome"]
    ines.say(f"flights to Oslo, {NAME.upper()}")
    jan.say("/trips" + NAME)
    jan.say("to Nice", reply_to_message={**api.chats.of(GROUP)[0]})
    ines.say(NAME)
    said = await heard(engine, api, 5)
    assert sorted(said) == ["flights to Oslo", "flights to Rome", "hello", "show my trips", "to Nice"]


async def test_a_name_without_a_username_is_a_mention_too(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    entity = {"type": "text_mention", "offset": 0, "length": 5, "user": BOT}
    ines.send(text="Trips, flights to Rome", entities=[entity])
    assert await heard(engine, api, 1) == ["flights to Rome"]


async def test_each_member_has_a_conversation_and_is_answered_by_reply(
    connected: House, api: FakeTelegram, ines: Person, jan: Person, engine: FakeEngine
) -> None:
    ines.say(f"{NAME} mine")
    jan.say(f"{NAME} yours")
    Person(api, 501).say("alone")
    await heard(engine, api, 2)
    await until(lambda: api.chats.of(501))
    by_text = {turn["text"]: turn["conversation"] for turn in engine.turns}
    assert len(set(by_text.values())) == 3
    replied = {
        one["text"]: one["reply_parameters"]["message_id"]
        for one in api.made("sendMessage")[:3]
        if one["chat_id"] == GROUP
    }
    assert replied == {"echo: mine": 1, "echo: yours": 2}


async def test_buttons_are_those_of_who_asked(
    connected: House, api: FakeTelegram, ines: Person, jan: Person, engine: FakeEngine
) -> None:
    choice = {"label": "Rome", "intent": "inform", "entities": []}
    ask = {"slot": "depart_date", "kind": "date", "options": [], "min": "2027-02-08", "max": "2027-12-31"}
    asked = {"state": "ok", "replies": [{"text": "Where?", "choices": [choice], "ask": ask}]}
    engine.behaviour = lambda body: asked if "text" in body else echo(body)
    ines.say(f"{NAME} ideas")
    await heard(engine, api, 1)
    jan.tap("Rome")
    jan.tap("Mon 8 Feb")
    await until(lambda: len(api.chats.answered) == 2)
    assert all("somebody else" in toast for toast in api.chats.toasts.values())
    assert len(engine.turns) == 1
    assert api.chats.buttons(api.chats.of(GROUP)[0])
    ines.tap("Rome")
    await heard(engine, api, 2)
    assert "parse" in engine.turns[1]
    assert api.chats.texts(GROUP)[0] == "Where?\n\n✓ Rome"


async def test_other_bots_are_not_answered(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    message = {**ines.message(text=f"{NAME} hello"), "from": {"id": 9, "is_bot": True, "first_name": "Other"}}
    api.add({"message": {**message, "entities": [{"type": "mention", "offset": 0, "length": len(NAME)}]}})
    ines.say(f"{NAME} hello")
    await heard(engine, api, 1)
    await asyncio.sleep(0.1)
    assert len(engine.turns) == 1


async def test_a_group_that_became_a_supergroup_gets_its_answer(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    api.chats.moved[GROUP] = -1009999999999
    ines.say(f"{NAME} hello")
    await until(lambda: api.chats.of(-1009999999999))
    assert api.chats.texts(-1009999999999) == ["echo: hello"]


async def test_a_topic_is_answered_in_the_topic(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    ines.say(f"{NAME} hello", is_topic_message=True, message_thread_id=7)
    await heard(engine, api, 1)
    assert api.made("sendMessage")[0]["message_thread_id"] == 7
    assert api.made("sendChatAction")[0]["message_thread_id"] == 7
