"""What a traveller wishes for, and what is suggested to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from recommender.catalogue import Destination


@dataclass(frozen=True)
class Origin:
    """Where the journey starts, for distances."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Wish:
    """``text`` is the wish in the traveller's words; the rest is what was understood of it.

    ``budget`` is EUR per person in all, without the flight; ``days`` the length of the trip; ``country`` an ISO code;
    ``near`` limits to destinations within ``near_km`` of a point. ``liked`` and ``disliked`` are ids of destinations:
    what resembles the first comes sooner, the second do not come. ``like`` is the id of one that is to be resembled.
    """

    text: str = ""
    month: int | None = None
    budget: Decimal | None = None
    days: int | None = None
    origin: Origin | None = None
    country: str | None = None
    near: tuple[float, float] | None = None
    near_km: float = 400.0
    interests: tuple[str, ...] = ()
    companions: str | None = None
    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    like: str | None = None


@dataclass(frozen=True)
class Reason:
    """A true statement about a destination: ``kind`` names the response ``utter_reason_<kind>``, with its values."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Suggestion:
    """A destination with its score in 0..1, the score's parts, and two or three reasons."""

    destination: Destination
    score: float
    parts: Mapping[str, float]
    reasons: tuple[Reason, ...]
