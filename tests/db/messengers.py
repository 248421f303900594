"""People on messengers, for the tests of what is sent to them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from db.addresses import SqlAddresses
from db.deliveries import Queued, SqlDeliveries
from db.engine import Database
from db.talk import SqlConversationStore
from tests.db.samples import NOW

MARTA, JAN = ("telegram", "4711"), ("telegram", "4712")
ON_SLACK = ("slack", "T1:U1")
BOTH = ("telegram", "slack")
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
NIGHT = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
"""Half past eleven in Berlin."""


class Post:
    """One database's messengers; ``who`` writes, is answered, and gets pushes."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.rung = 0
        self.talks = SqlConversationStore(database, queued=self._ring)
        self.addresses = SqlAddresses(database)
        self.deliveries = SqlDeliveries(database)

    def _ring(self) -> None:
        self.rung += 1

    async def meet(self, who: tuple[str, str], talk: str, now: datetime = NOW, **address: Any) -> None:
        await self.addresses.meet(*who, {"chat": who[1], **address}, now=now)
        await self.talks.open(talk, who[0], "en-GB", "Europe/Berlin", now)
        await self.talks.receive(talk, f"hello {who[1]} {now}", {"text": "hello"}, now, who)

    async def answered(self, who: tuple[str, str], talk: str, message: str, *texts: str, now: datetime = NOW) -> None:
        await self.talks.receive(talk, message, {"text": message}, now, who)
        await self.talks.answer(talk, message, [{"text": one} for one in texts], now)

    async def pushed(self, talk: str, kind: Any, text: str, now: datetime = NOW, **more: Any) -> str | None:
        return await self.talks.push(talk, [{"text": text}], now, kind=kind, **more)

    async def next(self, now: datetime = NOW, **more: Any) -> Queued | None:
        return await self.deliveries.claim(BOTH, now=now, **more)

    async def all_texts(self, now: datetime = NOW) -> list[str]:
        """Everything that can be sent now, sent."""
        texts = []
        while (one := await self.next(now)) is not None:
            texts += [reply["text"] for reply in one.replies]
            await self.deliveries.done(one)
        return texts
