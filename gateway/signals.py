"""What actions report beside their words: somebody signed in or out, a profile changed, somebody wants to be forgotten.

Sockets are told here. A request's caller gets a cookie instead, see ``gateway.signing``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from db.people import SqlLinks, SqlSessions
from db.talk import SqlConversationStore
from gateway.callers import Caller
from gateway.ids import short
from gateway.live import END, Follower, Live, What, changed, of_adopted, of_session, of_user, said, strangers

log = structlog.get_logger()

GRANT_SECONDS = 120
"""A socket that signed in has come back with its session by then, or is let go: its grant has run out."""
SHOWN_BY: dict[str, What] = {"booking": "bookings", "destination": "recommendations"}
"""What a card of this kind in an answer means to clients that show a list of them."""

Json = dict[str, Any]


class Signals:
    """Tells sockets of answers, and of what else an answer has brought about."""

    def __init__(
        self,
        store: SqlConversationStore,
        sessions: SqlSessions,
        links: SqlLinks,
        live: Live,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._sessions = sessions
        self._links = links
        self._live = live
        self._clock = clock

    async def tell(self, conversation: str, message_id: str, replies: Sequence[Json], signals: Sequence[str]) -> None:
        """Show a fresh answer to those who may see it, then act upon its signals. The answer has been kept before."""
        sender = self._live.sender(conversation, message_id)
        news = _news(replies, signals)
        user = await self._owner(conversation) if news or signals else None
        if "signed_in" in signals and user is not None:
            # Before the answer is shown: who only knows the conversation's id has it no longer.
            self._live.tell(conversation, [strangers(user, message_id)])
        self._live.tell(conversation, said(message_id, replies, "answered"))
        for signal in signals:
            await self._act(signal, conversation, message_id, sender, user)
        for what in news:
            self.changed(conversation, user, what)
        if sender is not None:
            sender.sent.discard(message_id)

    def bound(self, conversation: str, user: str) -> None:
        """A guest's conversation has become the account's by a request: sockets of others lose it."""
        self._live.tell(conversation, [strangers(user, "")])
        for what in ("bookings", "recommendations", "conversations"):
            self.changed(None, user, what)

    def changed(self, conversation: str | None, user: str | None, what: What) -> None:
        """Tell the account's sockets, of a guest the conversation's, that something is no longer the newest."""
        if whom := of_user(user) if user is not None else conversation:
            self._live.tell(whom, [changed(what)])

    def signed_out(self, caller: Caller) -> None:
        """The caller's session has ended: its sockets are told and closed.

        Those that have signed in a moment ago may be of the same browser: they come back, if they have a session.
        """
        if caller.session is not None:
            self._live.tell(of_session(caller.session), [_session("signed_out"), END])
        if caller.user is not None:
            self._live.tell(of_adopted(caller.user), [END])

    def replaced(self, caller: Caller, user: str) -> None:
        """The caller's browser has another session now: its sockets come back with it, of another account anew."""
        if caller.session is not None:
            same = caller.user == user
            self._live.tell(of_session(caller.session), [END] if same else [_session("signed_out"), END])

    def signed_out_everywhere(self, user: str, state: str = "signed_out") -> None:
        """All sessions of the account have ended."""
        self._live.tell(of_user(user), [_session(state), END])

    async def _act(
        self, signal: str, conversation: str, message_id: str, sender: Follower | None, user: str | None
    ) -> None:
        match signal:
            case "signed_in" if sender is not None and user is not None:
                await self._let_in(conversation, sender, user)
            case "signed_out" if sender is not None:
                await self._let_out(sender)
            case "signed_out" if await self._links.leave(conversation, message_id, now=self._clock()):
                # On a messenger the link is what a session is on the web.
                self.changed(None, user, "profile")
            case "forgotten":
                owner = user or (sender.caller.user if sender else None)
                self._live.tell(conversation, [_session("forgotten"), END])
                if owner is not None:
                    self.signed_out_everywhere(owner, "forgotten")

    async def _let_in(self, conversation: str, sender: Follower, user: str) -> None:
        try:
            grant = await self._sessions.grant(user, conversation, now=self._clock())
        except SQLAlchemyError:
            # The traveller is told by the next refusal, and signs in again.
            log.exception("grant_failed", conversation=short(conversation))
            sender.end()
            return
        self._live.adopt(sender, user)
        sender.send({"type": "session", "grant": grant})
        asyncio.get_running_loop().call_later(GRANT_SECONDS, sender.end)

    async def _let_out(self, sender: Follower) -> None:
        caller = sender.caller
        if caller.token is not None:
            await self._sessions.close(caller.token)
        sender.send(_session("signed_out"))
        sender.end()
        self.signed_out(caller)

    async def _owner(self, conversation: str) -> str | None:
        known = await self._store.find(conversation)
        return None if known is None else known.user


def _session(state: str) -> Json:
    return {"type": "session", "state": state}


def _news(replies: Sequence[Json], signals: Sequence[str]) -> list[What]:
    kinds = {card["kind"] for reply in replies for card in reply["cards"]}
    news = [what for kind, what in SHOWN_BY.items() if kind in kinds]
    if "profile" in signals:
        news.append("profile")
    return [*news, "conversations"] if "signed_in" in signals else news
