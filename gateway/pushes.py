"""What travellers are told without having asked, on the messenger that they used last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from db.addresses import SqlAddresses
from db.talk import SqlConversationStore
from gateway.issuing import issue_replies
from gateway.live import Live, said
from travel.account.quiet import PushKind
from travel.booking.bookings import Booking, Owner
from wording import Wording

log = structlog.get_logger()

Json = dict[str, Any]


class Pushes:
    """Keeps what is to be told in the conversation of the address used last; from there it is delivered."""

    def __init__(
        self,
        addresses: SqlAddresses,
        store: SqlConversationStore,
        live: Live,
        wording: Wording,
        clock: Callable[[], datetime],
    ) -> None:
        self._addresses = addresses
        self._store = store
        self._live = live
        self._wording = wording
        self._clock = clock

    async def tell(self, owner: Owner, kind: PushKind, replies: list[Json], key: str) -> bool:
        """Tell the owner on a messenger; False when they are on none. The same ``key`` again is told once.

        ``replies`` are as actions send them, with choices that are not issued yet.
        """
        conversation = await self._addresses.reached_in(owner.conversation, owner.user)
        if conversation is None:
            return False
        issued = issue_replies(replies)
        kept = await self._store.push(
            conversation, issued.replies, self._clock(), issued.choices, kind=kind, message_id=_message_id(kind, key)
        )
        if kept is not None:
            self._live.tell(conversation, said(kept, issued.replies, "answered"))
        return True

    async def booked(self, owner: Owner, bookings: Sequence[Booking]) -> None:
        """Tell of bookings that were made or cancelled elsewhere than in chat. A failure is logged."""
        try:
            for one in bookings:
                label = self._wording.say("utter_label_my_trips")
                text = self._wording.say(
                    "utter_push_cancelled" if one.status == "cancelled" else "utter_push_booked",
                    reference=one.reference,
                )
                reply = {"text": text, "choices": [{"label": label, "intent": "show_trips", "entities": []}]}
                await self.tell(owner, "booking", [reply], f"{one.reference} {one.status}")
        except SQLAlchemyError:
            log.exception("push_failed")


def _message_id(kind: PushKind, key: str) -> str:
    return f"p_{sha256(f'{kind} {key}'.encode()).hexdigest()[:24]}"
