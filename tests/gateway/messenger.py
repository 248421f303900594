"""A messenger in memory: records what it is sent and answers as a test plans."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from gateway.deliveries import ChannelDelivery
from gateway.house import House
from messages import IncomingMessage

CHANNEL = "telegram"


class Messenger:
    """``gateway.deliveries.Sender``: one part for each reply. ``plan`` holds what the next parts raise, None for none.

    ``sent`` are the texts that were accepted, with their recipient. A part waits for ``open`` if that is not set.
    """

    def __init__(self, plan: Sequence[Exception | None] = ()) -> None:
        self.plan = list(plan)
        self.sent: list[tuple[str, str]] = []
        self.addresses: list[Any] = []
        self.open = asyncio.Event()
        self.open.set()
        self.waiting = 0
        self.most = 0

    async def send(self, sender: str, address: dict[str, Any], delivery: ChannelDelivery) -> None:
        self.addresses.append(address)
        for reply in delivery.replies[delivery.sent :]:
            self.waiting += 1
            self.most = max(self.most, self.waiting)
            try:
                await self.open.wait()
            finally:
                self.waiting -= 1
            if self.plan and (refusal := self.plan.pop(0)) is not None:
                raise refusal
            self.sent.append((sender, reply["text"]))
            await delivery.accepted()

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.sent]


async def write(house: House, sender: str, message_id: str, text: str = "", **more: Any) -> None:
    """Somebody writes from the messenger; what they hear comes by the deliveries."""
    await house.addresses.meet(CHANNEL, sender, {"chat": sender}, now=house.clock())
    said = {"text": text or message_id} if "choice" not in more else {}
    await house.turns.take(
        IncomingMessage(channel=CHANNEL, sender=sender, message_id=f"{sender}:{message_id}", **said, **more)
    )
