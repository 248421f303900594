"""The conversation: reads lines, taps numbers, prints what is said, also what comes late."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import HTML
from prompt_toolkit.history import FileHistory
from prompt_toolkit.patch_stdout import patch_stdout
from pydantic import ValidationError
from rich.console import Console

from connectors.terminal.client import Gateway, NotReachable, Refused, new_message_id
from connectors.terminal.render import Numbers, render
from messages import Reply

UNREACHABLE = "The assistant cannot be reached at {url}. Is it running? (make up)"
LOST = "The connection was lost before the answer came; connecting again."
QUIT = frozenset({"/quit", "/exit", "/q"})
GREETING = "Hello"
ANSWER_SECONDS = 40.0
CONNECT_SECONDS = 3.0
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 10.0

Json = dict[str, Any]


class Conversation:
    """What is on screen and what is under way."""

    def __init__(self, gateway: Gateway, console: Console) -> None:
        self._gateway = gateway
        self._console = console
        self._numbers = Numbers()
        self._fresh = True
        self._awaited: str | None = None
        self._answered = asyncio.Event()
        self._connected = asyncio.Event()

    def show(self, reply: Json) -> None:
        """Print a reply; the first of a turn begins the numbers anew."""
        if self._fresh:
            self._numbers = Numbers()
            self._fresh = False
        try:
            shown = render(Reply.model_validate(reply), self._numbers)
        except ValidationError:
            self.complain("A reply came that this version cannot show.")
            return
        self._console.print()
        self._console.print(shown)

    def complain(self, words: str) -> None:
        """One line that something is not as it should be."""
        self._console.print(words, style="yellow", markup=False, highlight=False)

    def said(self, typed: str) -> Json:
        """A typed number taps the choice on screen; everything else is text."""
        choice = self._numbers.pick(typed)
        return {"text": typed} if choice is None else {"choice": choice.value}

    async def say(self, typed: str) -> None:
        """Send a line and wait until its turn is over, or at least for a while. Raises NotReachable."""
        self._awaited, self._fresh = new_message_id(), True
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await self._connected.wait()
        except TimeoutError:
            raise NotReachable from None
        self._answered.clear()
        await self._gateway.send(self._awaited, self.said(typed))
        try:
            with self._console.status("", spinner="dots"):
                async with asyncio.timeout(ANSWER_SECONDS):
                    await self._answered.wait()
        except TimeoutError:
            self.complain("This takes long; the answer will appear when it comes.")

    async def follow(self) -> None:
        """Print what comes, and connect again whenever the connection is lost."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self._gateway.connect()
                self._connected.set()
                pause = FIRST_PAUSE
                async for frame in self._gateway.frames():
                    self._take(frame)
            except NotReachable:
                pause = min(2 * pause, LONGEST_PAUSE)
            self._connected.clear()
            if self._awaited is not None and not self._answered.is_set():
                self.complain(LOST)
            self._answered.set()
            await asyncio.sleep(pause)

    def _take(self, frame: Json) -> None:
        mine = frame.get("message_id") == self._awaited
        if frame["type"] == "reply":
            if not mine or self._answered.is_set():
                self._fresh = True
            self.show(frame["reply"])
        elif frame["type"] == "error":
            self.complain(frame["problem"]["detail"])
        if mine and frame["type"] in ("done", "error"):
            self._answered.set()


async def talk(gateway: Gateway, url: str, console: Console, history: Path, *, resume: str | None) -> int:
    """Converse until the user leaves; gives the exit code."""
    conversation = Conversation(gateway, console)
    try:
        await _open(gateway, conversation, console, resume)
    except NotReachable:
        conversation.complain(UNREACHABLE.format(url=url))
        return 1
    except Refused as refusal:
        conversation.complain(str(refusal))
        return 1
    history.parent.mkdir(parents=True, exist_ok=True)
    prompt: PromptSession[str] = PromptSession(history=FileHistory(str(history)))
    following = asyncio.create_task(conversation.follow())
    try:
        with patch_stdout(raw=True):
            await _lines(prompt, conversation, url)
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        await gateway.close()
    return 0


async def _open(gateway: Gateway, conversation: Conversation, console: Console, resume: str | None) -> None:
    console.print("Type what you want, or the number of a choice. /quit leaves.", style="dim")
    if resume is None:
        for reply in await gateway.begin(GREETING):
            conversation.show(reply)
        return
    gateway.conversation = resume
    for item in await gateway.last():
        if item["role"] == "traveller":
            console.print(f"\n> {item['text']}", style="dim", markup=False, highlight=False)
        else:
            conversation.show(item["reply"])


async def _lines(prompt: PromptSession[str], conversation: Conversation, url: str) -> None:
    while True:
        try:
            typed = (await prompt.prompt_async(HTML("\n<b>&gt;</b> "))).strip()
        except (EOFError, KeyboardInterrupt):
            return
        if typed in QUIT:
            return
        if not typed:
            continue
        try:
            await conversation.say(typed)
        except NotReachable:
            conversation.complain(UNREACHABLE.format(url=url))
