"""Messages, frames, history, and the reading of single sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gateway.shapes.base import Answer, Locale, MessageId, Moment, Shape, Text, TimeZone
from messages import Reply


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


class ChatAnswer(Answer):
    """The conversation, whose id opens it, and what the assistant says."""

    conversation: str
    replies: list[Reply]


class HistoryPage(BaseModel):
    """``before`` is the ``next`` of the page before."""

    model_config = ConfigDict(extra="forbid")

    before: Annotated[str, Field(pattern=r"^[0-9]{1,18}$")] | None = None
    limit: int = Field(default=50, ge=1, le=200)


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


class Pushed(BaseModel):
    """What the engine hands over late, or of its own accord."""

    model_config = ConfigDict(extra="ignore", strict=True)

    conversation: str
    message_id: Annotated[str, Field(min_length=1, max_length=200)]
    state: str = "ok"
    replies: list[dict[str, Any]]


class WebhookBody(ChatMessage):
    """A message of one of the program's own users; ``message_id`` is by default the ``webhook-id``."""

    sender: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[!-~]([ -~]*[!-~])?$")] = Field(
        description="Who writes, as the program knows them"
    )
    message_id: MessageId | None = None
    callback: bool | Annotated[str, Field(max_length=500)] | None = Field(
        default=None, description="True, or the address registered with the key: accept, and call the answer back"
    )


class WebhookAnswer(Answer):
    """What the assistant says. "waiting": the true answer follows; "accepted": it is called back."""

    sender: str
    message_id: str
    state: Literal["answered", "waiting", "accepted"]
    replies: list[Reply]


class CalledBack(Answer):
    """Whose message was answered, or who is told something unasked."""

    sender: str
    message_id: str
    replies: list[Reply]


class Callback(Answer):
    """What is posted to the callback of a key, signed as its own requests are."""

    type: Literal["message.answered", "message.pushed"]
    timestamp: datetime
    data: CalledBack
