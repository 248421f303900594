"""What was recommended to whom, as the log keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Impression:
    """One destination shown at ``position`` (from 0), with the score's parts and the version of the model."""

    conversation: str
    user: str | None
    query: str
    destination: str
    position: int
    score: float
    parts: Mapping[str, float]
    model: str
