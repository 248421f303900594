"""The order within each conversation: what arrives first is kept first and answered first."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

REMEMBERED = 10_000


class Lane:
    """One conversation's queue. Locks are fair, so whoever waits first goes first.

    ``behind``: some message may still wait for an answer from before; a new lane cannot know, so it looks.
    ``active``: messages whose own turn is under way or queued. ``failures``: how often a message's turn failed
    although every part was well.
    """

    def __init__(self) -> None:
        self.arrivals = asyncio.Lock()
        self.turn = asyncio.Lock()
        self.behind = True
        self.active: set[str] = set()
        self.failures: dict[str, int] = {}
        self.users = 0


class Lanes:
    """Lanes by conversation; idle ones are forgotten, longest unused first, beyond ``remembered``."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._lanes: OrderedDict[str, Lane] = OrderedDict()
        self._remembered = remembered

    @contextmanager
    def use(self, conversation: str) -> Iterator[Lane]:
        """The conversation's lane, kept as long as anybody is in a block with it."""
        lane = self._lanes.setdefault(conversation, Lane())
        self._lanes.move_to_end(conversation)
        lane.users += 1
        try:
            yield lane
        finally:
            lane.users -= 1
            self._forget()

    def __len__(self) -> int:
        return len(self._lanes)

    def _forget(self) -> None:
        surplus = len(self._lanes) - self._remembered
        if surplus > 0:
            idle = [key for key, lane in self._lanes.items() if not lane.users]
            for key in idle[:surplus]:
                del self._lanes[key]
