"""Whole trips on Telegram with real processes: by words, by buttons, and through a kill at the worst moment."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.fakes.telegram import TOKEN, FakeTelegram, Person
from tests.fixtures.house import House
from tests.live.messengers import Chat, house_beside

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def api() -> AsyncIterator[FakeTelegram]:
    fake = FakeTelegram()
    await fake.start()
    yield fake
    await fake.stop()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def house(api: FakeTelegram) -> AsyncIterator[House]:
    async with house_beside(TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=api.url) as opened:
        yield opened


class TelegramChat(Chat):
    """By words and by the buttons under the last message."""

    def __init__(self, api: FakeTelegram, house: House, user: int) -> None:
        super().__init__(house, "telegram", str(user))
        self.api, self.person = api, Person(api, user)

    async def say(self, text: str) -> str:
        """What is answered to words."""
        return await self.after(lambda: self.person.say(text))

    async def tap(self, label: str) -> str:
        """What is answered to a button."""
        return await self.after(lambda: self.person.tap(label))

    def texts(self) -> list[str]:
        return self.api.chats.texts(self.person.id)


async def test_a_trip_by_words_alone(api: FakeTelegram, house: House) -> None:
    chat = TelegramChat(api, house, 7001)
    assert "Welcome" in await chat.say("/start")
    ideas = await chat.say("somewhere warm in march, from madrid")
    assert "1. " in ideas
    assert "Madrid" in ideas
    offers = await chat.say("direct flights to paris on 9 february, one way, just me")
    assert "Madrid (MAD) → Paris" in offers
    assert "5. " in offers
    corrected = await chat.say("actually on the 10th")
    assert "Wed 10 Feb" in corrected
    weather = await chat.say("does it rain there in february?")
    assert "rain days" in weather
    assert "Wed 10 Feb" in weather, "the open question comes again"
    assert "passport" in await chat.say("the first one")
    await chat.say("Ines O'Prado-Müller")
    summary = await chat.say("ines@prado.example")
    assert "Book this flight for" in summary
    assert "Booked: TW-" in await chat.say("yes")
    assert chat.statuses() == ["confirmed"]
    assert "Ines O'Prado-Müller" in await chat.say("/trips")
    assert "Cancel this flight?" in await chat.say("cancel the flight")
    assert "Cancelled: TW-" in await chat.say("yes")
    assert chat.statuses() == ["cancelled"]


async def test_a_trip_by_buttons_wherever_there_can_be_any(api: FakeTelegram, house: House) -> None:
    chat = TelegramChat(api, house, 7002)
    await chat.say("/start go_lisbon")
    asked = await chat.after(lambda: chat.person.send(location={"latitude": 40.42, "longitude": -3.7}))
    assert "Madrid" in asked
    labels = [one["text"] for one in api.chats.buttons(api.chats.of(chat.person.id)[-1])]
    assert len(labels) == 6, "days to choose from"
    assert "come back" in await chat.tap(labels[-1])
    assert "How many" in await chat.tap("One way")
    assert "1. " in await chat.tap("Just me")
    assert "passport" in await chat.tap("2 · Choose")
    await chat.say("Jan Nowak")
    summary = await chat.say("jan@nowak.example")
    assert "Book this flight for" in summary
    assert "Booked: TW-" in await chat.tap("Yes, book")
    assert chat.statuses() == ["confirmed"]
    assert "Cancel this flight?" in await chat.tap("Cancel")
    assert "Cancelled: TW-" in await chat.tap("Yes, cancel")
    assert chat.statuses() == ["cancelled"]
    taps = [update["callback_query"]["id"] for update in chat.person.done if "callback_query" in update]
    await chat.until(lambda: all(api.chats.answered[tap] == 1 for tap in taps))
    await chat.until(lambda: sum("✓ " in text for text in chat.texts()) == len(taps))


async def test_killed_in_the_middle_nothing_is_lost_or_said_twice(api: FakeTelegram, house: House) -> None:
    """Some answers have been taken by Telegram, some are on their way, some turns run, some updates are not fetched."""
    chats = [TelegramChat(api, house, 7100 + number) for number in range(6)]
    for chat in chats:
        chat.person.say("hello")
    await chats[0].until(lambda: all(chat.texts() for chat in chats) and chats[0].is_settled())
    before = {chat.person.id: len(chat.texts()) for chat in chats}
    months = ("March", "April", "May")
    for chat in chats[:3]:
        await chat.say(f"what is the weather like in Lisbon in {months[0]}?")
    api.gate.clear()
    for month in months:
        for chat in chats:
            if month != months[0] or chat not in chats[:3]:
                chat.person.say(f"what is the weather like in Lisbon in {month}?")
    await chats[0].until(lambda: api.at_the_gate >= 3)
    await asyncio.to_thread(house.end, "gateway", signal.SIGKILL)
    api.gate.set()
    await chats[0].until(lambda: api.at_the_gate == 0)
    assert sum(len(chat.texts()) - before[chat.person.id] for chat in chats) == 3
    await asyncio.to_thread(house.come_back, "channel")
    await chats[0].until(
        lambda: chats[0].is_settled() and all(len(one.texts()) - before[one.person.id] >= len(months) for one in chats),
        90,
    )
    for chat in chats:
        said = chat.texts()[before[chat.person.id] :]
        assert [sum(f"In {month} Lisbon" in text for text in said) for month in months] == [1, 1, 1], said


async def test_killed_between_telegrams_yes_and_our_note_the_one_message_comes_again(
    api: FakeTelegram, house: House
) -> None:
    """Telegram knows no message again, so this moment alone can repeat one; it never loses one."""
    chat = TelegramChat(api, house, 7200)
    await chat.say("hello")
    before = len(chat.texts())
    api.plan["sendMessage"].append("late")
    chat.person.say("what is the weather like in Lisbon in June?")
    await chat.until(lambda: len(chat.texts()) > before)
    await asyncio.to_thread(house.end, "gateway", signal.SIGKILL)
    await asyncio.to_thread(house.come_back, "channel")
    await chat.until(lambda: len(chat.texts()) == before + 2 and chat.is_settled())
    assert ["In June Lisbon" in text for text in chat.texts()[before:]] == [True, True]
