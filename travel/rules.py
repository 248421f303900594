"""What a fare or rate allows after it is booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from travel.money import Money


@dataclass(frozen=True)
class Rule:
    """Change and refund conditions of one offer, the same that its booking keeps.

    ``refund_share`` is what comes back when cancelled before ``refund_until`` (aware; None: until the journey
    starts); nothing comes back later. ``change_fee`` is per person; None means no change is possible.
    """

    refund_share: Decimal = Decimal(0)
    refund_until: datetime | None = None
    change_fee: Money | None = None

    def refund(self, price: Money, *, starts: datetime, now: datetime) -> Money:
        """What comes back of ``price`` when the booking is cancelled ``now``."""
        deadline = self.refund_until or starts
        share = self.refund_share if now <= deadline else Decimal(0)
        return (price * share).rounded()
