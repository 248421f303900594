"""What the assistant answers, free of any channel's markup."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

CardKind = Literal["destination", "flight", "stay", "car", "activity", "booking", "itinerary", "forecast", "profile"]
AskKind = Literal["date", "date_range", "place", "number", "party", "choice", "text", "email", "yes_no"]
Amount = Annotated[Decimal, Field(max_digits=14, decimal_places=3)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(_Shape):
    """Something to tap. ``value`` is opaque and bound to its conversation; at most 64 bytes."""

    label: str = Field(min_length=1, max_length=80)
    value: str = Field(min_length=1, max_length=64)


class Fact(_Shape):
    """A labelled line of a card."""

    label: str
    value: str


class Price(_Shape):
    """An all-in price; ``per`` says for what: total, night, person or day."""

    amount: Amount
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    per: Literal["total", "night", "person", "day"] = "total"


class Card(_Shape):
    """One thing shown: an offer, a booking, a destination; ``data`` is its machine-readable form."""

    kind: CardKind
    id: str
    title: str
    subtitle: str | None = None
    facts: list[Fact] = []
    price: Price | None = None
    reasons: list[str] = []
    image: str | None = None
    choices: list[Choice] = []
    data: dict[str, Any] = {}


class Ask(_Shape):
    """What the assistant waits for, so that a client can show a picker."""

    slot: str
    kind: AskKind
    options: list[Choice] = []
    min: int | float | str | None = None
    max: int | float | str | None = None


class Reply(_Shape):
    """One answer of a turn: a text, cards, choices below them, and what is asked."""

    text: str | None = None
    cards: list[Card] = []
    choices: list[Choice] = []
    ask: Ask | None = None
