"""Turns under way and turns done: each message id runs once, whoever asks for it and however often.

A turn is a task of its own: a caller that gives up does not cancel it, and the next call with the same id gets its
result. After the deadline the caller hears "running"; a result that nobody is waiting for goes to the gateway.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

logger = logging.getLogger(__name__)

ANSWER_SECONDS = 20.0
TURN_SECONDS = 60.0
"""A turn that hangs is ended after this, or it would hold its conversation for ever."""
QUEUED_TURNS = 64
REMEMBERED_TURNS = 1000

Key = tuple[str, str]
Answer = dict[str, Any]
Run = Callable[[], Awaitable[Answer]]
Push = Callable[[str, str, Answer], Awaitable[None]]


def answer(state: str, **more: Any) -> Answer:
    """An answer of the turn route: ``state`` is ok, busy, error or running."""
    return {"state": state, "replies": [], **more}


class _Entry:
    def __init__(self, task: asyncio.Task[Answer]) -> None:
        self.task = task
        self.waiting = 0
        self.forgotten = False


class Turns:
    """Runs turns and remembers their answers, the latest ``remembered`` of them."""

    def __init__(
        self,
        push: Push | None = None,
        *,
        answer_seconds: float = ANSWER_SECONDS,
        turn_seconds: float = TURN_SECONDS,
        queued: int = QUEUED_TURNS,
        remembered: int = REMEMBERED_TURNS,
    ) -> None:
        self._push = push
        self._answer_seconds = answer_seconds
        self._turn_seconds = turn_seconds
        self._queued = queued
        self._remembered = remembered
        self._entries: OrderedDict[Key, _Entry] = OrderedDict()
        self._open: Counter[str] = Counter()
        self._pushes: set[asyncio.Task[None]] = set()
        self._stopping = False

    async def take(self, conversation: str, message_id: str, run: Run) -> Answer:
        """The turn's answer; runs it if the message is new. "running" after the deadline, "busy" when too many wait.

        An answer with state "error" is handed to those who wait now and forgotten: the same id then runs anew.
        """
        key = (conversation, message_id)
        entry = self._entries.get(key)
        if entry is None:
            if self._stopping or self._open[conversation] >= self._queued:
                return answer("busy")
            entry = self._start(key, run)
        entry.waiting += 1
        try:
            done, _ = await asyncio.wait({entry.task}, timeout=self._answer_seconds)
        finally:
            entry.waiting -= 1
        return entry.task.result() if done else answer("running")

    def forget(self, conversation: str) -> None:
        """Drop the remembered answers of a conversation; those under way are handed out and not remembered."""
        for key, entry in [(key, entry) for key, entry in self._entries.items() if key[0] == conversation]:
            entry.forgotten = True
            if entry.task.done():
                del self._entries[key]

    async def drain(self, seconds: float) -> None:
        """Take no new turns and let those under way finish, at most ``seconds``; cancel the rest."""
        self._stopping = True
        tasks = {entry.task for entry in self._entries.values() if not entry.task.done()} | self._pushes
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            logger.warning("%d turns were cut off by the shutdown; their callers may send them again", len(late))
            await asyncio.wait(late, timeout=0.2)

    def _start(self, key: Key, run: Run) -> _Entry:
        entry = _Entry(asyncio.get_running_loop().create_task(self._guarded(run)))
        self._entries[key] = entry
        self._open[key[0]] += 1
        entry.task.add_done_callback(lambda task: self._finished(key, entry))
        return entry

    async def _guarded(self, run: Run) -> Answer:
        try:
            return await asyncio.wait_for(run(), self._turn_seconds)
        except asyncio.TimeoutError:  # noqa: UP041 -- not the builtin one on Python 3.10
            logger.error("a turn took more than %.0f s and was ended", self._turn_seconds)
            return answer("error", reason="timeout")
        except asyncio.CancelledError:
            return answer("error", reason="stopped")

    def _finished(self, key: Key, entry: _Entry) -> None:
        self._open[key[0]] -= 1
        if not self._open[key[0]]:
            del self._open[key[0]]
        result = entry.task.result()
        if result["state"] == "error" or entry.forgotten:
            self._entries.pop(key, None)
        self._evict()
        if not entry.waiting and self._push is not None and not self._stopping:
            pushing = asyncio.get_running_loop().create_task(self._push(*key, result))
            self._pushes.add(pushing)
            pushing.add_done_callback(self._pushes.discard)

    def _evict(self) -> None:
        surplus = len(self._entries) - self._remembered
        if surplus <= 0:
            return
        done = [key for key, entry in self._entries.items() if entry.task.done()]
        for key in done[:surplus]:
            del self._entries[key]
