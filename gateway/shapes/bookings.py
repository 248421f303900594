"""Bookings: quoted first, made and cancelled by a second call that names the quote."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, model_validator

from gateway.shapes.base import Answer, ProblemBody, Shape
from messages import Price
from travel.account.addresses import tidy_email
from travel.errors import BadEmail
from travel.party import MAX_SEATS

MAX_PEOPLE = 2 * MAX_SEATS
"""Every adult may have an infant on the lap."""

_ITEM = {
    "kind": "flight",
    "rule": "Changes cost 60.00 EUR per person, 50 % refundable until Fri 12 Feb 2027, 09:10 (UTC+1).",
    "slices": [
        {
            "origin": "BER",
            "destination": "LIS",
            "departs": "2027-02-12T09:10:00+01:00",
            "arrives": "2027-02-12T12:05:00+00:00",
            "stops": 0,
            "flights": ["TP535"],
        }
    ],
    "cabin": "economy",
    "bags": 1,
    "passengers": 1,
}
_TOTAL = {"amount": "171.80", "currency": "EUR", "per": "total"}
_CONVERSATION = "uWq3rP1bT0mC2vXzK9aLdQ"
_BOOKING = {
    "reference": "TW-7K2M9Q",
    "status": "confirmed",
    "items": [_ITEM],
    "total": _TOTAL,
    "rule": _ITEM["rule"],
    "cancellable": True,
}
_QUOTE = {
    "id": "q_8sJm2LwQ4xYt0aZk",
    "total": _TOTAL,
    "items": [{"offer": "of_3vNc7RbE1uHq5dPw", "price": _TOTAL, **_ITEM}],
    "rules": [_ITEM["rule"]],
    "expires": "2026-11-22T12:30:00+00:00",
}
_REFUND = {
    "id": "q_5tKd9GfV2sWx7bMn",
    "refund": {"amount": "85.90", "currency": "EUR", "per": "total"},
    "rule": _ITEM["rule"],
    "expires": "2026-11-22T12:30:00+00:00",
}


def _example(*shown: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": list(shown)})


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or not name.isprintable():
        raise ValueError("is no name: it is empty or holds characters that cannot be printed")
    return name


def _email(text: str) -> str:
    try:
        return tidy_email(text)
    except BadEmail as error:
        raise ValueError(str(error)) from None


ConversationId = Annotated[
    str, Field(max_length=128, description="The conversation whose offers and bookings are meant")
]
Email = Annotated[str, Field(max_length=254, json_schema_extra={"format": "email"}), AfterValidator(_email)]
OfferId = Annotated[str, Field(max_length=64, pattern=r"^of_[A-Za-z0-9_-]+$")]
QuoteId = Annotated[str, Field(max_length=64, pattern=r"^q_[A-Za-z0-9_-]+$")]


class Conversation(BaseModel):
    """Who asks: a guest names the conversation; a session may leave it out and means the whole account."""

    model_config = ConfigDict(extra="forbid")

    conversation: ConversationId | None = None


class BookingPage(Conversation):
    """``after`` is the ``next`` of the page before."""

    after: Annotated[str, Field(max_length=32)] | None = None
    limit: int = Field(default=50, ge=1, le=100)


class Traveller(Shape):
    """A traveller as named in the passport; children (2 to 11) with their age on the day of travel."""

    name: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_name)]
    kind: Literal["adult", "child", "infant"] = "adult"
    age: Annotated[int, Field(ge=0, le=120)] | None = None


class BookingBody(Shape):
    """First ``offers``, ``travellers`` and ``email``, answered by a quote; then its id as ``quote``, which buys."""

    model_config = _example(
        {
            "conversation": _CONVERSATION,
            "offers": ["of_3vNc7RbE1uHq5dPw"],
            "travellers": [{"name": "Marta Kowalska", "kind": "adult"}],
            "email": "marta@example.org",
        },
        {"conversation": _CONVERSATION, "quote": "q_8sJm2LwQ4xYt0aZk"},
    )

    conversation: ConversationId
    offers: Annotated[list[OfferId], Field(min_length=1, max_length=9)] | None = None
    travellers: Annotated[list[Traveller], Field(min_length=1, max_length=MAX_PEOPLE)] | None = None
    email: Email | None = Field(default=None, description="Where the confirmation goes")
    quote: QuoteId | None = None

    @model_validator(mode="after")
    def _wish_or_yes(self) -> BookingBody:
        wish = (self.offers, self.travellers, self.email)
        if (self.quote is None and None in wish) or (self.quote is not None and wish != (None, None, None)):
            raise ValueError("either offers, travellers and email are needed, or quote alone")
        if self.offers is not None and len(set(self.offers)) < len(self.offers):
            raise ValueError("an offer is named twice")
        return self


class BookedItem(BaseModel):
    """A flight (``slices``, ``cabin``, ``bags``, ``passengers``) or a stay (``name``, ``check_in``, … ``guests``)."""

    model_config = ConfigDict(extra="allow")

    kind: Literal["flight", "stay"]
    rule: str


class QuotedItem(BookedItem):
    """An offer at the price that the quote fixes."""

    offer: str
    price: Price


class BookingQuote(Answer):
    """What will be bought, at which price and under which rules; a call with its ``id`` until ``expires`` buys it."""

    model_config = _example(_QUOTE)

    id: str
    total: Price
    items: list[QuotedItem]
    rules: list[str]
    expires: datetime


class BookingOffer(Answer):
    """Nothing is bought yet."""

    quote: BookingQuote


class BookingAnswer(Answer):
    """A booking as it stands; ``refund`` once it is cancelled."""

    model_config = _example(_BOOKING)

    reference: str
    status: Literal["held", "confirmed", "changed", "cancelled", "expired"]
    items: list[BookedItem]
    total: Price
    rule: str = Field(description="What changing and cancelling cost, in one line")
    cancellable: bool
    refund: Price | None = None


class Bookings(Answer):
    """One booking for each offer of the quote."""

    bookings: list[BookingAnswer]


class BookingList(Answer):
    """Next journey first; ``next`` as ``after`` gets more, null at the end."""

    bookings: list[BookingAnswer]
    next: str | None


class CancellationBody(Conversation, Shape):
    """Without ``quote`` the answer says what would come back; with it the booking is cancelled."""

    model_config = _example({"conversation": _CONVERSATION}, {"conversation": _CONVERSATION, "quote": _REFUND["id"]})

    quote: QuoteId | None = None


class CancellationQuote(Answer):
    """What comes back when a call with its ``id`` cancels until ``expires``."""

    model_config = _example(_REFUND)

    id: str
    refund: Price
    rule: str
    expires: datetime


class CancellationOffer(Answer):
    """Nothing is cancelled yet."""

    quote: CancellationQuote


class Cancellation(RootModel[CancellationOffer | BookingAnswer]):
    """The quote of a first call, or the cancelled booking."""


class MovedProblem(ProblemBody):
    """A refusal to book or cancel; where price or rule have moved, ``quote`` is the new one, which needs a new yes."""

    quote: BookingQuote | CancellationQuote | None = None
