"""Frames for the sockets of other gateways, through Redis."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import structlog
from redis.exceptions import RedisError

if TYPE_CHECKING:
    from redis.asyncio import Redis

log = structlog.get_logger()

CHANNEL = "tripwright:frames"
QUEUED = 1000
PAUSE = 1.0

Frame = dict[str, Any]
Show = Callable[[str, Sequence[Frame]], None]


class RedisRelay:
    """Sends this gateway's frames to all others and shows theirs here.

    Best effort: what is said while Redis is away reaches the sockets of this gateway only. Nothing is lost by it, the
    history is in the database.
    """

    def __init__(self, client: Redis) -> None:
        self._client = client
        self._origin = secrets.token_hex(8)
        self._queue: asyncio.Queue[str] = asyncio.Queue(QUEUED)
        self._tasks: list[asyncio.Task[None]] = []
        self.listening = asyncio.Event()

    def send(self, conversation: str, frames: Sequence[Frame]) -> None:
        """Put frames on their way, in their order."""
        message = json.dumps({"origin": self._origin, "conversation": conversation, "frames": frames})
        try:
            self._queue.put_nowait(message)
        except asyncio.QueueFull:
            log.warning("relay_full")

    def start(self, show: Show) -> None:
        """Begin; ``show`` gives frames to the sockets of this gateway."""
        self._tasks = [asyncio.create_task(self._publish()), asyncio.create_task(self._listen(show))]

    async def stop(self) -> None:
        """Send what is queued, but not for long, and end."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PAUSE):
                await self._queue.join()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _publish(self) -> None:
        while True:
            message = await self._queue.get()
            try:
                await self._client.publish(CHANNEL, message)
            except (RedisError, OSError) as error:
                log.warning("relay_failed", kind=type(error).__name__)
            finally:
                self._queue.task_done()

    async def _listen(self, show: Show) -> None:
        while True:
            try:
                async with self._client.pubsub(ignore_subscribe_messages=True) as channel:
                    await channel.subscribe(CHANNEL)
                    self.listening.set()
                    async for message in channel.listen():
                        self._take(message["data"], show)
            except (RedisError, OSError) as error:
                log.warning("relay_away", kind=type(error).__name__)
            self.listening.clear()
            await asyncio.sleep(PAUSE)

    def _take(self, data: bytes, show: Show) -> None:
        message = json.loads(data)
        if message["origin"] != self._origin:
            show(message["conversation"], message["frames"])
