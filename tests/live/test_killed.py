"""Processes that die at the worst moment: nothing is lost, nothing happens twice, nobody has to ask again."""

from __future__ import annotations

import asyncio
import signal
import time
from datetime import timedelta
from pathlib import Path

from tests.fixtures.chat import Traveller, texts
from tests.fixtures.gateway_at import read_clock, set_clock
from tests.fixtures.house import House

APOLOGY = "Your message is kept"
EMAIL = "ines@prado.example"
SLICE = 0.0005
"""Seconds for which a process runs between two looks at the database."""
TRIES = 20_000


async def up_to_the_summary(traveller: Traveller, day: str, email: str) -> None:
    for text in (f"direct flights from madrid to paris on {day}, one way, just me", "the first one", "Ines Prado"):
        await traveller.say(text)
    assert "Book this flight" in texts(await traveller.say(email))


def kill_between_hold_and_confirm(house: House) -> None:
    """Let the action server run in slices until a booking is held and not yet confirmed, then kill it."""
    actions = house.processes["actions"]
    for _ in range(TRIES):
        actions.send_signal(signal.SIGSTOP)
        statuses = {status for (status,) in house.query("SELECT status FROM bookings WHERE deadline IS NOT NULL")}
        if statuses:
            assert statuses == {"held"}
            house.end("actions", signal.SIGKILL)
            return
        actions.send_signal(signal.SIGCONT)
        time.sleep(SLICE)
    raise AssertionError("no booking was ever held")


def statuses(house: House, traveller: Traveller) -> list[str]:
    rows = house.query("SELECT status FROM bookings WHERE conversation = ?", traveller.conversation)
    return [status for (status,) in rows]


def taken(house: House) -> int:
    return int(house.query("SELECT coalesce(sum(taken), 0) FROM stock")[0][0])


def wait_until_taken(house: House, units: int, seconds: float = 20) -> None:
    began = time.monotonic()
    while taken(house) != units:
        assert time.monotonic() - began < seconds, f"{taken(house)} units are still taken, not {units}"
        time.sleep(0.1)


async def test_actions_killed_between_hold_and_confirm_book_once_when_back(house: House, traveller: Traveller) -> None:
    before = taken(house)
    await up_to_the_summary(traveller, "9 february", EMAIL)
    yes = asyncio.create_task(traveller.say("yes", "the-yes"))
    await asyncio.to_thread(kill_between_hold_and_confirm, house)
    assert APOLOGY in texts(await yes)
    assert (statuses(house, traveller), taken(house) - before) == (["held"], 1)
    assert not house.ready()

    house.start("actions")
    replies = await traveller.answered("the-yes", 30)
    assert "Booked" in texts(replies)
    assert (statuses(house, traveller), taken(house) - before) == (["confirmed"], 1)
    assert len(house.query("SELECT id FROM outbox WHERE kind = 'booking_confirmed' AND recipient = ?", EMAIL)) == 1
    assert texts(await traveller.say("yes", "the-yes")) == texts(replies)
    assert statuses(house, traveller) == ["confirmed"]


async def test_actions_killed_between_hold_and_confirm_free_the_seat_at_the_deadline(
    house: House, traveller: Traveller, clock: Path
) -> None:
    before = taken(house)
    await up_to_the_summary(traveller, "10 february", "other@prado.example")
    yes = asyncio.create_task(traveller.say("yes", "the-yes"))
    await asyncio.to_thread(kill_between_hold_and_confirm, house)
    assert APOLOGY in texts(await yes)
    assert taken(house) - before == 1

    set_clock(clock, read_clock(clock) + timedelta(minutes=16))
    await asyncio.to_thread(wait_until_taken, house, before)
    assert statuses(house, traveller) == ["expired"]

    house.start("actions")
    assert "Booked" not in texts(await traveller.answered("the-yes", 30))
    house.wait_ready()
    assert "no bookings" not in texts(await traveller.say("hello"))
    assert statuses(house, traveller) == ["expired"]


async def test_a_message_while_the_engine_is_dead_is_answered_by_itself_once(
    house: House, traveller: Traveller
) -> None:
    await traveller.say("flights from Vienna to Porto on 5 March, one way")
    house.end("engine", signal.SIGKILL)
    assert APOLOGY in texts(await traveller.say("2 adults", "while-dead"))
    assert not house.ready()

    house.start("engine")
    replies = await traveller.answered("while-dead", 60)
    assert "2 adults" in texts(replies)
    assert [card["kind"] for reply in replies for card in reply["cards"]] == ["flight"] * 5
    house.wait_ready()
    again = await traveller.say("2 adults", "while-dead")
    assert texts(again) == texts(replies)
    mine = [one for one in await traveller.history() if one["message_id"] == "while-dead"]
    assert [one["role"] for one in mine] == ["traveller"] + ["assistant"] * len(replies)


async def test_an_engine_killed_in_the_middle_of_a_turn(house: House, traveller: Traveller) -> None:
    await traveller.say("hello")
    house.processes["engine"].send_signal(signal.SIGSTOP)
    asked = asyncio.create_task(traveller.say("what is the weather like in Lisbon in May?", "mid-turn"))
    await asyncio.sleep(0.5)
    assert not asked.done()
    house.end("engine", signal.SIGKILL)
    assert APOLOGY in texts(await asked)
    house.start("engine")
    assert "In May Lisbon" in texts(await traveller.answered("mid-turn", 60))


async def test_a_gateway_killed_with_a_message_in_hand_answers_it_when_back(house: House, traveller: Traveller) -> None:
    await traveller.say("hello")
    house.processes["engine"].send_signal(signal.SIGSTOP)
    asked = asyncio.create_task(traveller.say("what is the weather like in Rome in June?", "in-hand"))
    await asyncio.sleep(0.5)
    house.end("gateway", signal.SIGKILL)
    await asyncio.gather(asked, return_exceptions=True)
    house.processes["engine"].send_signal(signal.SIGCONT)
    house.start("gateway")
    house.wait_ready()
    replies = await traveller.say("what is the weather like in Rome in June?", "in-hand")
    assert texts(replies).count("In June Rome") == 1
    assert [one["role"] for one in await traveller.history() if one["message_id"] == "in-hand"].count("traveller") == 1
