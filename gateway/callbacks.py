"""Answers on their way to the programs that asked: at least once, in order, each program at its own pace."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

import aiohttp
import structlog

from connectors.webhook import delivered, sign
from db.callbacks import Delivery, SqlCallbacks
from db.keys import signing_key
from db.outbox import SqlOutbox
from gateway.metrics import Metrics
from gateway.pauses import growing
from gateway.tasks import Tasks

log = structlog.get_logger()

AT_ONCE = 20
AT_ONCE_PER_KEY = 5
"""So that a program which answers slowly does not hold up the others."""
SECONDS = 10.0
LONGEST_PAUSE = timedelta(hours=1)
STOP_SECONDS = 3.0

pause_after = growing(timedelta(seconds=5), LONGEST_PAUSE)


class Refused(Exception):
    """The program did not take it; the message is a status or a kind of error. ``wait``: it asked for a pause."""

    def __init__(self, reason: str, wait: timedelta | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Callbacks:
    """Delivers what is queued. ``dice`` gives numbers from 0 to 1, for pauses that do not come in step.

    Without a secret nothing can be signed; then nothing is sent, and what was queued before waits.
    """

    def __init__(
        self,
        store: SqlCallbacks,
        outbox: SqlOutbox,
        session: aiohttp.ClientSession,
        secret: str | None,
        metrics: Metrics,
        clock: Callable[[], datetime],
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._session = session
        self._secret = secret
        self._metrics = metrics
        self._clock = clock
        self._dice = dice
        self._tasks = Tasks("callback_broke")

    async def run(self) -> None:
        """Begin with what is due, as far as there is room; returns before it is delivered."""
        while self._secret is not None and len(self._tasks) < AT_ONCE:
            busy = [key for key, number in self._tasks.each().items() if number >= AT_ONCE_PER_KEY]
            delivery = await self._store.claim(now=self._clock(), busy=busy)
            if delivery is None:
                return
            self._tasks.begin(self._conversation(delivery), delivery.key)

    async def stop(self) -> None:
        """Let what is under way end, but not for long: it is sent again when its lease is over."""
        await self._tasks.drain(STOP_SECONDS)

    async def _conversation(self, first: Delivery) -> None:
        """Deliver one after the other until nothing is due there, or one fails."""
        delivery: Delivery | None = first
        while delivery is not None and await self._deliver(delivery):
            delivery = await self._store.claim(now=self._clock(), conversation=first.conversation)

    async def _deliver(self, delivery: Delivery) -> bool:
        try:
            await self._post(delivery)
        except Refused as refusal:
            pause = max(pause_after(delivery.attempts, self._dice()), refusal.wait or timedelta())
            log.warning("callback_failed", key=delivery.key, attempts=delivery.attempts, reason=str(refusal))
            self._metrics.callbacks.labels("failed").inc()
            await self._outbox.retry(delivery.id, now=self._clock(), error=str(refusal), pause=pause)
            return False
        await self._outbox.done(delivery.id)
        self._metrics.callbacks.labels("delivered").inc()
        return True

    async def _post(self, delivery: Delivery) -> None:
        said = delivered(delivery.sender, delivery.payload, delivery.created)
        body = json.dumps(said, ensure_ascii=False).encode()
        assert self._secret is not None, "nothing is claimed without it"
        headers = sign(signing_key(self._secret, delivery.key), _id(delivery), self._clock(), body)
        try:
            async with self._session.post(
                delivery.url,
                data=body,
                headers={**headers, "Content-Type": "application/json"},
                # Elsewhere than where the operator said is nowhere.
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=SECONDS),
            ) as answer:
                if not 200 <= answer.status < 300:
                    raise Refused(f"status {answer.status}", _asked_pause(answer.headers.get("Retry-After", "")))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise Refused(type(error).__name__) from None


def _asked_pause(text: str) -> timedelta | None:
    if text.isascii() and text.isdecimal() and len(text) <= 9:
        return min(timedelta(seconds=int(text)), LONGEST_PAUSE)
    return None


def _id(delivery: Delivery) -> str:
    """The same for every attempt, and another for everything else that is said."""
    named = f"{delivery.conversation}\0{delivery.payload['message_id']}"
    return f"cb_{sha256(named.encode()).hexdigest()[:32]}"
