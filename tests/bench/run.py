"""``python -m tests.bench.run``: start-up, memory, reply times and throughput of the whole house; asserts nothing.

With ``--plain`` only the small talk, against a plain bot of the default pipeline in the same run.
"""

# ruff: noqa: T201 -- printing is what it is for

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterable

import aiohttp

from tests.bench import load, machine
from tests.bench.plain_bot import PlainBot, PlainTalker, running_plain_bot
from tests.fixtures.chat import Traveller
from tests.fixtures.house import ROOT, House, open_house

MANY = 16
CHAT_ALONE, CHAT_EACH = 200, 40
SEARCH_ALONE, SEARCH_EACH = 60, 8
BOOK_ALONE, BOOK_EACH = 8, 2
ROUNDS = 4
LATE, WINDOW = 500, 20
PARTS = (
    ("understanding", str(ROOT / "bot" / ".venv" / "bin" / "python")),
    ("bookings", sys.executable),
    ("suppliers", sys.executable),
    ("places", sys.executable),
    ("recommender", sys.executable),
    ("sockets", sys.executable),
    ("widget", sys.executable),
)
PARTS_SECONDS = 300.0

Texts = Callable[[int], Iterable[str]]


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plain", action="store_true", help="compare small talk with a plain bot")
    options = parser.parse_args()
    print(machine.describe(), flush=True)
    with open_house() as house:
        print(f"start-up to ready: {house.ready_after:.1f} s", flush=True)
        if options.plain:
            compare(house)
        else:
            asyncio.run(everything(house))
    if not options.plain:
        for part, python in PARTS:
            print(f"{part}:", flush=True)
            subprocess.run([python, "-m", f"tests.bench.{part}"], cwd=ROOT, check=True, timeout=PARTS_SECONDS)


async def everything(house: House) -> None:
    """All loads through the gateway, then the memory."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        await load.measure([Traveller(session, house.url)], load.chat(20))
        print("replies:")
        await show(session, house, "chit-chat", load.chat(CHAT_ALONE), load.chat(CHAT_EACH))
        await show(session, house, "search", load.searches(SEARCH_ALONE), load.searches(SEARCH_EACH))
        await show(session, house, "booking", load.bookings(BOOK_ALONE), load.bookings(BOOK_EACH))
        early, late = await load.early_and_late(Traveller(session, house.url), LATE, WINDOW)
        print(
            f"  message 5 {early * 1000:.1f} ms, message {LATE} {late * 1000:.1f} ms (medians of {WINDOW}): "
            f"{late / early:.2f} times"
        )
        print(f"  20 messages at once: {await load.at_once(Traveller(session, house.url), 20):.2f} s")
    print("memory after that:")
    print(machine.memory(house), flush=True)


async def show(session: aiohttp.ClientSession, house: House, name: str, alone: Texts, each: Texts) -> None:
    """One kind of message, in one conversation and in many at once."""
    for number, texts in ((1, alone), (MANY, each)):
        travellers = [Traveller(session, house.url) for _ in range(number)]
        times = await load.measure(travellers, texts)
        print(times.line(f"{name}, {number} conversation{'s' * (number > 1)}"), flush=True)


def compare(house: House) -> None:
    """Small talk with us and with a plain bot, turn about, so that both meet the machine in the same mood."""
    with running_plain_bot() as bot:
        print(f"plain bot: trained in {bot.trained_after:.0f} s, ready after {bot.ready_after:.1f} s", flush=True)
        asyncio.run(turn_about(house, bot))
    print("memory of ours:")
    print(machine.memory(house), flush=True)


async def turn_about(house: House, bot: PlainBot) -> None:
    """Rounds of the same messages with either; the throughputs of the rounds, and their ratio."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        sides: dict[str, Callable[[], load.Talker]] = {
            "ours": lambda: Traveller(session, house.url),
            "plain": lambda: PlainTalker(session, bot.url),
        }
        for number, count in ((1, CHAT_ALONE // ROUNDS), (MANY, CHAT_EACH // ROUNDS)):
            rates: dict[str, float] = {}
            for name, rounds in (await _rounds(sides, number, count)).items():
                together = load.joined(rounds)
                rates[name] = together.rate
                print(together.line(f"{name}, {number} conversation{'s' * (number > 1)}"), flush=True)
            print(f"  throughput of ours: {rates['ours'] / rates['plain']:.2f} times the plain bot's", flush=True)


async def _rounds(sides: dict[str, Callable[[], load.Talker]], number: int, count: int) -> dict[str, list[load.Times]]:
    found: dict[str, list[load.Times]] = {name: [] for name in sides}
    for talker in sides.values():
        await load.measure([talker()], load.chat(20))
    for _ in range(ROUNDS):
        for name, talker in sides.items():
            found[name].append(await load.measure([talker() for _ in range(number)], load.chat(count)))
    return found


if __name__ == "__main__":
    main()
