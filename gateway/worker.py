"""What must happen without anybody asking: mails, holds, late answers, forgetting."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from db.outbox import Outgoing
from db.retention import clean
from gateway.erasing import erase_due
from gateway.house import House
from gateway.mail import Letters, Post
from gateway.mail.delivery import DeliveryFailed

log = structlog.get_logger()

ORPHANS_AT_ONCE = 50
ORPHAN_LEASE = timedelta(minutes=1)
ORPHAN_MARGIN = timedelta(seconds=10)
MAILS_AT_ONCE = 20
STOP_SECONDS = 3.0
LONGEST_PAUSE = 30.0
"""Seconds between tries of a job that keeps failing."""


@dataclass(frozen=True)
class Job:
    """Something done every ``seconds``, first after ``wait`` seconds."""

    name: str
    seconds: float
    work: Callable[[], Awaitable[object]]
    wait: float = 0.0


class Worker:
    """Runs the jobs, each at its own pace. Rows are claimed with a lease, so several gateways may run it."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = asyncio.Event()

    def start(self) -> None:
        """Begin; the loop must be running."""
        self._tasks = [asyncio.create_task(self._repeat(job), name=job.name) for job in self._jobs]

    async def stop(self) -> None:
        """Let what is under way end, but not for long: what was claimed becomes free again with its lease."""
        self._stopping.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=STOP_SECONDS)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _repeat(self, job: Job) -> None:
        pause = job.seconds
        await self._sleep(job.wait)
        while not self._stopping.is_set():
            try:
                await job.work()
                pause = job.seconds
            except Exception:
                log.exception("job_failed", job=job.name)
                pause = max(job.seconds, min(2 * pause, LONGEST_PAUSE))
            await self._sleep(pause)

    async def _sleep(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)


def jobs(house: House, letters: Letters, post: Post) -> list[Job]:
    """Everything a gateway does by itself."""
    settings = house.settings

    async def mails() -> None:
        await send_mails(house, letters, post)

    async def holds() -> None:
        if freed := await house.bookings.expire_holds(now=house.clock()):
            log.info("holds_expired", number=freed)

    async def forget() -> None:
        days = {"guest_days": settings.guest_retention_days, "passenger_days": settings.passenger_retention_days}
        counts = await clean(house.database, now=house.clock(), **days)
        log.info("cleaned", **counts)

    return [
        Job("mails", 2, mails),
        Job("callbacks", 1, house.callbacks.run),
        Job("holds", 5, holds),
        Job("waiting", 1, lambda: resume(house)),
        Job("orphans", 10, lambda: adopt_orphans(house)),
        Job("erasures", 2, lambda: erase_due(house)),
        Job("forget", 3600, forget, wait=60),
    ]


async def send_mails(house: House, letters: Letters, post: Post) -> None:
    """Send what is due; what fails is tried again later, and one bad mail does not hold up the others."""
    for outgoing in await house.outbox.claim(now=house.clock(), limit=MAILS_AT_ONCE):
        try:
            await post.send(letters.write(outgoing), f"{outgoing.id:08d}-{outgoing.kind}")
        except (DeliveryFailed, KeyError, ValueError) as error:
            await _later(house, outgoing, str(error) if isinstance(error, DeliveryFailed) else "unreadable")
        else:
            await house.outbox.done(outgoing.id)
            house.metrics.mails.labels(outgoing.kind, "sent").inc()


async def _later(house: House, outgoing: Outgoing, reason: str) -> None:
    log.warning("mail_failed", mail=outgoing.id, kind=outgoing.kind, attempts=outgoing.attempts, reason=reason)
    house.metrics.mails.labels(outgoing.kind, "failed").inc()
    await house.outbox.retry(outgoing.id, now=house.clock(), error=reason)


async def resume(house: House) -> None:
    """Answer what waits, once engine and actions are there; until then only give up what has waited too long."""
    if len(house.backlog):
        serving = await house.health.serving()
        house.backlog.start(house.turns.resume if serving else house.turns.give_up_overdue, serving=serving)


async def adopt_orphans(house: House) -> None:
    """Take over messages whose gateway stopped before it had answered."""
    patience = timedelta(seconds=house.settings.turn_timeout_seconds) + ORPHAN_MARGIN
    found = await house.store.pending(now=house.clock(), older_than=patience, limit=ORPHANS_AT_ONCE, lease=ORPHAN_LEASE)
    for one in found:
        house.backlog.add(one.conversation)
