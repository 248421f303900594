"""A conversation as its YAML file says it; README.md of this folder explains every key."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Expected(_Part):
    """What all replies of one turn must be like, taken together; what is not named may be anything."""

    text: str | list[str] = []
    not_text: str | list[str] = []
    cards: dict[str, int | str] | None = None
    ask: dict[str, Any] | Literal["none"] | None = None
    choices: list[str] = []
    data: dict[str, Any] = {}
    replies: int | None = None


class Stored(_Part):
    """What the database must hold because of this conversation."""

    bookings: dict[str, int] | None = None
    stock: int | None = None
    outbox: dict[str, int] | None = None
    audit: list[str] | None = None
    passengers: list[str] | None = None


class Mail(_Part):
    """A mail that must come, and what to keep of it: name → expression with one group."""

    kind: str
    to: str
    text: str | list[str] = []
    keep: dict[str, str] = {}


class Sell(_Part):
    """Somebody else buys: of what the last summary offers, ``leaving`` units stay."""

    sell: Literal["flight", "stay"]
    leaving: int = 0


class Step(_Part):
    """One thing that happens: exactly one of the first six, then what must be true."""

    say: str | None = None
    tap: str | None = None
    redeliver: bool = False
    begin: str | None = None
    later: timedelta | None = None
    meanwhile: Sell | None = None
    mail: Mail | None = None

    card: int | None = None
    expect: Expected | None = None
    database: Stored | None = None
    keep: dict[str, str] = {}

    @model_validator(mode="after")
    def _one_thing(self) -> Step:
        happens = (self.say, self.tap, self.redeliver or None, self.begin, self.later, self.meanwhile, self.mail)
        if sum(one is not None for one in happens) != 1:
            raise ValueError("a step does exactly one thing")
        return self


class Script(_Part):
    """A conversation with its purpose: the capabilities that it covers, the rules of the design that it holds to."""

    purpose: str
    covers: list[str]
    rules: list[int] = []
    now: AwareDatetime = Field(default="2026-11-23T09:00:00+00:00", validate_default=True)
    time_zone: str | None = None
    locale: str | None = None
    steps: list[Step]


def read(path: Path) -> Script:
    """The script in a file. Raises ValidationError for a key that does not exist."""
    return Script.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
