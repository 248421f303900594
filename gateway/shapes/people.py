"""Sessions and accounts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gateway.shapes.base import Answer, Locale, Shape

Email = Annotated[str, Field(min_length=3, max_length=254, pattern=r"^\S+@\S+$", examples=["marta@example.org"])]
Code = Annotated[str, Field(min_length=1, max_length=12, pattern=r"^[0-9 ]+$", examples=["402817"])]


class SessionBody(Shape):
    """One of three steps: ``email`` asks for a code, with its ``code`` it signs in, a ``grant`` ends a sign-in in chat.

    A guest's ``conversation`` moves to the account at sign-in.
    """

    email: Email | None = None
    code: Code | None = None
    grant: Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[!-~]+$")] | None = None
    locale: Locale | None = None
    conversation: Annotated[str, Field(max_length=128)] | None = None
    kind: Literal["cookie", "token"] = "cookie"

    @model_validator(mode="after")
    def _one_step(self) -> SessionBody:
        if (self.email is None) == (self.grant is None):
            raise ValueError("exactly one of email and grant is needed")
        if self.code is not None and self.email is None:
            raise ValueError("a code comes with its email")
        return self


class EverywhereQuery(BaseModel):
    """``everywhere`` ends all sessions of the account."""

    model_config = ConfigDict(extra="forbid")

    everywhere: bool = False


class CodeSent(Answer):
    """The same for every address, whether it has an account or not."""

    sent: Literal[True]


class CompanionAnswer(Answer):
    """Somebody who travels on the account's bookings."""

    name: str
    birth_date: date | None


class UserAnswer(Answer):
    """An account as its owner sees it; ``pending_email`` is a new address that waits for its code."""

    id: str
    email: str
    name: str | None
    home_airport: str | None = Field(description="IATA code")
    currency: str | None = Field(description="ISO 4217 code")
    language: str | None = Field(description="BCP 47 tag")
    companions: list[CompanionAnswer]
    preferences: dict[str, Any]
    channels: list[str]
    created: datetime
    version: int
    pending_email: str | None = None


class SessionAnswer(Answer):
    """The session that has begun: ``token`` is for programs and shown this once; pages get the cookie instead.

    ``conversation`` is the one that was given, once it is the account's; null when it could not be taken over.
    """

    user: UserAnswer
    token: str | None = None
    expires: datetime
    conversation: str | None


class CurrentSession(Answer):
    """Who is signed in, null for a guest."""

    user: UserAnswer | None


class CompanionBody(Shape):
    """Somebody to keep: the name as in the passport."""

    name: Annotated[str, Field(max_length=200)]
    birth_date: Annotated[str, Field(max_length=10, examples=["1988-04-12"])] | None = None


class UserPatch(Shape):
    """What is to change: what is left out stays, null clears. ``preferences`` are merged by name.

    A new ``email`` gets a code first; the same with its ``code`` changes the address.
    """

    name: Annotated[str, Field(max_length=200)] | None = None
    home_airport: Annotated[str, Field(max_length=10)] | None = None
    currency: Annotated[str, Field(max_length=10)] | None = None
    language: Annotated[str, Field(max_length=35)] | None = None
    companions: Annotated[list[CompanionBody], Field(max_length=50)] | None = None
    preferences: Annotated[dict[str, Any], Field(max_length=50)] | None = None
    email: Email | None = None
    code: Code | None = None

    @model_validator(mode="after")
    def _code_of_an_address(self) -> UserPatch:
        if self.code is not None and self.email is None:
            raise ValueError("a code comes with its email")
        return self


class Erased(Answer):
    """The account is gone; ``kept`` says what the law wants kept, without anybody's name."""

    erased: Literal[True]
    kept: str


class ConversationPage(BaseModel):
    """``after`` is the ``next`` of the page before."""

    model_config = ConfigDict(extra="forbid")

    after: Annotated[str, Field(max_length=64)] | None = None
    limit: int = Field(default=50, ge=1, le=100)


class ConversationEntry(Answer):
    """One conversation with the last words of it."""

    id: str
    last_seen: datetime
    last_text: str | None


class ConversationList(Answer):
    """Last used first; ``next`` as ``after`` gets more, null at the end."""

    conversations: list[ConversationEntry]
    next: str | None


class WidgetAnswer(Answer):
    """What the widget shows of its operator."""

    brand: str
    welcome: str
    accent: str = Field(pattern=r"^#[0-9a-fA-F]{6}$")
    locale: str
    contact: str
    hours: str
    currency: str
