"""What an account keeps of a traveller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

PREFERENCES: Final[Mapping[str, type]] = {
    "seat": str,
    "meal": str,
    "cabin": str,
    "nonstop": bool,
    "time_of_day": str,
    "bags": int,
    "airlines": list,
    "avoid_airlines": list,
    "stars": int,
    "amenities": list,
    "interests": list,
    "units": str,
    "notes": list,
    "mute": list,
    "quiet_hours": str,
}
"""Every preference by name, with the kind of value it takes; lists hold texts."""
CABINS = frozenset({"economy", "premium_economy", "business", "first"})
MAX_TEXT = 120
MAX_LISTED = 20
MAX_COMPANIONS = 20


@dataclass(frozen=True)
class Companion:
    """Somebody who travels on this account's bookings, the traveller included; ``name`` as in the passport."""

    name: str
    birth_date: date | None = None


@dataclass(frozen=True)
class Profile:
    """An account as its owner sees it.

    ``home_airport`` is an IATA code, ``currency`` ISO 4217, ``language`` a BCP 47 tag; None where nothing was said.
    ``version`` counts the changes.
    """

    user: str
    email: str
    created: datetime
    version: int
    name: str | None = None
    home_airport: str | None = None
    currency: str | None = None
    language: str | None = None
    companions: tuple[Companion, ...] = ()
    preferences: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ProfileChange:
    """What is to be changed: fields that are left out stay, None clears.

    ``preferences`` are merged by name, and None takes one away; ``companions`` replace those before.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    preferences: Mapping[str, Any] = field(default_factory=dict)
    companions: tuple[Companion, ...] | None = None


FIELDS = frozenset({"name", "home_airport", "currency", "language"})
"""What ``ProfileChange.values`` may hold. The e-mail address is changed by a code alone."""
