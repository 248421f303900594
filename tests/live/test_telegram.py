"""Whole trips on Telegram with real processes: by words, by buttons, and through a kill at the worst moment."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.fakes.telegram import TOKEN, FakeTelegram, Person
from tests.fixtures.house import House

pytestmark = pytest.mark.asyncio(loop_scope="module")

OPEN = """
SELECT (SELECT count(*) FROM outbox WHERE kind = 'channel' AND NOT done)
     + (SELECT count(*) FROM messages WHERE state = 'waiting')
"""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def api() -> AsyncIterator[FakeTelegram]:
    fake = FakeTelegram()
    await fake.start()
    yield fake
    await fake.stop()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def house(api: FakeTelegram, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    folder: Path = tmp_path_factory.mktemp("telegram")
    opened = House(folder, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=api.url)
    try:
        # In a thread: it is ready only once Telegram has answered it.
        await asyncio.to_thread(opened.open)
        yield opened
    finally:
        await asyncio.to_thread(opened.close)


class Chat:
    """One traveller with the bot; each step waits until everything that it brings about has been said."""

    def __init__(self, api: FakeTelegram, house: House, user: int) -> None:
        self.api, self.house = api, house
        self.person = Person(api, user)

    async def say(self, text: str) -> str:
        """What is answered to words."""
        return await self.after(lambda: self.person.say(text))

    async def tap(self, label: str) -> str:
        """What is answered to a button."""
        return await self.after(lambda: self.person.tap(label))

    async def after(self, act: Callable[[], Any], seconds: float = 30.0) -> str:
        """Do something, and give all that is said because of it."""
        before = len(self.texts())
        act()
        await self.until(lambda: len(self.texts()) > before and self.is_settled(), seconds)
        return "\n".join(self.texts()[before:])

    async def until(self, condition: Callable[[], bool], seconds: float = 30.0) -> None:
        try:
            async with asyncio.timeout(seconds):
                while True:
                    if condition():
                        return
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(f"{self.texts()[-3:]}\n{self.house.logs()}") from None

    def is_settled(self) -> bool:
        """Nothing is owed to anybody."""
        return self.house.query(OPEN) == [(0,)]

    def texts(self) -> list[str]:
        return self.api.chats.texts(self.person.id)

    def statuses(self) -> list[str]:
        """Of the traveller's bookings."""
        rows = self.house.query(
            "SELECT status FROM bookings WHERE conversation = "
            "(SELECT conversation FROM channel_addresses WHERE channel = 'telegram' AND sender = ?)",
            str(self.person.id),
        )
        return [status for (status,) in rows]


async def test_a_trip_by_words_alone(api: FakeTelegram, house: House) -> None:
    chat = Chat(api, house, 7001)
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
    chat = Chat(api, house, 7002)
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
    chats = [Chat(api, house, 7100 + number) for number in range(6)]
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
    # Otherwise what was under way would only be taken up when its lease is over.
    house.change("UPDATE outbox SET leased_until = NULL WHERE kind = 'channel'")
    await asyncio.to_thread(house.restart_missing)
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
    chat = Chat(api, house, 7200)
    await chat.say("hello")
    before = len(chat.texts())
    api.plan["sendMessage"].append("late")
    chat.person.say("what is the weather like in Lisbon in June?")
    await chat.until(lambda: len(chat.texts()) > before)
    await asyncio.to_thread(house.end, "gateway", signal.SIGKILL)
    house.change("UPDATE outbox SET leased_until = NULL WHERE kind = 'channel'")
    await asyncio.to_thread(house.restart_missing)
    await chat.until(lambda: len(chat.texts()) == before + 2 and chat.is_settled())
    assert ["In June Lisbon" in text for text in chat.texts()[before:]] == [True, True]
