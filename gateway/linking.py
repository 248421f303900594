"""Coming from a messenger into an account's conversation by a code, and what is said about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from db.ids import REFERENCE_ALPHABET
from db.people import SqlLinks
from db.people.links import CODE_LETTERS
from db.talk import SqlConversationStore
from gateway.issuing import plain
from gateway.live import Live, said
from gateway.signals import Signals
from travel.account.ports import Link
from travel.errors import BadCode, NoSuchUser, TooManyTries
from wording import Wording

_CODE = re.compile(rf"\s*/?link[\s_:]+([{REFERENCE_ALPHABET}]{{{CODE_LETTERS}}})[\s.!]*", re.IGNORECASE)

Json = dict[str, Any]


def link_code(text: str | None) -> str | None:
    """The code of ``link ABCD2345``, or of the payload ``link_ABCD2345`` of a deep link; None for all other texts."""
    match = _CODE.fullmatch(text or "")
    # Every code has a digit; TELEGRAM is a word.
    return match[1].upper() if match and not match[1].isalpha() else None


class Linking:
    """For the messengers; ``meet`` the sender first."""

    def __init__(
        self,
        links: SqlLinks,
        store: SqlConversationStore,
        live: Live,
        signals: Signals,
        wording: Wording,
        clock: Callable[[], datetime],
    ) -> None:
        self._links = links
        self._store = store
        self._live = live
        self._signals = signals
        self._wording = wording
        self._clock = clock

    async def join(self, channel: str, sender: str, code: str) -> list[Json]:
        """Replies to say at once: why it was refused. Empty when it is linked: the welcome comes as a delivery.

        The same code of the same sender again changes nothing.
        """
        now = self._clock()
        try:
            link = await self._links.redeem(code, channel, sender, now=now)
        except (BadCode, NoSuchUser):
            return [plain(self._wording.say("utter_link_channel_bad_code"))]
        except TooManyTries:
            return [plain(self._wording.say("utter_link_channel_too_many"))]
        await self._welcome(link, channel, sender, code)
        return []

    async def _welcome(self, link: Link, channel: str, sender: str, code: str) -> None:
        """Said again when the first time was cut short; kept once."""
        replies = [plain(self._wording.say("utter_link_channel_joined", channel=channel.title()))]
        message_id = f"p_{sha256(code.encode()).hexdigest()[:16]}"
        kept = await self._store.push(
            link.conversation, replies, self._clock(), message_id=message_id, to=(channel, sender)
        )
        if kept is not None:
            self._live.tell(link.conversation, said(kept, replies, "answered"))
            self._signals.changed(None, link.user, "profile")
