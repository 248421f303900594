"""What becomes of each thing that somebody does on Telegram."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Awaitable, Coroutine
from typing import Any

import structlog
from telegram import CallbackQuery, Location

from connectors.telegram import CHANNEL, Edit, Heard, Words, calls_of, incoming, marked, markup, turned_page
from gateway.answering import Outcome
from gateway.channels.telegram_bot import TelegramSender
from gateway.house import House
from gateway.linking import link_code
from gateway.problems import TOO_MANY, UNKNOWN_CHOICE, Problem
from gateway.tasks import Tasks
from gateway.text import problem_of
from messages import MAX_TEXT

log = structlog.get_logger()

TYPING_SECONDS = 4.0
"""Telegram shows it for five."""
REMEMBERED = 10_000
CLOSED = "utter_telegram_closed"
KINDS = {
    "voice": "utter_telegram_voice",
    "picture": "utter_telegram_picture",
    "sticker": "utter_telegram_sticker",
    "file": "utter_telegram_file",
}
SIGNS = {"voice": "(voice)", "picture": "(picture)", "sticker": "(sticker)", "file": "(file)", "location": "(location)"}
"""What the history shows of messages without words."""


class TelegramDesk:
    """Receives what was heard; everything that takes longer goes on by itself."""

    def __init__(self, house: House, sender: TelegramSender, words: Words) -> None:
        self._house = house
        self._sender = sender
        self._words = words
        self._tasks = Tasks("telegram_task_broke")
        self._answered: OrderedDict[str, None] = OrderedDict()

    async def take(self, heard: Heard) -> None:
        """Returns once it is kept. Raises what the database raises: then it is to be handed in again."""
        tap = heard.tapped.id if heard.tapped is not None else None
        if tap in self._answered:
            return
        if tap is not None:
            self._remember(tap)
        try:
            await self._act(heard)
        except BaseException:
            self._answered.pop(tap or "", None)
            raise

    async def _act(self, heard: Heard) -> None:
        await self._house.addresses.meet(CHANNEL, heard.sender, heard.address, now=self._house.clock())
        if heard.kind == "foreign":
            self._toast(heard, "utter_telegram_not_yours")
        elif heard.kind == "page":
            await self._turn_page(heard)
        elif heard.kind in KINDS:
            await self._settle(heard, SIGNS[heard.kind], self._house.wording.say(KINDS[heard.kind]))
        elif heard.tapped is None and (code := link_code(heard.text)) is not None:
            await self._join(heard, code)
        elif heard.location is not None:
            await self._locate(heard, heard.location)
        else:
            await self._pass_on(heard)

    async def drain(self, seconds: float) -> None:
        """Let what goes on by itself end."""
        await self._tasks.drain(seconds)

    async def _join(self, heard: Heard, code: str) -> None:
        """Link somebody's chat with the bot, wherever they gave the code: an account's trips are not for a group."""
        user = heard.sender.rpartition(":")[2]
        address = {"chat": int(user), "private": True}
        await self._house.addresses.meet(CHANNEL, user, address, now=self._house.clock())
        for reply in await self._house.linking.join(CHANNEL, user, code):
            self._later(self._sender.notice(user, address, reply["text"], patient=True))

    async def _pass_on(self, heard: Heard, text: str | None = None) -> None:
        """A message for the assistant."""
        said = heard.text if text is None else text
        if said is not None and problem_of(said):
            await self._settle(heard, "…", self._unreadable(said))
            return
        try:
            answer = await self._house.turns.accept(incoming(heard, text))
        except Problem as problem:
            self._refuse(heard, problem)
            return
        if heard.tapped is not None:
            # Of quick answers the first counts, and a choice is refused before it gets here.
            first = answer is not None or heard.kind == "choice"
            self._close(heard.tapped, chosen=first, toast=None if first else CLOSED)
        if answer is not None:
            self._later(self._watch(heard, answer))

    def _unreadable(self, said: str) -> str:
        if len(said) > MAX_TEXT:
            return self._house.wording.say("utter_telegram_too_long", most=MAX_TEXT)
        return self._house.wording.say("utter_telegram_sticker")

    async def _watch(self, heard: Heard, answer: Awaitable[Outcome]) -> None:
        """Show that it is being worked on; the answer itself leaves through the outbox."""
        typing = asyncio.create_task(self._typing(heard))
        try:
            outcome = await answer
        finally:
            typing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await typing
        if outcome.state == "waiting":
            for reply in outcome.replies:
                await self._sender.notice(heard.sender, heard.address, reply["text"], patient=True)

    async def _typing(self, heard: Heard) -> None:
        while True:
            await self._sender.typing(heard.address)
            await asyncio.sleep(TYPING_SECONDS)

    async def _settle(self, heard: Heard, sign: str, sentence: str) -> None:
        """Keep a message together with an answer that needs no engine."""
        try:
            await self._house.turns.settle(incoming(heard, sign), sentence)
        except Problem as problem:
            self._refuse(heard, problem)

    async def _locate(self, heard: Heard, location: Location) -> None:
        """Where somebody is, is where they leave from."""
        try:
            place = await self._house.places.departure(location.latitude, location.longitude)
        except Problem:
            place = None
        if place is None:
            await self._settle(heard, SIGNS["location"], self._house.wording.say("utter_telegram_nowhere"))
        else:
            await self._pass_on(heard, f"from {place}")

    async def _turn_page(self, heard: Heard) -> None:
        """Show other rows of a keyboard; the replies that it belongs to are in the history."""
        assert heard.tapped is not None, "only taps turn pages"
        page = turned_page(heard)
        conversation = await self._house.addresses.conversation_of(CHANNEL, heard.sender)
        items = await self._house.store.history(conversation) if conversation else []
        replies = [one["reply"] for one in items if one["message_id"] == page.message_id and "reply" in one]
        calls = calls_of(replies, heard.sender, heard.address, page.message_id, self._words)
        message = heard.tapped.message
        if page.call >= len(calls) or message is None:
            self._close(heard.tapped, chosen=False, toast=CLOSED)
            return
        keyboard = markup(calls[page.call].rows, heard.sender.rpartition(":")[2], page, self._words)
        target = {"chat_id": message.chat.id, "message_id": message.message_id, "reply_markup": keyboard}
        self._later(self._sender.answer_tap(heard.tapped.id))
        self._later(self._sender.change(Edit("edit_message_reply_markup", target)))

    def _refuse(self, heard: Heard, problem: Problem) -> None:
        """Say why nothing comes of it."""
        if heard.tapped is not None and problem.kind is not TOO_MANY:
            # In a group everybody sees the buttons; whoever else taps them leaves them as they are.
            if problem.kind is UNKNOWN_CHOICE and not heard.address["private"]:
                self._toast(heard, "utter_telegram_not_yours")
            else:
                self._close(heard.tapped, chosen=False, toast=CLOSED)
            return
        log.info("telegram_refused", problem=problem.kind.slug)
        if heard.tapped is not None:
            self._toast(heard, "utter_telegram_too_fast")
        else:
            sentence = self._house.wording.say("utter_telegram_too_fast")
            self._later(self._sender.notice(heard.sender, heard.address, sentence))

    def _toast(self, heard: Heard, response: str) -> None:
        assert heard.tapped is not None, "only taps get toasts"
        self._later(self._sender.answer_tap(heard.tapped.id, self._house.wording.say(response)))

    def _close(self, query: CallbackQuery, *, chosen: bool, toast: str | None) -> None:
        """Answer a tap, and take its keyboard away."""
        self._later(self._sender.answer_tap(query.id, None if toast is None else self._house.wording.say(toast)))
        edit = marked(query, chosen=chosen)
        if edit is not None:
            self._later(self._sender.change(edit))

    def _remember(self, tap: str) -> None:
        """A tap that comes again is not answered again."""
        self._answered[tap] = None
        if len(self._answered) > REMEMBERED:
            self._answered.popitem(last=False)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.begin(work)
