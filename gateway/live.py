"""Web sockets that follow conversations: each gets every frame, and a slow one delays nobody."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from aiohttp import WSCloseCode, web

MAX_PER_CONVERSATION = 10
_QUEUED = 200

Frame = dict[str, Any]


class Follower:
    """One socket with its queue of frames."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self._frames: asyncio.Queue[Frame | None] = asyncio.Queue(_QUEUED)

    def send(self, frame: Frame) -> None:
        """Queue a frame; a client that has stopped reading is let go."""
        try:
            self._frames.put_nowait(frame)
        except asyncio.QueueFull:
            self.end()

    def end(self) -> None:
        """Close once the frames before this are out; what does not fit any more is lost with the socket."""
        while self._frames.full():
            self._frames.get_nowait()
        self._frames.put_nowait(None)

    async def write(self) -> None:
        """Send frames until the end or until the client is gone."""
        with contextlib.suppress(ConnectionError):
            while (frame := await self._frames.get()) is not None:
                await self.socket.send_json(frame)
        with contextlib.suppress(ConnectionError, TimeoutError):
            await self.socket.close(code=WSCloseCode.GOING_AWAY)


Relay = Callable[[str, Sequence[Frame]], None]


class Live:
    """Who follows which conversation in this process; ``relay`` tells those who follow it elsewhere."""

    def __init__(self, relay: Relay | None = None) -> None:
        self._relay = relay
        self._followers: defaultdict[str, set[Follower]] = defaultdict(set)

    def join(self, conversation: str, follower: Follower) -> bool:
        """Follow from now on; False when too many do already."""
        if len(self._followers.get(conversation, ())) >= MAX_PER_CONVERSATION:
            return False
        self._followers[conversation].add(follower)
        return True

    def leave(self, conversation: str, follower: Follower) -> None:
        """Follow no longer; repeatable."""
        self._followers[conversation].discard(follower)
        if not self._followers[conversation]:
            del self._followers[conversation]

    def tell(self, conversation: str, frames: Sequence[Frame]) -> None:
        """Send frames to all who follow, here and elsewhere."""
        self.show(conversation, frames)
        if self._relay is not None:
            self._relay(conversation, frames)

    def show(self, conversation: str, frames: Sequence[Frame]) -> None:
        """Send frames to all who follow in this process."""
        for follower in list(self._followers.get(conversation, ())):
            for frame in frames:
                follower.send(frame)

    def end(self) -> None:
        """The process stops: close every socket."""
        for followers in list(self._followers.values()):
            for follower in list(followers):
                follower.end()

    def __len__(self) -> int:
        return sum(map(len, self._followers.values()))


def typing(message_id: str) -> Frame:
    """The assistant is at work on the message."""
    return {"type": "typing", "message_id": message_id}


def said(message_id: str, replies: Sequence[Frame], state: str) -> list[Frame]:
    """The replies to a message, and that they are all; state "waiting" means the true answer will follow."""
    frames: list[Frame] = [{"type": "reply", "message_id": message_id, "reply": reply} for reply in replies]
    return [*frames, {"type": "done", "message_id": message_id, "state": state}]
