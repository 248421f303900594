"""The traveller's moment: which time it is where they are, and how they write dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

DEFAULT_LOCALE = "en-GB"
MONTH_FIRST = ("en-us", "en-ph", "fil-ph")


def moment(metadata: Mapping[str, Any]) -> datetime:
    """The handed-in `now` (ISO; without offset: local time), else the current time, in `time_zone` (default UTC)."""
    zone = _zone(metadata.get("time_zone"))
    said = _parsed(metadata.get("now"))
    if said is None:
        return datetime.now(zone)
    return said.replace(tzinfo=zone) if said.tzinfo is None else said.astimezone(zone)


def locale_of(metadata: Mapping[str, Any]) -> str:
    """The locale with a dash, `en-GB` when none was given."""
    found = metadata.get("locale")
    return found.replace("_", "-") if isinstance(found, str) and found.strip() else DEFAULT_LOCALE


def day_first(locale: str) -> bool:
    """Whether 3/4 is the third of April: everywhere but in the few places that put the month first."""
    return locale.lower() not in MONTH_FIRST


def _zone(name: object) -> tzinfo:
    try:
        return ZoneInfo(name) if isinstance(name, str) and name else timezone.utc
    except (ValueError, OSError, KeyError):  # an unknown zone is a KeyError, a forbidden name a ValueError
        return timezone.utc


def _parsed(text: object) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        # Python 3.10 reads neither "Z" nor fractions of other than 3 or 6 digits
        return datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
