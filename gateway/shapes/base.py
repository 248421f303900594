"""Common ground of all bodies and answers: strictness, text, zones, problems."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from gateway.text import problem_of

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


class Answer(BaseModel):
    """What we send: nothing beyond what is described."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
