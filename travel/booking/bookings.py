"""Bookings as stored, and the order that makes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from travel.money import Money
from travel.offers import Content, Offer
from travel.rules import Rule

Status = Literal["held", "confirmed", "changed", "cancelled", "expired"]


@dataclass(frozen=True)
class Owner:
    """Who may see a booking: the conversation it was made in and, once signed in, the user."""

    conversation: str
    user: str | None = None


@dataclass(frozen=True)
class Passenger:
    """One traveller as named in the passport; ``age`` in years on the day of travel, None for adults."""

    name: str
    kind: Literal["adult", "child", "infant"] = "adult"
    age: int | None = None


@dataclass(frozen=True)
class Order:
    """What a yes buys: one booking for each offer, all or none. ``key`` makes a second yes find the first."""

    key: str
    owner: Owner
    offers: tuple[Offer, ...]
    passengers: tuple[Passenger, ...]
    email: str
    locale: str = "en-GB"


@dataclass(frozen=True)
class Booking:
    """One booked flight or stay; ``refund`` is set once cancelled, ``deadline`` while held."""

    reference: str
    order: str
    owner: Owner
    status: Status
    content: Content
    passengers: tuple[Passenger, ...]
    email: str
    price: Money
    refund: Money | None
    created: datetime
    deadline: datetime | None

    @property
    def kind(self) -> Literal["flight", "stay"]:
        return "flight" if hasattr(self.content, "slices") else "stay"

    @property
    def rule(self) -> Rule:
        return self.content.rule

    @property
    def starts(self) -> datetime:
        return self.content.starts


@dataclass(frozen=True)
class Quote:
    """A summary waiting for a fresh yes; the amount and rule that were shown are what the yes accepts.

    For ``book`` the ``subjects`` are offer ids and ``amount`` the total to pay; for ``cancel`` booking references and
    the refund. ``passengers`` and ``email`` belong to ``book`` alone.
    """

    id: str
    kind: Literal["book", "cancel"]
    owner: Owner
    subjects: tuple[str, ...]
    amount: Money
    created: datetime
    expires: datetime
    passengers: tuple[Passenger, ...] = ()
    email: str = ""
