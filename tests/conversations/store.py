"""The database as a conversation left it, and changed as others would."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from tests.conversations.script import Sell, Stored
from tests.fixtures.house import House


class Ledger:
    """What has changed in the database since the conversation began."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._stock = self._units()
        self._mails = house.query("SELECT coalesce(max(id), 0) FROM outbox")[0][0]
        self._sold = 0

    def problems(self, wanted: Stored, conversations: list[str]) -> list[str]:
        """In what the database differs from what was expected."""
        actual: dict[str, Any] = {
            "bookings": self._statuses(conversations),
            "stock": self._units() - self._stock - self._sold,
            "outbox": dict(Counter(kind for (kind,) in self._house.query(_MAILS, self._mails))),
            "audit": [action for (action,) in self._house.query(_AUDIT.format(_marks(conversations)), *conversations)],
            "passengers": [name for (name,) in self._house.query(_NAMES.format(_marks(conversations)), *conversations)],
        }
        asked = wanted.model_dump(exclude_none=True)
        return [
            f"{what} in the database: {actual[what]}, not {asked[what]}"
            for what in asked
            if actual[what] != asked[what]
        ]

    def sell(self, what: Sell, conversation: str) -> None:
        """Somebody else takes all but a few of what the conversation's last summary offers."""
        quotes = self._house.query(_LAST_QUOTE, conversation)
        assert quotes, "nothing is offered yet"
        before = self._units()
        for offer in json.loads(quotes[0][0]):
            ((kind, content),) = self._house.query("SELECT kind, content FROM offers WHERE id = ?", offer)
            for use in json.loads(content)["stock"] if kind == what.sell else []:
                taken = max(0, use["capacity"] - what.leaving)
                self._house.change(_TAKE, use["key"], use["capacity"], taken)
        self._sold += self._units() - before

    def _units(self) -> int:
        return int(self._house.query("SELECT coalesce(sum(taken), 0) FROM stock")[0][0])

    def _statuses(self, conversations: list[str]) -> dict[str, int]:
        return dict(self._house.query(_STATUSES.format(_marks(conversations)), *conversations))


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))


_MAILS = "SELECT kind FROM outbox WHERE id > ? ORDER BY id"
_STATUSES = "SELECT status, count(*) FROM bookings WHERE conversation IN ({}) GROUP BY status"
_AUDIT = "SELECT action FROM audit JOIN bookings ON reference = booking WHERE conversation IN ({}) ORDER BY audit.id"
_NAMES = (
    "SELECT name FROM passengers JOIN bookings ON reference = booking WHERE conversation IN ({}) "
    "ORDER BY bookings.created, bookings.position, passengers.position"
)
_LAST_QUOTE = "SELECT subjects FROM quotes WHERE conversation = ? AND kind = 'book' ORDER BY created DESC LIMIT 1"
_TAKE = (
    "INSERT INTO stock (key, capacity, taken) VALUES (?, ?, ?) "
    "ON CONFLICT (key) DO UPDATE SET taken = max(taken, excluded.taken)"
)
