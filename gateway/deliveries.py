"""Answers and pushes on their way to messengers: at least once, in each recipient's order, each channel at its pace."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog

from db.deliveries import LEASE, Lost, Queued, SqlDeliveries
from gateway.metrics import Metrics
from gateway.pauses import growing
from gateway.tasks import Tasks
from travel.account.quiet import PushKind

log = structlog.get_logger()

AT_ONCE_PER_CHANNEL = 30
SECONDS = LEASE.total_seconds() / 2
"""For what lies between two parts of a delivery; well within the lease, which begins anew with each part."""
LONGEST_PAUSE = timedelta(minutes=30)
POLL = 1.0
"""Seconds between looks for what another gateway has queued, or what is due again."""
STOP_SECONDS = 3.0

pause_after = growing(timedelta(seconds=2), LONGEST_PAUSE)

Json = dict[str, Any]


class RetryAfter(Exception):
    """The channel asks for a pause of so many ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asked for a pause of {seconds:g} s")
        self.seconds = seconds


class Unreachable(Exception):
    """The recipient has blocked us, left or gone; nothing is sent there until they write again."""


class Failed(Exception):
    """The channel did not take it; the message is a status or a kind of error. ``for_good``: it never will."""

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.for_good = for_good


class ChannelDelivery:
    """One answer, or one push, for a recipient: its replies in order.

    Whoever sends it splits it into parts, always in the same way, skips the first ``sent`` of them, and awaits
    ``accepted()`` after each part that the channel has taken: what is noted so is never sent again.
    """

    def __init__(self, queued: Queued, note: Callable[[int], Awaitable[None]]) -> None:
        self.id = queued.id
        self.message_id = queued.message_id
        self.replies: Sequence[Json] = queued.replies
        self.push: PushKind | None = queued.push
        self.attempts = queued.attempts
        self.sent = queued.sent
        self._note = note

    async def accepted(self) -> None:
        """One more part has left."""
        self.sent += 1
        await self._note(self.sent)


class Sender(Protocol):
    """What a channel offers."""

    async def send(self, sender: str, address: Json, delivery: ChannelDelivery) -> None:
        """Send the parts of ``delivery`` that have not left yet. Raises RetryAfter, Unreachable, Failed."""
        ...


class Deliveries:
    """Hands what is queued to the channels that this gateway serves, begun within moments of its being kept.

    ``bell`` rings when something was queued in this process. ``dice`` gives numbers from 0 to 1, for pauses that do
    not come in step.
    """

    def __init__(
        self,
        store: SqlDeliveries,
        bell: asyncio.Event,
        metrics: Metrics,
        clock: Callable[[], datetime],
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._store = store
        self._bell = bell
        self._metrics = metrics
        self._clock = clock
        self._dice = dice
        self._senders: dict[str, Sender] = {}
        # When one ends there may be room for another.
        self._tasks = Tasks("delivery_task_broke", ended=bell.set)
        self._loop: asyncio.Task[None] | None = None
        self._stopping = False

    def serve(self, channel: str, sender: Sender) -> None:
        """From now on the channel's deliveries are sent by ``sender``."""
        self._senders[channel] = sender
        self._bell.set()

    def pause(self, channel: str) -> None:
        """The channel is away: its deliveries wait, untried. Repeatable."""
        self._senders.pop(channel, None)

    def start(self) -> None:
        """Begin; the loop must be running."""
        self._loop = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Let what is under way end, but not for long: it is sent again when its lease is over."""
        self._stopping = True
        self._bell.set()
        if self._loop is not None:
            await asyncio.wait({self._loop}, timeout=STOP_SECONDS)
            self._loop.cancel()
        await self._tasks.drain(STOP_SECONDS)

    async def begin(self) -> None:
        """Begin with what is due, as far as there is room; returns before it has left."""
        while not self._stopping:
            each = self._tasks.each()
            free = [channel for channel in self._senders if each[channel] < AT_ONCE_PER_CHANNEL]
            queued = await self._store.claim(free, now=self._clock())
            if queued is None:
                return
            self._tasks.begin(self._recipient(queued), queued.channel)

    async def _run(self) -> None:
        while not self._stopping:
            self._bell.clear()
            try:
                await self.begin()
            except Exception:
                log.exception("deliveries_failed")
                await asyncio.sleep(POLL)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(POLL):
                    await self._bell.wait()

    async def _recipient(self, first: Queued) -> None:
        """Send one after the other until nothing is due there, or one fails."""
        queued: Queued | None = first
        while queued is not None and await self._send(queued) and not self._stopping:
            queued = await self._store.claim([queued.channel], now=self._clock(), recipient=queued.recipient)

    async def _send(self, queued: Queued) -> bool:
        """Whether the next one may follow."""
        outcome = "sent"
        try:
            await self._hand_over(queued)
            await self._store.done(queued)
        except RetryAfter as wish:
            outcome = await self._again(queued, str(wish), timedelta(seconds=wish.seconds))
        except Unreachable:
            outcome = "unreachable"
            log.info("recipient_unreachable", channel=queued.channel)
            await self._store.unreachable(queued, now=self._clock())
        except Failed as failure:
            outcome = await self._failed(queued, failure)
        except Lost:
            outcome = "lost"
        except Exception as error:
            log.exception("delivery_broke", channel=queued.channel)
            outcome = await self._again(queued, type(error).__name__)
        self._metrics.deliveries.labels(queued.channel, outcome).inc()
        return outcome in ("sent", "refused")

    async def _hand_over(self, queued: Queued) -> None:
        sender = self._senders.get(queued.channel)
        if sender is None:
            raise Failed("the channel is away")
        async with asyncio.timeout(SECONDS) as limit:

            async def note(sent: int) -> None:
                await self._store.progress(queued, sent, now=self._clock())
                limit.reschedule(asyncio.get_running_loop().time() + SECONDS)

            await sender.send(queued.sender, queued.address, ChannelDelivery(queued, note))

    async def _failed(self, queued: Queued, failure: Failed) -> str:
        if not failure.for_good:
            return await self._again(queued, str(failure))
        log.error("delivery_refused", channel=queued.channel, delivery=queued.id, reason=str(failure))
        with contextlib.suppress(Lost):
            await self._store.bury(queued, now=self._clock(), error=str(failure))
        return "refused"

    async def _again(self, queued: Queued, reason: str, pause: timedelta | None = None) -> str:
        log.warning("delivery_failed", channel=queued.channel, attempts=queued.attempts, reason=reason)
        until = self._clock() + (pause_after(queued.attempts, self._dice()) if pause is None else pause)
        with contextlib.suppress(Lost):
            await self._store.later(queued, until=until, error=reason)
        return "failed"
