"""A house beside a messenger that is a fake, and the travellers who talk to it there."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from tests.fixtures.house import House, open_house

OPEN = """
SELECT (SELECT count(*) FROM outbox WHERE kind = 'channel' AND NOT done)
     + (SELECT count(*) FROM messages WHERE state = 'waiting')
"""
STATUSES = """
SELECT status FROM bookings WHERE conversation IN
    (SELECT conversation FROM channel_addresses WHERE channel = ? AND sender LIKE ?)
"""


@asynccontextmanager
async def house_beside(**environment: str) -> AsyncIterator[House]:
    """A house that is ready; in a thread, because it is ready only once the messenger's fake has answered it."""
    opening = open_house(**environment)
    house = await asyncio.to_thread(opening.__enter__)
    try:
        yield house
    finally:
        await asyncio.to_thread(opening.__exit__, None, None, None)


class Chat:
    """One traveller with the bot; each step waits until everything that it brings about has been said.

    ``sender`` is the traveller as the house knows them, as SQL's LIKE takes it.
    """

    def __init__(self, house: House, channel: str, sender: str) -> None:
        self.house = house
        self._who = (channel, sender)

    def texts(self) -> list[str]:
        """All that the bot has said to the traveller, oldest first."""
        raise NotImplementedError

    async def after(self, act: Callable[[], Any], seconds: float = 60.0) -> str:
        """Do something, and give all that is said because of it."""
        before = len(self.texts())
        done = act()
        if inspect.isawaitable(done):
            await done
        await self.until(lambda: len(self.texts()) > before and self.is_settled(), seconds)
        return "\n".join(self.texts()[before:])

    async def until(self, condition: Callable[[], bool], seconds: float = 60.0) -> None:
        """Wait for something to come true; fails with what was said last and the logs when it does not."""
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

    def statuses(self) -> list[str]:
        """Of the traveller's bookings."""
        return [status for (status,) in self.house.query(STATUSES, *self._who)]
