"""The one entry for every channel: receive, order, answer; nothing is lost and nothing is said twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from db.talk import Known, NoSuchMessage, SqlConversationStore, Waiting
from gateway.answering import STILL_LOOKING, Answering, Job, Outcome
from gateway.backlog import Backlog
from gateway.engine import EngineAnswer
from gateway.ids import request_id
from gateway.intake import WEB, Intake
from gateway.issuing import issue_replies, plain
from gateway.lanes import Lane, Lanes
from gateway.live import Live, heard, said
from gateway.metrics import Metrics
from gateway.problems import UNKNOWN_CONVERSATION, Problem
from gateway.tasks import Tasks
from messages import IncomingMessage

log = structlog.get_logger()


@dataclass(frozen=True)
class _Begun:
    """A message whose turn is under way; not ``new``: it came before."""

    lane: Lane
    job: Job
    task: asyncio.Task[Outcome]
    new: bool


class Turns:
    """Takes messages, resumes those left waiting, and accepts what the engine hands over late."""

    def __init__(
        self,
        *,
        store: SqlConversationStore,
        answering: Answering,
        backlog: Backlog,
        live: Live,
        intake: Intake,
        metrics: Metrics,
        clock: Callable[[], datetime],
        patience: float,
    ) -> None:
        self._store = store
        self._answering = answering
        self._backlog = backlog
        self._live = live
        self._intake = intake
        self._metrics = metrics
        self._clock = clock
        self._patience = patience
        self._lanes = Lanes()
        self._tasks = Tasks("turn_broke")

    async def take(
        self, message: IncomingMessage, user: str | None = None, first: Callable[[], None] | None = None
    ) -> Outcome:
        """The answer to a message, after those before it; the same message again gets the first answer.

        On the web the sender is the conversation, and ``user`` whose session says it, None for a guest; on other
        channels the conversation is derived from channel and sender. Raises
        Problem: unknown conversation, choice refused, too many messages. When the answer takes too long the outcome
        is "waiting", and the turn goes on.

        ``first`` is called before the turn when the message has not come before: whoever heard of its id and sends it
        again must not get what only the sender may have. For them the outcome has no signals either.
        """
        begun = await self._begin(message, user, first)
        return begun if isinstance(begun, Outcome) else await self._patiently(begun)

    async def accept(self, message: IncomingMessage) -> Awaitable[Outcome] | None:
        """As ``take`` for a channel that acknowledges what is kept: returns as soon as it is, with what to await.

        None: the message came before, and its answer is cared for.
        """
        try:
            begun = await self._begin(message, None, None)
        except Problem as problem:
            if problem.kind is not UNKNOWN_CONVERSATION:
                raise
            # Cleaned away while we looked; now it begins anew.
            begun = await self._begin(message, None, None)
        return self._patiently(begun) if isinstance(begun, _Begun) and begun.new else None

    async def settle(self, message: IncomingMessage, sentence: str) -> None:
        """Keep a message together with an answer that needs no engine. Raises Problem as ``take`` does."""
        conversation = await self._intake.conversation_of(message)
        job, received = await self._intake.receive(conversation, message, None)
        if received.state == "waiting":
            await self._store.answer(conversation, job.message_id, [plain(sentence)], self._clock())

    async def leave(self, message: IncomingMessage) -> None:
        """As ``take`` for somebody who does not wait: the answer will be kept, and nothing is said until then."""
        await self._begin(message, None, None)

    async def _begin(
        self, message: IncomingMessage, user: str | None, first: Callable[[], None] | None
    ) -> Outcome | _Begun:
        """Keep the message and start its turn; the first answer when it was answered before."""
        # From here to the lane's turn nothing else of this sender, and of this conversation, comes between: order of
        # arrival counts. No conversation has a colon in its id.
        with self._lanes.use(f"{message.channel}:{message.sender}") as door:
            async with door.arrivals:
                conversation = await self._intake.conversation_of(message)
                with self._lanes.use(conversation) as lane:
                    async with lane.arrivals:
                        job, received = await self._intake.receive(conversation, message, user)
                        if received.state == "answered":
                            return Outcome(received.replies, "answered", fresh=False)
                        lane.active.add(job.message_id)
                        if received.new and first is not None:
                            first()
                        if received.new and message.channel != WEB:
                            self._live.tell(conversation, [heard(job.message_id, job.body["text"], message.channel)])
                    task = self._tasks.begin(self._watched(job, received.new))
        return _Begun(lane, job, task, received.new)

    async def _patiently(self, begun: _Begun) -> Outcome:
        """The outcome; a caller that gives up does not end the turn."""
        await asyncio.wait({begun.task}, timeout=self._patience)
        return begun.task.result() if begun.task.done() else self._waiting(begun.lane, begun.job, STILL_LOOKING)

    async def resume(self, conversation: str) -> bool:
        """Answer what waits in a conversation, in order; True when nothing waits any more that is not under way."""
        known = await self._store.find(conversation)
        if known is None:
            return True
        bound = structlog.contextvars.bound_contextvars(request_id=request_id(None))
        with bound, self._lanes.use(conversation) as lane:
            async with lane.turn:
                for one in await self._store.waiting(conversation):
                    if one.message_id in lane.active:
                        return True
                    job = _job(conversation, one, known)
                    if (await self._answering.answer(lane, job, watched=False)).state == "waiting":
                        return False
                lane.behind = False
                return True

    async def give_up_overdue(self, conversation: str) -> bool:
        """As ``resume`` while the engine is away: only say what will not be answered any more."""
        known = await self._store.find(conversation)
        if known is None:
            return True
        with self._lanes.use(conversation) as lane:
            async with lane.turn:
                for one in await self._store.waiting(conversation):
                    job = _job(conversation, one, known)
                    if not self._answering.overdue(job):
                        return False
                    await self._answering.give_up(lane, job)
        return True

    async def arrived(self, conversation: str, message_id: str, answer: EngineAnswer) -> None:
        """Take what the engine hands over: a late answer, or a notice that answers nothing. Raises Problem 404."""
        await self._intake.on_any_channel(conversation)
        with self._lanes.use(conversation) as lane:
            try:
                kept = await self._answering.keep_late(lane, conversation, message_id, answer)
            except NoSuchMessage:
                await self._notice(conversation, answer)
                return
        if not kept:
            self._backlog.add(conversation)
        self._backlog.hurry(conversation)

    async def drain(self, seconds: float) -> None:
        """Let turns under way finish; those that cannot stay in the database."""
        await self._tasks.drain(seconds)

    async def _watched(self, job: Job, new: bool) -> Outcome:
        """A message's own turn, and everybody told of how it went."""
        with self._lanes.use(job.conversation) as lane, self._metrics.seconds.time():
            try:
                async with lane.turn:
                    outcome = await self._in_order(lane, job, new)
            except BaseException:
                lane.behind = True
                self._backlog.add(job.conversation)
                raise
            finally:
                lane.active.discard(job.message_id)
            self._metrics.turns.labels(outcome.state).inc()
            if outcome.state == "waiting":
                self._live.tell(job.conversation, said(job.message_id, outcome.replies, "waiting"))
            return outcome if new else replace(outcome, signals=())

    async def _in_order(self, lane: Lane, job: Job, new: bool) -> Outcome:
        """First what waits from before, then this one, unless it has been answered meanwhile."""
        if not new or lane.behind:
            waiting = await self._store.waiting(job.conversation)
            if job.message_id not in [one.message_id for one in waiting]:
                first = await self._store.receive(job.conversation, job.message_id, job.body, job.received)
                return Outcome(first.replies, "answered", fresh=False)
            for one in waiting:
                if one.message_id == job.message_id:
                    job = _job(job.conversation, one, job.known)
                    break
                earlier = _job(job.conversation, one, job.known)
                before = await self._answering.answer(lane, earlier, watched=False, passed=True)
                if before.state == "waiting":
                    return self._answering.postpone(lane, job.conversation, before.notice)
            lane.behind = False
        return await self._answering.answer(lane, job, watched=True)

    def _waiting(self, lane: Lane, job: Job, notice: str) -> Outcome:
        outcome = self._answering.postpone(lane, job.conversation, notice)
        self._live.tell(job.conversation, said(job.message_id, outcome.replies, "waiting"))
        return outcome

    async def _notice(self, conversation: str, answer: EngineAnswer) -> None:
        issued = issue_replies(answer.replies)
        if issued.replies:
            message_id = await self._store.push(conversation, issued.replies, self._clock(), issued.choices)
            assert message_id is not None, "a new id is nobody's yet"
            self._live.tell(conversation, said(message_id, issued.replies, "answered"))


def _job(conversation: str, one: Waiting, known: Known) -> Job:
    """What waits, said on the channel that it came from."""
    return Job(
        conversation, one.message_id, one.body, one.received, replace(known, channel=one.channel or known.channel)
    )
