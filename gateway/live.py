"""Web sockets that follow conversations: each gets every frame, and a slow one delays nobody.

Whom frames are for is a key: a conversation's id, ``user:…`` or ``session:…``; no id of a conversation holds a colon.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, Literal

from aiohttp import WSCloseCode, web

from gateway.callers import GUEST, Caller

MAX_PER_CONVERSATION = 10
END: dict[str, Any] = {"type": "-end"}
"""Not sent to anybody: those whom it is told are closed."""
_STRANGERS = "-strangers"
_QUEUED = 200

Frame = dict[str, Any]
What = Literal["bookings", "profile", "recommendations", "conversations"]


class Follower:
    """One socket with its queue of frames. ``sent`` are messages that it was the first to send, not answered yet."""

    def __init__(self, socket: web.WebSocketResponse, caller: Caller = GUEST) -> None:
        self.socket = socket
        self.caller = caller
        self.sent: set[str] = set()
        self._frames: asyncio.Queue[Frame | None] = asyncio.Queue(_QUEUED)

    def take(self, frame: Frame) -> None:
        """Send a frame, or obey one that is meant for the gateway."""
        if frame["type"] == END["type"]:
            self.end()
        elif frame["type"] != _STRANGERS:
            self.send(frame)
        elif self.caller.user != frame["owner"] and frame["message_id"] not in self.sent:
            self.end()

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
        self._all: set[Follower] = set()

    def join(self, conversation: str, follower: Follower) -> bool:
        """Follow from now on; False when too many do already."""
        if len(self._followers.get(conversation, ())) >= MAX_PER_CONVERSATION:
            return False
        self._all.add(follower)
        for key in (conversation, *_keys(follower.caller)):
            self._followers[key].add(follower)
        return True

    def leave(self, conversation: str, follower: Follower) -> None:
        """Follow no longer; repeatable."""
        self._all.discard(follower)
        for key in (conversation, *_keys(follower.caller)):
            self._followers[key].discard(follower)
            if not self._followers[key]:
                del self._followers[key]

    def adopt(self, follower: Follower, user: str) -> None:
        """A guest's socket that has just signed in: it follows the account until it comes back with its session."""
        for key in _keys(follower.caller):
            self._followers[key].discard(follower)
        follower.caller = Caller(user)
        for key in _keys(follower.caller):
            self._followers[key].add(follower)

    def sender(self, conversation: str, message_id: str) -> Follower | None:
        """The socket of this process that sent a message whose turn is under way."""
        followers = self._followers.get(conversation, ())
        return next((one for one in followers if message_id in one.sent), None)

    def tell(self, whom: str, frames: Sequence[Frame]) -> None:
        """Send frames to all whom the key means, here and elsewhere."""
        self.show(whom, frames)
        if self._relay is not None:
            self._relay(whom, frames)

    def show(self, whom: str, frames: Sequence[Frame]) -> None:
        """Send frames to all whom the key means in this process."""
        for follower in list(self._followers.get(whom, ())):
            for frame in frames:
                follower.take(frame)

    def end(self) -> None:
        """The process stops: close every socket."""
        for follower in list(self._all):
            follower.end()

    def __len__(self) -> int:
        return len(self._all)


def _keys(caller: Caller) -> list[str]:
    if caller.user is None:
        return []
    return [of_user(caller.user), of_session(caller.session) if caller.session else of_adopted(caller.user)]


def of_user(user: str) -> str:
    """The key of all sockets of an account."""
    return f"user:{user}"


def of_session(session: str) -> str:
    """The key of all sockets that one session has opened."""
    return f"session:{session}"


def of_adopted(user: str) -> str:
    """The key of the account's sockets that have signed in and not come back with their session yet."""
    return f"adopted:{user}"


def strangers(owner: str, message_id: str) -> Frame:
    """Closes the sockets of a conversation that are not its new owner's, but for the one that sent the message."""
    return {"type": _STRANGERS, "owner": owner, "message_id": message_id}


def changed(what: What) -> Frame:
    """What a client may show is no longer the newest."""
    return {"type": "changed", "what": what}


def typing(message_id: str) -> Frame:
    """The assistant is at work on the message."""
    return {"type": "typing", "message_id": message_id}


def heard(message_id: str, text: str, channel: str) -> Frame:
    """What the traveller has said elsewhere in this conversation."""
    return {"type": "said", "message_id": message_id, "text": text, "channel": channel}


def said(message_id: str, replies: Sequence[Frame], state: str) -> list[Frame]:
    """The replies to a message, and that they are all; state "waiting" means the true answer will follow."""
    frames: list[Frame] = [{"type": "reply", "message_id": message_id, "reply": reply} for reply in replies]
    return [*frames, {"type": "done", "message_id": message_id, "state": state}]
