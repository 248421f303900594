"""One message of a traveller, as a connector hands it to the gateway."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, model_validator

MAX_TEXT = 2000
"""Characters; longer text blocks the engine for everyone, so it is refused at the door."""


class IncomingMessage(BaseModel):
    """Text or a tapped choice from one sender of one channel.

    ``message_id`` is the channel's own, so that a redelivered message is known again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    channel: str = Field(pattern=r"^[a-z_]{2,20}$")
    sender: str = Field(min_length=1, max_length=128)
    message_id: str = Field(min_length=1, max_length=128)
    text: str | None = Field(default=None, max_length=MAX_TEXT)
    choice: str | None = Field(default=None, min_length=1, max_length=64)
    locale: str = Field(default="en-GB", pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")
    time_zone: str = Field(default="UTC", max_length=64)

    @model_validator(mode="after")
    def _either_text_or_choice(self) -> IncomingMessage:
        if (self.text is None) == (self.choice is None):
            raise ValueError("a message has exactly one of text and choice")
        return self
