"""Bookings and recommendations."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gateway.shapes.base import Answer, Shape
from messages import MAX_TEXT, Price


class Conversation(BaseModel):
    """A query that names the conversation whose bookings are asked for; without the right one all is "not found"."""

    model_config = ConfigDict(extra="forbid")

    conversation: Annotated[str, Field(max_length=128)] = ""


class BookingPage(Conversation):
    """``after`` is the ``next`` of the page before."""

    after: Annotated[str, Field(max_length=32)] | None = None
    limit: int = Field(default=50, ge=1, le=100)


class BookedItem(BaseModel):
    """A flight (``slices``, ``cabin``, ``bags``, ``passengers``) or a stay (``name``, ``check_in``, … ``guests``)."""

    model_config = ConfigDict(extra="allow")

    kind: Literal["flight", "stay"]
    rule: str


class BookingAnswer(Answer):
    """A booking as it stands; ``refund`` once it is cancelled."""

    reference: str
    status: Literal["held", "confirmed", "changed", "cancelled", "expired"]
    items: list[BookedItem]
    total: Price
    refund: Price | None = None


class BookingList(Answer):
    """Next journey first; ``next`` as ``after`` gets more, null at the end."""

    bookings: list[BookingAnswer]
    next: str | None


def _whole_month(value: str) -> int:
    """``3``, ``03`` or ``2027-03``."""
    number = value.rsplit("-", 1)[-1]
    if not number.isdecimal() or not 1 <= int(number) <= 12:
        raise ValueError("is not a month: a number from 1 to 12, or a year and month such as 2027-03")
    return int(number)


class RecommendationQuery(BaseModel):
    """A wish in words and what is known of it apart; ``budget`` is EUR per person for the stay."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[str, Field(max_length=MAX_TEXT)] = ""
    month: Annotated[int, BeforeValidator(_whole_month)] | None = None
    budget: Annotated[Decimal, Field(gt=0, max_digits=9, decimal_places=2)] | None = None
    origin: Annotated[str, Field(min_length=2, max_length=80)] | None = None
    limit: int = Field(default=5, ge=1, le=20)


class FeedbackBody(Shape):
    """What came of a recommendation."""

    kind: Literal["opened", "liked", "disliked", "searched", "booked"]


class RecommendedPlace(Answer):
    id: str
    name: str
    country: str = Field(description="ISO 3166 code")
    country_name: str
    region: str


class Recommendation(Answer):
    """A destination with its score from 0 to 1 and why it was chosen; feedback refers to ``id``."""

    id: str
    destination: RecommendedPlace
    score: float
    reasons: list[str]


class Recommendations(Answer):
    """Best first."""

    recommendations: list[Recommendation]
