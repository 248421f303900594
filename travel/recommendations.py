"""What was recommended to whom, as the log keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["shown", "opened", "liked", "disliked", "searched", "booked"]


@dataclass(frozen=True)
class Impression:
    """One destination shown at ``position`` (from 0), with the score's parts and the version of the model.

    ``month`` is the one asked for, 1 to 12, None when none was.
    """

    conversation: str
    user: str | None
    query: str
    destination: str
    position: int
    score: float
    parts: Mapping[str, float]
    model: str
    month: int | None = None


@dataclass(frozen=True)
class Reaction:
    """What somebody did about a destination, or said of it."""

    destination: str
    kind: Outcome


@dataclass(frozen=True)
class Reactions:
    """What a traveller thought of destinations, the latest first; each destination once, by what says most."""

    all: tuple[Reaction, ...] = ()

    @classmethod
    def of(cls, *, liked: Iterable[str] = (), disliked: Iterable[str] = ()) -> Reactions:
        """Likes, then dislikes."""
        return cls((*(Reaction(one, "liked") for one in liked), *(Reaction(one, "disliked") for one in disliked)))

    @property
    def liked(self) -> tuple[str, ...]:
        """What was liked, by a word or by a booking."""
        return tuple(one.destination for one in self.all if one.kind in ("liked", "booked"))

    @property
    def disliked(self) -> tuple[str, ...]:
        """What was disliked."""
        return tuple(one.destination for one in self.all if one.kind == "disliked")
