"""Loads with a fixed number of messages, and what they say of the replies' times."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import cycle, islice
from statistics import median
from typing import Any, Protocol

CHAT = ("hello", "thanks a lot", "what can you do?", "are you a robot?", "bye for now")
CITIES = "Berlin Lisbon Rome Paris Madrid Vienna Porto Prague Athens Dublin Oslo Milan".split()
MONTHS = "February March April May June".split()
MOST_SECONDS = 60.0
"""No load goes on for longer; what is left of it is dropped, and said."""


class Talker(Protocol):
    """One conversation."""

    async def say(self, text: str) -> list[dict[str, Any]]:
        """The replies to a message."""
        ...


@dataclass
class Times:
    """Seconds for each reply, and for the whole load."""

    each: list[float] = field(default_factory=list)
    whole: float = 0.0
    cut: bool = False

    @property
    def rate(self) -> float:
        """Messages a second."""
        return len(self.each) / self.whole

    def line(self, name: str) -> str:
        """``p50``, ``p95`` and rate."""
        cut = f" (cut after {MOST_SECONDS:.0f} s)" if self.cut else ""
        p95 = sorted(self.each)[int(len(self.each) * 0.95)]
        return (
            f"  {name:<34} p50 {median(self.each) * 1000:6.1f} ms  p95 {p95 * 1000:6.1f} ms  "
            f"{self.rate:6.1f} messages/s  ({len(self.each)} messages){cut}"
        )


def joined(rounds: Iterable[Times]) -> Times:
    """Several loads as one."""
    rounds = list(rounds)
    each = [seconds for one in rounds for seconds in one.each]
    return Times(each, sum(one.whole for one in rounds), any(one.cut for one in rounds))


async def measure(talkers: Iterable[Talker], texts: Callable[[int], Iterable[str]]) -> Times:
    """All conversations at once, each message after the reply to the one before; ``texts`` is by conversation."""
    times = Times()
    began = time.perf_counter()

    async def talk(number: int, talker: Talker) -> None:
        for text in texts(number):
            if time.perf_counter() - began > MOST_SECONDS:
                times.cut = True
                return
            sent = time.perf_counter()
            if not await talker.say(text):
                raise RuntimeError(f"no answer to {text!r}")
            times.each.append(time.perf_counter() - sent)

    await asyncio.gather(*(talk(number, talker) for number, talker in enumerate(talkers)))
    times.whole = time.perf_counter() - began
    return times


def chat(count: int) -> Callable[[int], Iterable[str]]:
    """Small talk, ``count`` messages a conversation."""
    return lambda number: islice(cycle(CHAT), count)


def searches(count: int) -> Callable[[int], Iterable[str]]:
    """Whole flight searches in one sentence each, never the same twice in a conversation."""

    def of(number: int) -> Iterable[str]:
        chance = random.Random(number)
        for _ in range(count):
            start, goal = chance.sample(CITIES, 2)
            day = f"{chance.randint(1, 28)} {chance.choice(MONTHS)}"
            yield f"flights from {start} to {goal} on {day}, one way, 2 adults"

    return of


def bookings(count: int) -> Callable[[int], Iterable[str]]:
    """From the wish to the booking: five messages each."""

    def of(number: int) -> Iterable[str]:
        for wish in searches(count)(1000 + number):
            yield from (wish, "the first one", "Ines Prado and Rita Alves", "ines@prado.example", "yes")

    return of


async def at_once(talker: Talker, count: int) -> float:
    """Seconds until the last of ``count`` messages, sent at the same moment into one conversation, is answered."""
    await talker.say("hello")
    began = time.perf_counter()
    months = islice(cycle(MONTHS), count)
    await asyncio.gather(*(talker.say(f"weather in Lisbon in {month}") for month in months))
    return time.perf_counter() - began


async def early_and_late(talker: Talker, late: int, window: int) -> tuple[float, float]:
    """Median seconds of the messages around 5 and around ``late`` of one conversation."""
    times = await measure([talker], chat(late + window))
    return median(times.each[5 : 5 + window]), median(times.each[-window:])
