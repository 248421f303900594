"""How fast a messenger may be written to."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Hashable

REMEMBERED = 10_000


class Pace:
    """One message every ``each`` seconds to a chat, ``overall`` a second to all, ``crowded`` a minute to a group."""

    def __init__(self, each: float, overall: float, crowded: int) -> None:
        self._each = each
        self._gap = 1 / overall
        self._crowded = crowded
        self._next: dict[Hashable, float] = {}
        self._overall = 0.0
        self._groups: dict[Hashable, deque[float]] = {}

    async def turn(self, chat: Hashable, *, group: bool = False) -> None:
        """Wait until one more message may go to the chat, and count it."""
        wait = self._wait(chat, group=group)
        if wait > 0:
            await asyncio.sleep(wait)
            # Others may have been first.
            await self.turn(chat, group=group)
            return
        now = time.monotonic()
        self._next[chat] = now + self._each
        self._overall = max(now, self._overall) + self._gap
        if group:
            self._groups.setdefault(chat, deque(maxlen=self._crowded)).append(now)
        self._forget(now)

    def free(self, chat: Hashable) -> bool:
        """Whether a message may go to the chat at once."""
        return self._wait(chat, group=False) <= 0

    def hold(self, chat: Hashable, seconds: float) -> None:
        """Nothing to the chat for so long: the messenger has asked for it."""
        self._next[chat] = max(self._next.get(chat, 0.0), time.monotonic() + seconds)

    def _wait(self, chat: Hashable, *, group: bool) -> float:
        now = time.monotonic()
        times = self._groups.get(chat) if group else None
        full = times[0] + 60 if times is not None and len(times) == self._crowded else now
        return max(self._next.get(chat, now), self._overall, full) - now

    def _forget(self, now: float) -> None:
        if len(self._next) > REMEMBERED:
            self._next = {chat: at for chat, at in self._next.items() if at > now}
            self._groups = {chat: times for chat, times in self._groups.items() if times[-1] + 60 > now}
