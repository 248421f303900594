"""Work that goes on by itself: kept hold of until it ends, and logged when it breaks."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import structlog

log = structlog.get_logger()

Result = TypeVar("Result")


class Tasks:
    """What one part of the house has begun and not awaited. ``broke`` is the log's name for an exception of it.

    ``ended`` is called after each that ends, in whatever way.
    """

    def __init__(self, broke: str, ended: Callable[[], object] = lambda: None) -> None:
        self._broke = broke
        self._ended = ended
        self._running: dict[asyncio.Task[Any], str] = {}

    def __len__(self) -> int:
        return len(self._running)

    def begin(self, work: Coroutine[Any, Any, Result], of: str = "") -> asyncio.Task[Result]:
        """Start it; the loop must be running. ``of`` is what ``each`` counts it under."""
        task = asyncio.create_task(work)
        self._running[task] = of
        task.add_done_callback(self._finished)
        return task

    def each(self) -> Counter[str]:
        """How many are under way, by what they were begun as."""
        return Counter(self._running.values())

    async def drain(self, seconds: float) -> None:
        """Let what is under way end for so long; what has not is cancelled."""
        if self._running:
            _, late = await asyncio.wait(set(self._running), timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._running.pop(task, None)
        self._ended()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error(self._broke, exc_info=error)
