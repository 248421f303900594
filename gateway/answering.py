"""One message from the engine to the store and to whoever is listening."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import structlog

from db.talk import Known, SqlConversationStore
from gateway.backlog import Backlog
from gateway.engine import EngineAnswer, EngineClient
from gateway.ids import short
from gateway.issuing import Issued, issue_replies, plain
from gateway.lanes import Lane
from gateway.live import Live, typing
from gateway.metrics import Metrics
from gateway.signals import Signals
from gateway.text import is_command
from wording import Wording

log = structlog.get_logger()

GIVE_UP = timedelta(minutes=15)
"""An answer after that would surprise more than it helps, and a yes might no longer be meant."""
MAX_FAILURES = 5
"""Turns of one message that may fail while every part is well; then the message itself is the trouble."""
MAX_FAILURES_WHEN_PASSED = 2
"""The same when something newer waits behind it."""

APOLOGY = "utter_gateway_apology"
STILL_LOOKING = "utter_gateway_still_looking"
FAILED = "utter_gateway_failed"
GAVE_UP = "utter_gateway_gave_up"

Json = dict[str, Any]


@dataclass(frozen=True)
class Job:
    """A message that was kept, with what its turn needs."""

    conversation: str
    message_id: str
    body: Json
    received: datetime
    known: Known


@dataclass(frozen=True)
class Outcome:
    """What to say now. ``waiting``: the true answer follows by itself, and ``replies`` are not in the history.

    ``fresh``: this call brought the answer, and everybody who follows the conversation has been told.
    """

    replies: list[Json]
    state: Literal["answered", "waiting"]
    fresh: bool
    notice: str = ""
    signals: Sequence[str] = ()
    """What the actions reported; sockets have been told, a request's caller has not. Only of a fresh answer."""


class Answering:
    """Gets a message answered, or says why that takes longer. The caller holds the conversation's turn."""

    def __init__(
        self,
        store: SqlConversationStore,
        engine: EngineClient,
        live: Live,
        signals: Signals,
        backlog: Backlog,
        wording: Wording,
        metrics: Metrics,
        clock: Callable[[], datetime],
        serving: Callable[[], Awaitable[bool]],
    ) -> None:
        self._store = store
        self._engine = engine
        self._live = live
        self._signals = signals
        self._backlog = backlog
        self._wording = wording
        self._metrics = metrics
        self._clock = clock
        self._serving = serving

    async def answer(self, lane: Lane, job: Job, *, watched: bool, passed: bool = False) -> Outcome:
        """Ask the engine and keep what it says.

        ``watched``: somebody waits for this very message. ``passed``: newer messages wait behind it.
        """
        if self.overdue(job):
            return await self.give_up(lane, job)
        if watched:
            self._live.tell(job.conversation, [typing(job.message_id)])
        answer = await self._engine.turn(job.conversation, job.message_id, said_to_engine(job), self._metadata(job))
        issued = self._read(answer)
        if issued.replies:
            return await self._keep(lane, job, issued)
        self._metrics.engine.labels(answer.state).inc()
        log.warning("turn_failed", state=answer.state, conversation=short(job.conversation), message=job.message_id)
        if answer.state == "refused" or await self._hopeless(lane, job, answer, passed):
            return await self._say(lane, job, FAILED)
        return self.postpone(lane, job.conversation, STILL_LOOKING if answer.state == "running" else APOLOGY)

    async def keep_late(self, lane: Lane, conversation: str, message_id: str, answer: EngineAnswer) -> bool:
        """Keep an answer that the engine handed over by itself; False when it says nothing. Raises NoSuchMessage."""
        issued = self._read(answer)
        if issued.replies:
            await self._keep_for(lane, conversation, message_id, issued)
        return bool(issued.replies)

    def postpone(self, lane: Lane, conversation: str, notice: str) -> Outcome:
        """Say so, and come back to the conversation by ourselves."""
        lane.behind = True
        self._backlog.add(conversation)
        return Outcome([plain(self._wording.say(notice))], "waiting", fresh=True, notice=notice)

    def overdue(self, job: Job) -> bool:
        """Whether it is too late for an answer."""
        return self._clock() - job.received > GIVE_UP

    async def give_up(self, lane: Lane, job: Job) -> Outcome:
        """Say that the message will not be answered."""
        log.error("turn_given_up", conversation=short(job.conversation), message=job.message_id)
        return await self._say(lane, job, GAVE_UP)

    def _read(self, answer: EngineAnswer) -> Issued:
        issued = issue_replies(answer.replies) if answer.state == "ok" else Issued()
        if issued.broken:
            issued.replies.append(plain(self._wording.say(FAILED)))
        return issued

    async def _hopeless(self, lane: Lane, job: Job, answer: EngineAnswer, passed: bool) -> bool:
        if answer.state not in ("error", "ok") or not await self._serving():
            return False
        failures = lane.failures[job.message_id] = lane.failures.get(job.message_id, 0) + 1
        return failures >= (MAX_FAILURES_WHEN_PASSED if passed else MAX_FAILURES)

    async def _say(self, lane: Lane, job: Job, response: str) -> Outcome:
        return await self._keep(lane, job, Issued([plain(self._wording.say(response))]))

    async def _keep(self, lane: Lane, job: Job, issued: Issued) -> Outcome:
        return await self._keep_for(lane, job.conversation, job.message_id, issued)

    async def _keep_for(self, lane: Lane, conversation: str, message_id: str, issued: Issued) -> Outcome:
        kept = await self._store.answer(conversation, message_id, issued.replies, self._clock(), issued.choices)
        lane.failures.pop(message_id, None)
        # Another process or a push may have been first; then its answer counts and has been told.
        fresh = kept is issued.replies
        if fresh:
            await self._signals.tell(conversation, message_id, kept, issued.signals)
        return Outcome(kept, "answered", fresh, signals=issued.signals if fresh else ())

    def _metadata(self, job: Job) -> Json:
        metadata = {
            "channel": job.known.channel,
            "locale": job.known.locale,
            "time_zone": job.known.time_zone,
            # When the turn runs, not when it was sent: prices and deadlines are judged by it.
            "now": self._clock().isoformat(),
        }
        if job.known.user is not None:
            metadata["traveller"] = job.known.user
        request_id = structlog.contextvars.get_contextvars().get("request_id")
        return {**metadata, "request_id": request_id} if request_id else metadata


def said_to_engine(job: Job) -> Json:
    """``parse`` for a tapped choice and for text that would be a command, otherwise the ``text``."""
    if "parse" in job.body:
        return {"parse": job.body["parse"]}
    text = job.body["text"]
    return {"parse": {"intent": "nlu_fallback", "entities": []}} if is_command(text) else {"text": text}
