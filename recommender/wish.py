"""What a traveller wishes for, and what is suggested to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from recommender.catalogue import Destination
from travel.recommendations import Reactions


@dataclass(frozen=True)
class Origin:
    """Where the journey starts: for distances, for fares (``airports``, best first) and, at a guess, whose passport."""

    name: str
    lat: float
    lon: float
    airports: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True)
class Wish:
    """``text`` is the wish in the traveller's words; the rest is what was understood of it.

    ``budget`` is EUR per person for the whole trip, with the flight where ``origin`` is known; ``a_day`` the same for
    a day at the place; ``days`` the length of the trip; ``depart`` and ``back`` its dates; ``country`` an ISO code;
    ``near`` limits to destinations within ``near_km`` of a point; ``passport`` is the country of the passport.
    ``reactions`` are what the traveller thought of destinations before, ``stated`` tags that they said they like (1) or
    not (-1); ``like`` is the id of one that is to be
    resembled. With a ``seed`` the last place of a list goes to something new that may please.
    """

    text: str = ""
    month: int | None = None
    budget: Decimal | None = None
    a_day: Decimal | None = None
    days: int | None = None
    depart: date | None = None
    back: date | None = None
    origin: Origin | None = None
    country: str | None = None
    near: tuple[float, float] | None = None
    near_km: float = 400.0
    interests: tuple[str, ...] = ()
    companions: str | None = None
    passport: str | None = None
    reactions: Reactions = field(default_factory=Reactions)
    stated: Mapping[str, float] = field(default_factory=dict)
    like: str | None = None
    seed: str | None = None


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
