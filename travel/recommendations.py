"""What was recommended to whom, as the log keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
class Reactions:
    """Destinations that a traveller liked and disliked, the latest first; of each the latest word counts."""

    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
