"""Accounts between the interface and the rules: how one is shown, and what a change of one means."""

from __future__ import annotations

from datetime import date
from typing import Any

from gateway.house import House
from gateway.problems import invalid
from gateway.shapes import CompanionBody, UserPatch
from travel.account.profile import FIELDS, PREFERENCES, Companion, Profile, ProfileChange

Json = dict[str, Any]


async def user_json(house: House, user: str) -> Json:
    """The account in the shape of the interface. Raises NoSuchUser."""
    return await shown(house, await house.accounts.profile(user))


async def shown(house: House, profile: Profile) -> Json:
    """A profile in the shape of the interface."""
    companions = [{"name": one.name, "birth_date": _day(one.birth_date)} for one in profile.companions]
    return {
        "id": profile.user,
        "email": profile.email,
        "name": profile.name,
        "home_airport": profile.home_airport,
        "currency": profile.currency,
        "language": profile.language,
        "companions": companions,
        "preferences": dict(profile.preferences),
        "channels": await house.summaries.channels(profile.user),
        "created": profile.created.isoformat(),
        "version": profile.version,
    }


def change_of(body: UserPatch) -> ProfileChange:
    """What the body wants changed, but for the address. Raises Problem 422 for a birth date that is none."""
    given = body.model_fields_set
    companions = None
    if "companions" in given:
        companions = tuple(_companion(place, one) for place, one in enumerate(body.companions or ()))
    return ProfileChange(
        values={name: getattr(body, name) for name in FIELDS & given},
        preferences=_preferences(body, given),
        companions=companions,
    )


def _preferences(body: UserPatch, given: set[str]) -> Json:
    if "preferences" in given and body.preferences is None:
        return dict.fromkeys(PREFERENCES)
    return body.preferences or {}


def _companion(place: int, one: CompanionBody) -> Companion:
    if one.birth_date is None:
        return Companion(one.name)
    try:
        return Companion(one.name, date.fromisoformat(one.birth_date))
    except ValueError:
        raise invalid(f"companions.{place}.birth_date", "is not an ISO 8601 date, such as 1988-04-12") from None


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def tag_of(profile: Profile) -> str:
    """The ETag of an account: another with each change."""
    return f"v{profile.version}"
