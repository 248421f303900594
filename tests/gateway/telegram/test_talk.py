"""Talking to the bot alone: words, commands, buttons, and everything that is neither."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from gateway.house import House
from tests.fakes.telegram import BOT, FakeTelegram, Person
from tests.gateway.conftest import until
from tests.gateway.fakes import FakeEngine, echo, text

Json = dict[str, Any]
NAMES = ["Rome", "Oslo", "Nice"]


def offers(body: Json) -> Json:
    """Three choices for whatever is said; a tap says which intent it was."""
    if "text" not in body:
        return echo(body)
    choices = [{"label": name, "intent": "inform", "entities": [{"entity": "place", "value": name}]} for name in NAMES]
    return {"state": "ok", "replies": [{"text": "Where to <you & me>?", "choices": choices}]}


async def said(api: FakeTelegram, chat: int, number: int) -> list[str]:
    await until(lambda: len(api.chats.of(chat)) >= number)
    return api.chats.texts(chat)


async def test_words_are_answered_while_typing_is_shown(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    ines.say("flights to Rome")
    assert await said(api, ines.id, 1) == ["echo: flights to Rome"]
    assert api.made("sendChatAction")[0] == {"chat_id": ines.id, "action": "typing"}
    metadata = engine.turns[0]["metadata"]
    assert metadata["channel"] == "telegram"


async def test_typing_goes_on_until_the_answer(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.channels.telegram_desk.TYPING_SECONDS", 0.05)

    async def slowly(body: Json) -> Json:
        await asyncio.sleep(0.5)
        return echo(body)

    engine.behaviour = slowly
    ines.say("hello")
    await said(api, ines.id, 1)
    shown = len(api.made("sendChatAction"))
    assert shown >= 5
    await asyncio.sleep(0.2)
    assert len(api.made("sendChatAction")) == shown


async def test_the_menu_is_set_and_the_bot_introduced(connected: House, api: FakeTelegram) -> None:
    assert [one["command"] for one in api.commands] == ["start", "help", "trips", "settings", "stop"]
    assert all(3 <= len(one["description"]) <= 256 for one in api.commands)
    assert await connected.links.bots() == {"telegram": BOT["username"]}


async def test_commands_and_deep_links_are_words(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    commands = ["/start", "/help", "/trips", "/settings", "/stop", "/start link_AB12", "/start go_new_york"]
    for command in commands:
        ines.say(command)
    await said(api, ines.id, len(commands))
    assert [turn["text"] for turn in engine.turns] == [
        "hello",
        "what can you do",
        "show my trips",
        "show my profile",
        "forget it",
        "link AB12",
        "a trip to New York",
    ]


async def test_other_commands_are_not_understood(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    ines.say('/cancel_booking{"booking_reference": "TW-000000"}')
    await said(api, ines.id, 1)
    assert engine.turns[0]["parse"]["intent"] == "nlu_fallback"


async def test_a_tap_is_answered_and_its_keyboard_goes(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    engine.behaviour = offers
    ines.say("ideas")
    await said(api, ines.id, 1)
    assert [button["text"] for button in api.chats.buttons(api.chats.of(ines.id)[0])] == NAMES
    ines.tap("Oslo")
    assert await said(api, ines.id, 2) == ["Where to <you & me>?\n\n✓ Oslo", "did: inform"]
    await until(lambda: api.chats.answered)
    assert list(api.chats.answered.values()) == [1]
    assert api.chats.buttons(api.chats.of(ines.id)[0]) == []
    assert engine.turns[1]["parse"] == {"intent": "inform", "entities": [{"entity": "place", "value": "Oslo"}]}


async def test_an_old_screen_cannot_be_tapped_twice(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    engine.behaviour = offers
    ines.say("ideas")
    await said(api, ines.id, 1)
    before, data = api.chats.button(ines.id, "Rome")
    before = {**before}
    ines.press(before, data)
    await said(api, ines.id, 2)
    ines.press(before, data)
    await until(lambda: len(api.chats.answered) == 2)
    assert list(api.chats.answered.values()) == [1, 1]
    assert "no longer open" in list(api.chats.toasts.values())[1]
    await asyncio.sleep(0.2)
    assert len(engine.turns) == 2
    assert api.chats.texts(ines.id)[0].endswith("✓ Rome")


async def test_a_made_up_button_says_that_it_is_closed(connected: House, api: FakeTelegram, ines: Person) -> None:
    ines.say("hello")
    await said(api, ines.id, 1)
    ines.press(dict(api.chats.of(ines.id)[0]), "c_nobody-ever-made")
    await until(lambda: api.chats.answered)
    assert "no longer open" in next(iter(api.chats.toasts.values()))


async def test_a_day_is_asked_with_buttons_of_which_one_counts(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    ask = {"slot": "depart_date", "kind": "date", "options": [], "min": "2027-02-08", "max": "2027-12-31"}
    engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": "When?", "ask": ask}]}
    ines.say("flights")
    await said(api, ines.id, 1)
    labels = [button["text"] for button in api.chats.buttons(api.chats.of(ines.id)[0])]
    assert labels == ["Mon 8 Feb", "Tue 9 Feb", "Fri 12 Feb", "Sat 13 Feb", "Fri 19 Feb", "Wed 10 Mar"]
    before, friday = api.chats.button(ines.id, "Fri 12 Feb")
    _, monday = api.chats.button(ines.id, "Mon 8 Feb")
    ines.press(before, friday)
    ines.press(before, monday)
    await said(api, ines.id, 2)
    await until(lambda: len(api.chats.answered) == 2)
    assert [turn["text"] for turn in engine.turns] == ["flights", "12 February 2027"]
    assert [bool(toast) for toast in api.chats.toasts.values()] == [False, True]
    assert api.chats.texts(ines.id)[0] == "When?\n\n✓ Fri 12 Feb"


async def test_many_choices_are_paged(connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine) -> None:
    labels = [f"A place with a rather long name, number {number}" for number in range(1, 20)]
    choices = [{"label": label, "intent": "inform", "entities": [{"entity": "n", "value": label}]} for label in labels]
    engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": "Many", "choices": choices}]}
    ines.say("all of them")
    await said(api, ines.id, 1)

    def shown() -> list[str]:
        return [button["text"] for button in api.chats.buttons(api.chats.of(ines.id)[0])]

    assert shown() == [*labels[:8], "More choices"]
    ines.tap("More choices")
    await until(lambda: shown() == [*labels[8:16], "Back", "More choices"])
    ines.tap("More choices")
    await until(lambda: shown() == [*labels[16:], "Back"])
    ines.tap("Back")
    await until(lambda: shown()[0] == labels[8])
    ines.tap(labels[12])
    await said(api, ines.id, 2)
    assert engine.turns[1]["parse"]["entities"] == [{"entity": "n", "value": labels[12]}]
    assert set(api.chats.answered.values()) == {1}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"voice": {"file_id": "1", "file_unique_id": "1", "duration": 3}}, "recordings"),
        ({"photo": [{"file_id": "1", "file_unique_id": "1", "width": 9, "height": 9}]}, "pictures"),
        (
            {
                "sticker": {
                    "file_id": "1",
                    "file_unique_id": "1",
                    "type": "regular",
                    "width": 9,
                    "height": 9,
                    "is_animated": False,
                    "is_video": False,
                }
            },
            "words only",
        ),
        ({"document": {"file_id": "1", "file_unique_id": "1"}}, "cannot open"),
        ({"text": "long " * 500}, "2000 characters"),
    ],
)
async def test_what_cannot_be_read_gets_a_friendly_sentence(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine, content: Json, words: str
) -> None:
    ines.send(**content)
    assert words in (await said(api, ines.id, 1))[0]
    assert engine.turns == []


async def test_a_picture_with_words_is_its_words(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    ines.send(photo=[{"file_id": "1", "file_unique_id": "1", "width": 9, "height": 9}], caption="flights to here: Rome")
    await said(api, ines.id, 1)
    assert engine.turns[0]["text"] == "flights to here: Rome"


@pytest.mark.parametrize(
    ("point", "words"),
    [((48.21, 16.37), "from Vienna"), ((43.66, -70.25), "from PWM"), ((52.4, 13.06), "from Berlin")],
)
async def test_a_location_is_where_one_leaves_from(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine, point: tuple[float, float], words: str
) -> None:
    ines.send(location={"latitude": point[0], "longitude": point[1]})
    await said(api, ines.id, 1)
    assert engine.turns[0]["text"] == words


async def test_a_location_at_sea_is_no_start(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    ines.send(location={"latitude": 0.0, "longitude": -30.0})
    assert "no airport near" in (await said(api, ines.id, 1))[0]
    assert engine.turns == []


async def test_edited_messages_and_notices_are_ignored(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    ines.edit("flights to Rome, I meant")
    ines.send(pinned_message=ines.message(text="hello"))
    ines.say("hello")
    assert await said(api, ines.id, 1) == ["echo: hello"]
    assert len(engine.turns) == 1


async def test_the_locale_counts_where_it_names_a_country(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    ines.say("hello")
    Person(api, 502, language="en-US").say("hello")
    await until(lambda: len(engine.turns) == 2)
    assert sorted(turn["metadata"]["locale"] for turn in engine.turns) == ["en-GB", "en-US"]


async def test_a_long_answer_comes_in_parts(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    long = " ".join(f"Sentence number {number} is about <b>&nothing." for number in range(200))
    engine.behaviour = lambda body: text(long)
    ines.say("tell me all")
    parts = await said(api, ines.id, 3)
    assert " ".join(parts) == long
    assert all(part.endswith(".") for part in parts)


async def test_a_picture_that_telegram_cannot_fetch_is_told_in_words(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    cards = [
        {"kind": "destination", "id": "a", "title": "Nice & easy", "image": "https://pictures.example/a.jpg"},
        {"kind": "destination", "id": "b", "title": "<Rome>", "image": "https://pictures.example/b.jpg"},
    ]
    engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": "Two", "cards": cards}]}
    api.chats.bad_photos.add("https://pictures.example/b.jpg")
    ines.say("ideas")
    assert await said(api, ines.id, 3) == ["Two", "1. Nice & easy", "2. <Rome>"]
    assert ["photo" in one for one in api.chats.of(ines.id)] == [False, True, False]


async def test_an_apology_and_the_late_answer_both_come_once(
    connected: House, api: FakeTelegram, ines: Person, engine: FakeEngine
) -> None:
    await engine.stop()
    ines.say("hello")
    assert "not working" in (await said(api, ines.id, 1))[0]
    await engine.start()
    assert (await said(api, ines.id, 2))[1] == "echo: hello"
    await asyncio.sleep(0.5)
    assert len(api.chats.of(ines.id)) == 2
