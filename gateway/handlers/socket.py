"""The web socket of a conversation: frames in, frames out; a bad frame is answered, not punished."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

import structlog
from aiohttp import WSMessage, WSMsgType, web
from sqlalchemy.exc import SQLAlchemyError

from connectors.web import incoming
from gateway.house import House, house_of
from gateway.identity import caller_of, still_signed_in
from gateway.live import MAX_PER_CONVERSATION, Follower, said
from gateway.problems import (
    INVALID,
    NO_WEB_SOCKET,
    REQUEST_ID,
    TOO_LARGE,
    TOO_MANY_SOCKETS,
    UNEXPECTED,
    Problem,
    storage_problem,
)
from gateway.remotes import remote_of
from gateway.routing import BODY_LIMIT, read_model
from gateway.shapes import SocketFrame

log = structlog.get_logger()

HEARTBEAT = 25.0
LARGEST = 1024 * 1024
"""Bytes of a frame that is still answered with an error; beyond that the socket is closed."""
MAX_IN_FLIGHT = 64


async def socket(request: web.Request) -> web.StreamResponse:
    """Follow a conversation and speak in it.

    In: ``{"message_id", "text" | "choice", "locale"?, "time_zone"?}``. Out, to every socket of the conversation:
    ``{"type": "typing" | "reply" | "done", "message_id", …}``, and ``error`` with a problem to the one that erred.
    ``said`` with ``text`` and ``channel``: the traveller's own words, from a linked messenger.
    A ``done`` with state "waiting" means that the replies so far are a notice, and the answer comes by itself.
    ``changed`` names what is no longer the newest: bookings, profile, recommendations, conversations. ``session``
    holds a ``grant`` for POST /api/sessions when this socket has signed in, or the ``state`` that its session has come
    to; then it is closed.
    """
    house, caller = house_of(request), caller_of(request)
    conversation = request.match_info["conversation"]
    await house.intake.known(conversation, caller.user)
    ws = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LARGEST)
    if not ws.can_prepare(request):
        raise Problem(NO_WEB_SOCKET, "This address is a web socket's.", headers={"Upgrade": "websocket"})
    follower = Follower(ws, caller)
    if not house.live.join(conversation, follower):
        raise Problem(TOO_MANY_SOCKETS, f"At most {MAX_PER_CONVERSATION} sockets can follow a conversation.")
    try:
        await ws.prepare(request)
        await _Session(house, request, conversation, follower).run()
    finally:
        house.live.leave(conversation, follower)
    return ws


class _Session:
    def __init__(self, house: House, request: web.Request, conversation: str, follower: Follower) -> None:
        self._house = house
        self._remote = remote_of(request)
        self._request_id = request[REQUEST_ID]
        self._conversation = conversation
        self._follower = follower
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until either side closes. Turns go on without the socket."""
        writing = asyncio.create_task(self._follower.write())
        try:
            async for message in self._follower.socket:
                await self._take(message)
        finally:
            self._follower.end()
            await writing

    async def _take(self, message: WSMessage) -> None:
        """Start the turn at once, so that frames keep their order and the socket keeps reading."""
        message_id: str | None = None
        try:
            frame = self._frame(message)
            message_id = frame.message_id
            await self._house.limits.address(self._remote)
            if len(self._tasks) >= MAX_IN_FLIGHT:
                raise Problem(INVALID, f"At most {MAX_IN_FLIGHT} messages can wait for an answer.")
            if not await still_signed_in(self._house, self._follower.caller):
                self._follower.end()
                return
        except Problem as problem:
            self._complain(problem, message_id)
            return
        except SQLAlchemyError:
            log.exception("database_failed")
            self._complain(storage_problem(), message_id)
            return
        task = asyncio.create_task(self._turn(frame))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _frame(self, message: WSMessage) -> SocketFrame:
        if message.type is not WSMsgType.TEXT:
            raise Problem(INVALID, "A frame is text that holds JSON.")
        if len(message.data.encode()) > BODY_LIMIT:
            raise Problem(TOO_LARGE, f"A frame has at most {BODY_LIMIT} bytes.")
        return read_model(SocketFrame, message.data)

    async def _turn(self, frame: SocketFrame) -> None:
        follower = self._follower
        message = incoming(self._conversation, frame.message_id, frame.model_dump(exclude_none=True))
        try:
            first = partial(follower.sent.add, frame.message_id)
            outcome = await self._house.turns.take(message, follower.caller.user, first)
        except Problem as problem:
            self._complain(problem, frame.message_id)
        except SQLAlchemyError:
            log.exception("database_failed")
            self._complain(storage_problem(), frame.message_id)
        except Exception:
            log.exception("frame_failed")
            self._complain(Problem(UNEXPECTED, "It has been logged. Please try again."), frame.message_id)
        else:
            if not outcome.fresh:
                for answer in said(frame.message_id, outcome.replies, outcome.state):
                    follower.send(answer)

    def _complain(self, problem: Problem, message_id: str | None) -> None:
        frame: dict[str, Any] = {"type": "error", "problem": problem.body(self._request_id)}
        if "Retry-After" in problem.headers:
            frame["retry_after"] = int(problem.headers["Retry-After"])
        self._follower.send(frame if message_id is None else {**frame, "message_id": message_id})
