"""Whole trips on Slack with real processes: by words, by buttons, in a thread, through a kill at the worst moment."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.fakes.slack import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.fakes.slack_blocks import shown
from tests.fakes.slack_people import Person
from tests.fakes.slack_workspace import BOT, TEAM
from tests.fixtures.house import House
from tests.live.messengers import Chat, house_beside

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def api() -> AsyncIterator[FakeSlack]:
    fake = FakeSlack()
    await fake.start()
    yield fake
    await fake.stop()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def house(api: FakeSlack) -> AsyncIterator[House]:
    async with house_beside(SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_APP_TOKEN=APP_TOKEN, SLACK_API_URL=api.url) as opened:
        yield opened


class SlackChat(Chat):
    """By words, buttons and modals, alone with the bot or in a ``thread`` of a channel."""

    def __init__(self, api: FakeSlack, house: House, user: str, channel: str = "") -> None:
        super().__init__(house, "slack", f"{TEAM}:%{user}")
        self.api, self.person = api, Person(api, user, channel)
        self.thread: str | None = None

    async def say(self, text: str) -> str:
        """What is answered to words."""
        return await self.after(lambda: self.person.say(text, thread=self.thread))

    async def tap(self, label: str) -> str:
        """What is answered to a button or an option."""
        return await self.after(lambda: self.person.tap(label))

    async def enter(self, label: str, text: str) -> str:
        """What is answered to a modal that a button opens."""
        number = len(self.api.modals)
        await self.person.tap(label)
        await self.until(lambda: len(self.api.modals) > number)
        return await self.after(lambda: self.person.fill_in(text))

    def texts(self) -> list[str]:
        return self.person.texts()


async def test_a_trip_by_words_alone(api: FakeSlack, house: House) -> None:
    chat = SlackChat(api, house, "U7001")
    ideas = await chat.say("somewhere warm in march, from madrid")
    assert "Madrid" in ideas
    offers = await chat.say("direct flights to paris on 9 february, one way, just me")
    assert "Madrid (MAD) → Paris" in offers
    assert chat.person.buttons().count("Choose") >= 5
    assert "Wed 10 Feb" in await chat.say("actually on the 10th")
    weather = await chat.say("does it rain there in february?")
    assert "rain days" in weather
    assert "Wed 10 Feb" in weather, "the open question comes again"
    assert "passport" in await chat.say("the first one")
    await chat.say("Ines O'Prado-Müller")
    assert "Book this flight for" in await chat.say("<mailto:ines@prado.example|ines@prado.example>")
    assert "Booked: TW-" in await chat.say("yes")
    assert chat.statuses() == ["confirmed"]
    assert "Ines O'Prado-Müller" in await chat.say("show my trips")
    assert "Cancel this flight?" in await chat.say("cancel the flight")
    assert "Cancelled: TW-" in await chat.say("yes")
    assert chat.statuses() == ["cancelled"]


async def test_a_trip_by_buttons_alone(api: FakeSlack, house: House) -> None:
    """Not a word is typed into the conversation: what must be words is filled into modals."""
    chat = SlackChat(api, house, "U7002")
    await chat.person.shortcut("plan_trip")
    await chat.until(lambda: len(api.modals) > 0)
    await chat.after(lambda: chat.person.fill_in("a flight to lisbon"))
    assert "Enter it here" in chat.person.buttons()
    await chat.enter("Enter it here", "madrid")
    await chat.after(lambda: chat.person.pick("2027-02-09"))
    assert "How many" in await chat.tap("One way")
    assert "Madrid (MAD) → Lisbon" in await chat.tap("Just me")
    assert "passport" in await chat.tap("Choose")
    await chat.enter("Enter names", "Jan Nowak")
    assert "Book this flight for" in await chat.enter("Enter e-mail", "jan@nowak.example")
    assert "Booked: TW-" in await chat.tap("Yes, book")
    assert chat.statuses() == ["confirmed"]
    await chat.person.open_home()
    await chat.until(lambda: "MAD → LIS" in shown(api.homes.get("U7002", {}).get("blocks", [])))
    assert "Cancel this flight?" in await chat.after(lambda: chat.person.tap_home("Cancel"))
    assert "Cancelled: TW-" in await chat.tap("Yes, cancel")
    assert chat.statuses() == ["cancelled"]
    assert [text for text in chat.texts() if "✓ Yes, book" in text]


async def test_two_members_of_a_thread_plan_apart(api: FakeSlack, house: House) -> None:
    ines, tom = SlackChat(api, house, "U7003", "C01TRIPS"), SlackChat(api, house, "U7004", "C01TRIPS")
    said = await ines.person.say(f"<@{BOT}> direct flights from madrid to paris on 9 february, one way, just me")
    ines.thread = tom.thread = said["ts"]
    await ines.until(lambda: len(ines.texts()) == 1 and ines.is_settled())
    assert "Madrid (MAD) → Paris" in ines.texts()[0]
    assert "Lisbon" in await tom.say(f"<@{BOT}> is it warm in lisbon in may?")
    assert "Wed 10 Feb" in await ines.say("on the 10th")
    assert "Porto" in await tom.say("and in porto?")
    assert {one["thread_ts"] for one in ines.person.messages()} == {said["ts"]}


async def test_killed_in_the_middle_nothing_is_lost_or_said_twice(api: FakeSlack, house: House) -> None:
    """Slack has taken some answers without our hearing of it, some turns run, some events are not handed over."""
    chats = [SlackChat(api, house, f"U71{number:02d}") for number in range(6)]
    for chat in chats:
        await chat.person.say("hello")
    await chats[0].until(lambda: all(chat.texts() for chat in chats) and chats[0].is_settled())
    before = {chat.person.user: len(chat.texts()) for chat in chats}
    months = ("March", "April", "May")
    api.gate.clear()
    for month in months:
        for chat in chats:
            await chat.person.say(f"what is the weather like in Lisbon in {month}?")
    await chats[0].until(lambda: api.at_the_gate >= 3)
    await asyncio.to_thread(house.end, "gateway", signal.SIGKILL)
    api.gate.set()
    taken = sum(len(chat.texts()) - before[chat.person.user] for chat in chats)
    assert 3 <= taken < len(chats) * len(months)
    for chat in chats[:2]:
        # While nobody listens.
        await chat.person.say("what is the weather like in Lisbon in June?")
    await asyncio.to_thread(house.come_back, "channel")
    await api.resend()

    def wanted(chat: SlackChat) -> list[str]:
        return [*months, *(["June"] if chat in chats[:2] else [])]

    def said(chat: SlackChat) -> list[str]:
        return chat.texts()[before[chat.person.user] :]

    await chats[0].until(lambda: chats[0].is_settled() and all(len(said(one)) >= len(wanted(one)) for one in chats), 90)
    await asyncio.sleep(1)
    for chat in chats:
        assert [sum(f"In {month} Lisbon" in text for text in said(chat)) for month in wanted(chat)] == [1] * len(
            wanted(chat)
        ), said(chat)
    assert api.made("conversations.history"), "it looked before it said anything again"
