"""Bodies, queries and answers of the REST interface; its description is generated from these."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from gateway.text import problem_of
from messages import MAX_TEXT, Price, Reply

LOCALE = r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"


def _showing(text: str) -> str:
    if problem := problem_of(text):
        raise ValueError(problem)
    return text


@lru_cache(maxsize=1024)
def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("is not a time zone of the IANA database, such as Europe/Lisbon") from None
    return name


def _moment(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("is not an ISO 8601 date or time, such as 2027-02-12T09:00:00") from None
    return text


Text = Annotated[str, AfterValidator(_showing), Field(description="What the traveller types; at most 2,000 characters")]
TimeZone = Annotated[str, Field(max_length=64, pattern=r"^[A-Za-z0-9_+/-]+$"), AfterValidator(_zone)]
Locale = Annotated[str, Field(max_length=35, pattern=LOCALE)]
Moment = Annotated[str, Field(max_length=40), AfterValidator(_moment)]
MessageId = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[!-~]+$")]


class Shape(BaseModel):
    """Unknown fields and other types are refused, so that a client's mistake does not go unnoticed."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ChatMessage(Shape):
    """Exactly one of ``text`` and ``choice``; locale and time zone are kept for the conversation once given."""

    text: Text | None = None
    choice: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[!-~]+$")] | None = Field(
        default=None, description="The value of a choice that was offered"
    )
    locale: Locale | None = None
    time_zone: TimeZone | None = None

    @model_validator(mode="after")
    def _either_text_or_choice(self) -> ChatMessage:
        if (self.text is None) == (self.choice is None):
            raise ValueError("exactly one of text and choice is needed")
        return self


class ChatBody(ChatMessage):
    """A message of a conversation, or the first of a new one. The same ``message_id`` again gets the first answer."""

    conversation: Annotated[str, Field(max_length=128)] | None = None
    message_id: MessageId | None = None


class SocketFrame(ChatMessage):
    """What a client sends over the web socket."""

    message_id: MessageId


class Answer(BaseModel):
    """What we send: nothing beyond what is described."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ChatAnswer(Answer):
    """The conversation, whose id opens it, and what the assistant says."""

    conversation: str
    replies: list[Reply]


class HistoryEntry(Answer):
    """One bubble: ``text`` of the traveller or ``reply`` of the assistant."""

    role: Literal["traveller", "assistant"]
    message_id: str
    text: str | None = None
    reply: Reply | None = None
    at: datetime


class History(Answer):
    """Oldest first; ``next`` as ``before`` gets what was said earlier, null at the beginning."""

    conversation: str
    items: list[HistoryEntry]
    next: str | None


class UnderstandBody(Shape):
    """A single sentence; ``now`` without an offset is taken in ``time_zone``."""

    text: Text
    now: Moment | None = None
    locale: Locale = "en-GB"
    time_zone: TimeZone = "UTC"


class Intent(Answer):
    name: str
    confidence: float


class Understanding(Answer):
    """The likeliest intent, the next ones, and the slot values in the shapes that the dialogue uses."""

    intent: Intent
    alternatives: list[Intent]
    slots: dict[str, Any]


class Conversation(BaseModel):
    """A query that names the conversation whose bookings are asked for; without the right one all is "not found"."""

    model_config = ConfigDict(extra="forbid")

    conversation: Annotated[str, Field(max_length=128)] = ""


class BookingPage(Conversation):
    """``after`` is the ``next`` of the page before."""

    after: Annotated[str, Field(max_length=32)] | None = None
    limit: int = Field(default=50, ge=1, le=100)


class HistoryPage(BaseModel):
    """``before`` is the ``next`` of the page before."""

    model_config = ConfigDict(extra="forbid")

    before: Annotated[str, Field(pattern=r"^[0-9]{1,18}$")] | None = None
    limit: int = Field(default=50, ge=1, le=200)


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


class Alive(Answer):
    """The process answers."""

    alive: Literal[True]


class Readiness(Answer):
    """Each part is "ready", or says what is wrong with it."""

    ready: bool
    parts: dict[str, str]


class ProblemBody(BaseModel):
    """Problem details of RFC 9457; ``errors`` names wrong fields."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[dict[str, str]] | None = None


class Pushed(BaseModel):
    """What the engine hands over late, or of its own accord."""

    model_config = ConfigDict(extra="ignore", strict=True)

    conversation: str
    message_id: Annotated[str, Field(min_length=1, max_length=200)]
    state: str = "ok"
    replies: list[dict[str, Any]]
