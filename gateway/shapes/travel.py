"""Ideas where to go, and places by their names."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gateway.shapes.base import Answer, Shape
from gateway.shapes.bookings import Conversation
from messages import MAX_TEXT


def _whole_month(value: str) -> int:
    """``3``, ``03`` or ``2027-03``."""
    number = value.rsplit("-", 1)[-1]
    if not number.isdecimal() or not 1 <= int(number) <= 12:
        raise ValueError("is not a month: a number from 1 to 12, or a year and month such as 2027-03")
    return int(number)


_LISBON: dict[str, Any] = {
    "id": "re_3vNc7RbE1uHq5dPw",
    "destination": {
        "id": "lisbon",
        "name": "Lisbon",
        "country": "PT",
        "country_name": "Portugal",
        "region": "Lisbon",
    },
    "score": 0.71,
    "reasons": ["known for food", "about 90 EUR a day per person"],
}


class RecommendationQuery(Conversation):
    """A wish in words and what is known of it apart; ``budget`` is EUR per person, with the flight from ``origin``.

    With ``conversation``, or with a session, the ideas are kept for it and only its owner may say what came of them.
    """

    query: Annotated[str, Field(max_length=MAX_TEXT, examples=["beach and food"])] = ""
    month: (
        Annotated[
            int,
            BeforeValidator(_whole_month, json_schema_input_type=str),
            Field(description="A number from 1 to 12, or a year and month", examples=["3", "2027-03"]),
        ]
        | None
    ) = None
    budget: Annotated[Decimal, Field(gt=0, max_digits=9, decimal_places=2)] | None = None
    origin: Annotated[str, Field(min_length=2, max_length=80, examples=["Vienna"])] | None = None
    limit: int = Field(default=5, ge=1, le=20)


class FeedbackBody(Conversation, Shape):
    """What came of a recommendation."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"kind": "liked"}]})

    kind: Literal["opened", "liked", "disliked", "searched", "booked"]


class FeedbackQuery(Conversation):
    """What is taken back."""

    kind: Literal["liked"]


class RecommendedPlace(Answer):
    id: str
    name: str
    country: str = Field(description="ISO 3166 code")
    country_name: str
    region: str


class Recommendation(Answer):
    """A destination with its score from 0 to 1 and why it was chosen; feedback refers to ``id``."""

    model_config = ConfigDict(json_schema_extra={"examples": [_LISBON]})

    id: str
    destination: RecommendedPlace
    score: float
    reasons: list[str]


class MissedWish(Answer):
    """A hard wish that nothing meets together with the others, and what ``nearest`` has instead."""

    wish: Literal[
        "budget",
        "a_day",
        "climate",
        "dry",
        "flight",
        "drive",
        "train",
        "on_the_way",
        "place",
        "region",
        "sea",
        "snow",
        "visa",
        "language",
        "fare",
    ]
    text: str


class Recommendations(Answer):
    """Best first; each meets every hard wish. Where nothing does, ``nearest`` comes closest and misses ``missed``."""

    recommendations: list[Recommendation]
    nearest: Recommendation | None = None
    missed: list[MissedWish] = Field(default_factory=list)


class SavedPage(Conversation):
    """``after`` is the ``next`` of the page before."""

    after: Annotated[str, Field(max_length=64)] | None = None
    limit: int = Field(default=20, ge=1, le=100)


class SavedRecommendation(Recommendation):
    """An idea that was liked."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_LISBON, "saved_at": "2026-11-22T12:00:00+00:00"}]})

    saved_at: datetime


class SavedRecommendations(Answer):
    """Every liked destination once, the last liked first; ``next`` as ``after`` gets more, null at the end."""

    recommendations: list[SavedRecommendation]
    next: str | None


class PictureQuery(BaseModel):
    """Which picture is meant."""

    model_config = ConfigDict(extra="forbid")

    v: Annotated[str, Field(max_length=64, description="The version, as the address in a card has it")] = ""


class PlaceQuery(BaseModel):
    """The beginning of a name, or an IATA code, as somebody types it."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[str, Field(max_length=80, examples=["lisb"])] = ""
    limit: int = Field(default=8, ge=1, le=20)


class PlaceAnswer(Answer):
    """A place; its ``label`` as text of a message is understood."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "gn:2267057",
                    "name": "Lisbon",
                    "kind": "city",
                    "country": "PT",
                    "label": "Lisbon, Portugal (LIS)",
                }
            ]
        }
    )

    id: str
    name: str
    kind: Literal["city", "airport", "region", "country"]
    country: str = Field(description="ISO 3166 code")
    label: str = Field(description="The name with what tells it from its namesakes, and up to three airports")


class Places(Answer):
    """The most famous first; nothing for an empty query."""

    places: list[PlaceAnswer]
