"""Many messages at the same moment."""

from __future__ import annotations

import asyncio
import time

from tests.fixtures.chat import Traveller, texts
from tests.fixtures.house import House

MONTHS = "January February March April May June July August September October November December".split()
NUMBER = 20


async def test_twenty_messages_at_once_are_answered_in_their_order(house: House, traveller: Traveller) -> None:
    await traveller.say("hello")
    months = [MONTHS[number % 12] for number in range(NUMBER)]
    began = time.perf_counter()
    answers = await asyncio.gather(*(traveller.say(f"weather in Lisbon in {month}") for month in months))
    print(f"{NUMBER} messages at once: {time.perf_counter() - began:.2f} s")  # noqa: T201 -- a figure, not a promise
    for month, replies in zip(months, answers, strict=True):
        assert f"In {month} Lisbon" in texts(replies)
    rows = house.query("SELECT said, answered FROM messages WHERE conversation = ? ORDER BY id", traveller.conversation)
    assert len(rows) == NUMBER + 1
    assert [answered for _, answered in rows] == sorted(answered for _, answered in rows)


async def test_the_same_yes_at_once_books_once(house: House, traveller: Traveller) -> None:
    for text in ("direct flights from madrid to rome on 11 february, one way, just me", "the first one", "Rita Alves"):
        await traveller.say(text)
    await traveller.say("rita@alves.example")
    answers = await asyncio.gather(*(traveller.say("yes") for _ in range(8)))
    booked = [replies for replies in answers if "Booked" in texts(replies)]
    assert len(booked) == 1
    rows = house.query("SELECT status FROM bookings WHERE conversation = ?", traveller.conversation)
    assert rows == [("confirmed",)]
