"""What becomes of each thing that somebody says on Slack: kept before it is acknowledged."""

from __future__ import annotations

from collections.abc import Awaitable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackClientError

from connectors.slack import CHANNEL, Place, Said, incoming
from gateway.answering import Outcome
from gateway.channels.slack_bot import SlackSender
from gateway.channels.slack_people import People
from gateway.house import House
from gateway.lanes import Lanes
from gateway.linking import link_code
from gateway.problems import (
    EXPIRED_CHOICE,
    TOO_MANY,
    UNKNOWN_CHOICE,
    USED_CHOICE,
    Problem,
)
from gateway.tasks import Tasks
from gateway.text import problem_of, visible
from messages import MAX_TEXT, IncomingMessage

log = structlog.get_logger()

FILE_SIGN = "(file)"
"""What the history shows of a message that has none of its own words."""
_TAPS = (UNKNOWN_CHOICE, USED_CHOICE, EXPIRED_CHOICE)

Json = dict[str, Any]


class SlackDesk:
    """Receives messages and answers; everything that takes longer than keeping them goes on by itself."""

    def __init__(self, house: House, sender: SlackSender, people: People) -> None:
        self._house = house
        self._sender = sender
        self._people = people
        self._lanes = Lanes()
        self._tasks = Tasks("slack_task_broke")

    async def hear(self, said: Said) -> None:
        """A message; in a thread only from somebody who called us, or talks with us there already.

        Returns once it is kept. Raises what the database raises: then it is to be handed in again.
        """
        place = said.place
        with self._lanes.use(place.sender) as lane:
            async with lane.arrivals:
                if said.calls_us or await self._house.addresses.conversation_of(CHANNEL, place.sender) is not None:
                    await self._hear(said)

    async def take(self, place: Place, message_id: str, *, text: str | None = None, choice: str | None = None) -> bool:
        """Something for the assistant; returns once it is kept. Whether it was taken, now or before."""
        with self._lanes.use(place.sender) as lane:
            async with lane.arrivals:
                return await self._take(place, message_id, text=text, choice=choice)

    def tell(self, place: Place, response: str, *, alone: bool = True) -> None:
        """Say a sentence that is not kept."""
        self.later(self._notice(place.address, self.words(response), alone=alone))

    def words(self, response: str, **values: object) -> str:
        """In our words."""
        return self._house.wording.say(response, **values)

    def later(self, work: Coroutine[Any, Any, object]) -> None:
        """Let something go on by itself."""
        self._tasks.begin(work)

    async def drain(self, seconds: float) -> None:
        """Let what goes on by itself end."""
        await self._tasks.drain(seconds)

    async def _hear(self, said: Said) -> None:
        code = link_code(said.text)
        if code is not None:
            await self._join(said.place, code)
        elif said.files and not visible(said.text):
            await self._settle(said.place, said.message_id, FILE_SIGN, self._house.wording.say("utter_slack_file"))
        elif not visible(said.text):
            await self._settle(said.place, said.message_id, "…", self._house.wording.say("utter_slack_empty"))
        else:
            await self._take(said.place, said.message_id, text=said.text)

    async def _take(self, place: Place, message_id: str, *, text: str | None = None, choice: str | None = None) -> bool:
        await self._meet(place)
        if text is not None and problem_of(text):
            sentence = self._house.wording.say("utter_slack_too_long", most=MAX_TEXT)
            await self._settle(place, message_id, FILE_SIGN, sentence)
            return True
        message = await self._message(place, message_id, text=text, choice=choice)
        try:
            answer = await self._house.turns.accept(message)
        except Problem as problem:
            self._refuse(place, problem)
            return False
        if answer is not None:
            self.later(self._watch(place, answer))
        return True

    async def _meet(self, place: Place) -> None:
        await self._house.addresses.meet(CHANNEL, place.sender, place.address, now=self._house.clock())

    async def _message(
        self, place: Place, message_id: str, *, text: str | None = None, choice: str | None = None
    ) -> IncomingMessage:
        person = await self._people.of(place.user)
        return incoming(place, message_id, locale=person.locale, zone=person.zone, text=text, choice=choice)

    async def _watch(self, place: Place, answer: Awaitable[Outcome]) -> None:
        """Say when it takes longer; the answer itself leaves through the outbox."""
        outcome = await answer
        if outcome.state == "waiting":
            for reply in outcome.replies:
                await self._notice(place.address, reply["text"], alone=False)

    async def _settle(self, place: Place, message_id: str, sign: str, sentence: str) -> None:
        """Keep a message together with an answer that needs no engine."""
        await self._meet(place)
        message = await self._message(place, message_id, text=sign)
        try:
            await self._house.turns.settle(message, sentence)
        except Problem as problem:
            self._refuse(place, problem)

    async def _join(self, place: Place, code: str) -> None:
        """Link somebody's direct messages, wherever they gave the code: an account's trips are not for a channel."""
        mine = place if place.is_private else Place(place.team, place.user)
        await self._meet(mine)
        for reply in await self._house.linking.join(CHANNEL, mine.sender, code):
            self.later(self._notice(mine.address, reply["text"], alone=False))

    def _refuse(self, place: Place, problem: Problem) -> None:
        """Say why nothing comes of it. Raises the problem again when it is ours: then it is to be handed in again."""
        if problem.kind.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise problem
        log.info("slack_refused", problem=problem.kind.slug)
        if problem.kind in _TAPS:
            self.tell(place, "utter_slack_closed")
        elif problem.kind is TOO_MANY:
            self.tell(place, "utter_slack_too_fast")
        else:
            self.later(self._notice(place.address, problem.detail, alone=True))

    async def _notice(self, address: Mapping[str, Any], text: str, *, alone: bool) -> None:
        try:
            await self._sender.notice(address, text, alone=alone)
        except (SlackClientError, aiohttp.ClientError, OSError) as failure:
            log.info("slack_notice_lost", kind=type(failure).__name__)
