"""Answers on their way to messengers: at once, in order, in parts, tried again, and going on after a kill."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gateway import deliveries
from gateway.deliveries import LONGEST_PAUSE, Failed, RetryAfter, Unreachable, pause_after
from gateway.house import HOUSE, House
from gateway.wiring import build
from messages import IncomingMessage
from settings import Settings
from tests.gateway.conftest import BOTH, Clock, until
from tests.gateway.fakes import FakeEngine, text
from tests.gateway.messenger import CHANNEL, Messenger, write

DATABASES = BOTH


@pytest.fixture
def messenger(house: House) -> Messenger:
    served = Messenger()
    house.deliveries.serve(CHANNEL, served)
    return served


def several(*texts: str) -> Any:
    return {"state": "ok", "replies": [{"text": one} for one in texts]}


async def sizes(house: House) -> dict[str, int]:
    return await house.outbox.sizes(now=house.clock())


async def test_an_answer_leaves_at_once(house: House, messenger: Messenger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "POLL", 60.0)
    await asyncio.sleep(0.05)
    begun = asyncio.get_running_loop().time()
    await write(house, "a", "hello")
    await until(lambda: messenger.sent)
    assert asyncio.get_running_loop().time() - begun < deliveries.POLL / 2
    assert messenger.sent == [("a", "echo: hello")]
    assert messenger.addresses == [{"chat": "a"}]


async def test_what_was_said_once_is_answered_once(house: House, messenger: Messenger) -> None:
    await asyncio.gather(*(write(house, "a", "hello") for _ in range(5)))
    await write(house, "a", "hello")
    await write(house, "a", "bye")
    await until(lambda: len(messenger.sent) == 2)
    await asyncio.sleep(0.2)
    assert messenger.texts == ["echo: hello", "echo: bye"]


async def test_each_hears_in_order_and_nobody_waits_for_others(house: House, messenger: Messenger) -> None:
    for n in range(4):
        for who in ("a", "b", "c"):
            await write(house, who, str(n))
    await until(lambda: len(messenger.sent) == 12)
    for who in ("a", "b", "c"):
        assert [said for sender, said in messenger.sent if sender == who] == [f"echo: {n}" for n in range(4)]


async def test_messages_that_come_together_are_answered_in_their_order(house: House, messenger: Messenger) -> None:
    await write(house, "a", "first")
    said = [IncomingMessage(channel=CHANNEL, sender="a", message_id=f"m{n}", text=str(n)) for n in range(10)]
    await asyncio.gather(*(house.turns.take(one) for one in said))
    await until(lambda: len(messenger.sent) == 11)
    assert messenger.texts == ["echo: first", *(f"echo: {n}" for n in range(10))]


async def test_not_too_many_at_once(house: House, messenger: Messenger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "AT_ONCE_PER_CHANNEL", 3)
    messenger.open.clear()
    for who in range(8):
        await write(house, str(who), "hello")
    await until(lambda: messenger.waiting == 3)
    await asyncio.sleep(0.1)
    messenger.open.set()
    await until(lambda: len(messenger.sent) == 8)
    assert messenger.most == 3


async def test_it_goes_on_with_the_part_that_failed(
    house: House, messenger: Messenger, engine: FakeEngine, clock: Clock
) -> None:
    engine.behaviour = lambda body: several("one", "two", "three")
    messenger.plan = [None, Failed("status 502"), None, Failed("TimeoutError")]
    await write(house, "a", "hello")
    await until(lambda: messenger.sent)
    for parts in (2, 3):
        await until(lambda: not messenger.waiting)
        await asyncio.sleep(0.1)
        clock.ahead += timedelta(seconds=10)
        await until(lambda expected=parts: len(messenger.sent) == expected)
    assert messenger.texts == ["one", "two", "three"]
    assert await until(lambda: _nothing_waits(house))


async def _nothing_waits(house: House) -> bool:
    return (await sizes(house))["waiting"] == 0


async def test_a_pause_that_was_asked_for_is_kept(house: House, messenger: Messenger, clock: Clock) -> None:
    messenger.plan = [RetryAfter(40)]
    await write(house, "a", "hello")
    await until(lambda: not messenger.plan)
    await asyncio.sleep(0.1)
    clock.ahead += timedelta(seconds=30)
    await asyncio.sleep(1.2)
    assert messenger.sent == []
    clock.ahead += timedelta(seconds=15)
    await until(lambda: messenger.sent)


async def test_what_is_refused_for_good_holds_up_nothing(house: House, messenger: Messenger) -> None:
    messenger.plan = [Failed("status 400", for_good=True)]
    for n in range(2):
        await write(house, "a", str(n))
    await until(lambda: messenger.sent)
    assert messenger.texts == ["echo: 1"]
    (dead,) = await house.outbox.unsent(now=house.clock(), dead=True)
    assert dead.error == "status 400"


async def test_an_error_of_the_channel_is_tried_again_and_its_words_are_not_kept(
    house: House, messenger: Messenger, clock: Clock
) -> None:
    messenger.plan = [ValueError("Marta's secret")]
    await write(house, "a", "hello")
    (waiting,) = await until(lambda: _with_error(house))
    assert waiting.error == "ValueError"
    clock.ahead += timedelta(seconds=5)
    await until(lambda: messenger.sent)


async def _with_error(house: House) -> list[Any]:
    return [one for one in await house.outbox.unsent(now=house.clock()) if one.error]


async def test_who_has_blocked_us_is_left_alone_until_they_write(house: House, messenger: Messenger) -> None:
    messenger.plan = [Unreachable()]
    await write(house, "a", "hello")
    await until(lambda: not messenger.plan)
    await until(lambda: _nothing_waits(house))
    conversation = await house.addresses.conversation_of(CHANNEL, "a")
    assert conversation is not None
    await house.store.push(conversation, [{"text": "Cheaper"}], house.clock(), kind="price")
    assert await sizes(house) == {"waiting": 0, "dead": 0}
    await write(house, "a", "back again")
    await until(lambda: messenger.texts == ["echo: back again"])


async def test_a_channel_that_is_away_keeps_what_is_to_be_sent(house: House, messenger: Messenger) -> None:
    house.deliveries.pause(CHANNEL)
    house.deliveries.pause(CHANNEL)
    await write(house, "a", "hello")
    await asyncio.sleep(0.2)
    (waiting,) = await house.outbox.unsent(now=house.clock())
    assert (waiting.attempts, messenger.sent) == (0, [])
    house.deliveries.serve(CHANNEL, messenger)
    await until(lambda: messenger.sent)


async def test_one_that_hangs_is_given_up_and_sent_again(
    house: House, messenger: Messenger, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliveries, "SECONDS", 0.2)
    messenger.open.clear()
    await write(house, "a", "hello")
    await until(lambda: _with_error(house))
    messenger.open.set()
    clock.ahead += timedelta(seconds=5)
    await until(lambda: messenger.sent)
    assert messenger.texts == ["echo: hello"]


@pytest.mark.parametrize("overrides", [{"turn_timeout_seconds": 0.5}])
async def test_a_late_answer_is_sent_when_it_comes(house: House, messenger: Messenger, engine: FakeEngine) -> None:
    slow = asyncio.Event()

    async def behave(body: dict[str, Any]) -> Any:
        await slow.wait()
        return text("found")

    engine.behaviour = behave
    await write(house, "a", "search")
    assert messenger.sent == []
    slow.set()
    await until(lambda: messenger.texts == ["found"])


async def test_killed_in_the_middle_of_many_nothing_is_lost_or_said_twice(
    settings: Settings, clock: Clock, engine: FakeEngine
) -> None:
    """A gateway that stops without a word leaves its rows leased; the next one finds them when the lease is over."""
    engine.behaviour = lambda body: several(f"{body['text']} one", f"{body['text']} two")
    first = Messenger()
    async with TestClient(TestServer(build(settings, clock=clock))) as client:
        house = client.app[HOUSE]
        house.deliveries.serve(CHANNEL, first)
        taken = asyncio.Event()

        async def stuck(sender: str, address: dict[str, Any], delivery: deliveries.ChannelDelivery) -> None:
            first.sent.append((sender, delivery.replies[0]["text"]))
            await delivery.accepted()
            taken.set()
            await asyncio.Event().wait()

        first.send = stuck  # type: ignore[method-assign]
        for n in range(3):
            await write(house, "a", str(n))
        await taken.wait()
        await house.deliveries._tasks.drain(0)
    clock.ahead += timedelta(minutes=1)
    second = Messenger()
    async with TestClient(TestServer(build(settings, clock=clock))) as client:
        client.app[HOUSE].deliveries.serve(CHANNEL, second)
        await until(lambda: len(second.sent) == 5)
        await asyncio.sleep(0.1)
    assert first.texts == ["0 one"]
    assert second.texts == ["0 two", "1 one", "1 two", "2 one", "2 two"]


async def test_two_gateways_send_each_answer_once(settings: Settings, clock: Clock) -> None:
    messenger = Messenger()
    async with (
        TestClient(TestServer(build(settings, clock=clock))) as one,
        TestClient(TestServer(build(settings, clock=clock))) as two,
    ):
        houses = [client.app[HOUSE] for client in (one, two)]
        for house in houses:
            house.deliveries.serve(CHANNEL, messenger)
        await asyncio.gather(*(write(houses[n % 2], str(n), "hello") for n in range(20)))
        await until(lambda: len(messenger.sent) >= 20)
        await asyncio.sleep(1.2)
    assert sorted(messenger.sent) == sorted((str(n), "echo: hello") for n in range(20))


def test_pauses_double_and_do_not_come_in_step():
    assert [pause_after(n, 0.5).total_seconds() for n in (1, 2, 3)] == [2, 4, 8]
    assert pause_after(40, 0.5) == LONGEST_PAUSE
    assert [pause_after(1, chance).total_seconds() for chance in (0, 1)] == [1.5, 2.5]
