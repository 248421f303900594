"""What a profile can hold: every value checked and brought into the form that is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from travel.account.profile import (
    CABINS,
    FIELDS,
    MAX_COMPANIONS,
    MAX_LISTED,
    MAX_TEXT,
    PREFERENCES,
    Companion,
    ProfileChange,
)
from travel.account.quiet import MUTABLE, parse_hours
from travel.errors import BadProfile
from world.exchange import currency_name

MAX_BAGS = 9
MAX_STARS = 5
OLDEST = 130
"""Years; nobody has travelled at a greater age."""
_AIRPORT = re.compile(r"[A-Z]{3}")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?((?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)")


def checked(change: ProfileChange, *, today: date) -> ProfileChange:
    """The change in the form that is kept: codes in capitals, texts without surplus blanks. Raises BadProfile."""
    values = {name: _value(name, value) for name, value in change.values.items()}
    preferences = {name: _preference(name, value) for name, value in change.preferences.items()}
    companions = None if change.companions is None else _companions(change.companions, today)
    return ProfileChange(values, preferences, companions)


def _value(name: str, value: Any) -> str | None:
    if name not in FIELDS:
        raise BadProfile(name, "no such field")
    return None if value is None else _FIELDS[name](name, value)


def _airport(name: str, value: Any) -> str:
    code = _text(name, value).upper()
    if not _AIRPORT.fullmatch(code):
        raise BadProfile(name, "an IATA code has three letters")
    return code


def _currency(name: str, value: Any) -> str:
    code = _text(name, value).upper()
    # The table gives back a code that it does not know.
    if currency_name(code) == code:
        raise BadProfile(name, "no currency of ISO 4217 that we know")
    return code


def _language(name: str, value: Any) -> str:
    match = _LANGUAGE.fullmatch(_text(name, value).lower().replace("_", "-"))
    if not match:
        raise BadProfile(name, "no language tag of BCP 47")
    language, script, region, variants = match.groups()
    parts = [language, script and script.title(), region and region.upper()]
    return "-".join(part for part in parts if part) + variants


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadProfile(name, "must be a text")
    text = " ".join(value.split())
    if not text:
        raise BadProfile(name, "must not be empty")
    if len(text) > MAX_TEXT:
        raise BadProfile(name, f"at most {MAX_TEXT} characters")
    if not text.isprintable():
        raise BadProfile(name, "holds characters that cannot be shown")
    return text


_FIELDS: Mapping[str, Callable[[str, Any], str]] = {
    "name": _text,
    "home_airport": _airport,
    "currency": _currency,
    "language": _language,
}


def _preference(name: str, value: Any) -> Any:
    if name not in PREFERENCES:
        raise BadProfile(name, "no such preference")
    if value is None:
        return None
    return _KINDS[PREFERENCES[name]](name, value)


def _yes_or_no(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadProfile(name, "must be yes or no")
    return value


def _word(name: str, value: Any) -> str:
    text = _text(name, value)
    if name == "cabin" and text not in CABINS:
        raise BadProfile(name, f"one of {', '.join(sorted(CABINS))}")
    if name == "quiet_hours":
        _hours(name, text)
    return text


def _hours(name: str, text: str) -> None:
    try:
        parse_hours(text)
    except ValueError as error:
        raise BadProfile(name, str(error)) from None


def _number(name: str, value: Any) -> int:
    # True is a whole number in Python, but nobody's number of bags.
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadProfile(name, "must be a whole number")
    low, high = (1, MAX_STARS) if name == "stars" else (0, MAX_BAGS)
    if not low <= value <= high:
        raise BadProfile(name, f"from {low} to {high}")
    return value


def _list(name: str, value: Any) -> list[str]:
    if not isinstance(value, list | tuple):
        raise BadProfile(name, "must be a list")
    if len(value) > MAX_LISTED:
        raise BadProfile(name, f"at most {MAX_LISTED} entries")
    texts = list(dict.fromkeys(_text(name, one) for one in value))
    if name == "mute" and not set(texts) <= set(MUTABLE):
        raise BadProfile(name, f"any of {', '.join(MUTABLE)}")
    return texts


_KINDS: Mapping[type, Callable[[str, Any], Any]] = {bool: _yes_or_no, str: _word, int: _number, list: _list}


def _companions(given: Sequence[Companion], today: date) -> tuple[Companion, ...]:
    if len(given) > MAX_COMPANIONS:
        raise BadProfile("companions", f"at most {MAX_COMPANIONS}")
    return tuple(Companion(_text("companions", one.name), _birth(one.birth_date, today)) for one in given)


def _birth(birth: date | None, today: date) -> date | None:
    if birth is not None and not today.year - OLDEST <= birth.year:
        raise BadProfile("companions", f"nobody is older than {OLDEST}")
    if birth is not None and birth >= today:
        raise BadProfile("companions", "a birth date lies in the past")
    return birth
