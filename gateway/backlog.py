"""Conversations that are owed an answer, and when to try again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger()

AT_ONCE = 8
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 15.0

Resume = Callable[[str], Awaitable[bool]]


class Backlog:
    """Tries each conversation again, after pauses that double while the engine is there and still fails.

    ``resume`` answers what waits in a conversation and tells whether nothing waits any more.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due: dict[str, float] = {}
        self._pauses: dict[str, float] = {}
        self._running: dict[str, asyncio.Task[None]] = {}

    def __len__(self) -> int:
        return len(self._due)

    def add(self, conversation: str) -> None:
        """Something waits there from now on; repeatable, a time already set stays."""
        self._due.setdefault(conversation, self._clock())

    def hurry(self, conversation: str) -> None:
        """The cause has just gone: if anything waits there, try at once."""
        if conversation in self._due:
            self._due[conversation] = self._clock()

    def start(self, resume: Resume, *, serving: bool) -> None:
        """Begin with those that are due, at most ``AT_ONCE`` together. Failures while not ``serving`` do not count."""
        now = self._clock()
        for conversation, due in sorted(self._due.items(), key=lambda item: item[1]):
            if due > now or len(self._running) >= AT_ONCE:
                break
            if conversation not in self._running:
                task = asyncio.create_task(self._try(conversation, resume, serving))
                self._running[conversation] = task

    async def stop(self) -> None:
        """Cancel what runs; the messages stay in the database."""
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _try(self, conversation: str, resume: Resume, serving: bool) -> None:
        done = False
        try:
            done = await resume(conversation)
        except Exception:
            log.exception("resume_failed")
        finally:
            self._running.pop(conversation, None)
            if done:
                self._due.pop(conversation, None)
                self._pauses.pop(conversation, None)
            else:
                pause = self._pauses.get(conversation, FIRST_PAUSE)
                self._due[conversation] = self._clock() + (pause if serving else FIRST_PAUSE)
                self._pauses[conversation] = min(2 * pause, LONGEST_PAUSE) if serving else FIRST_PAUSE
