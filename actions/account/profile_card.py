"""A profile as its owner reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actions import formatting as form
from actions.account.channels import shown_name
from actions.turn import Json, Turn, choice
from travel.account.profile import PREFERENCES, Companion, Profile
from world.exchange import currency_name
from world.languages import language_name


def profile_card(turn: Turn, profile: Profile, linked: Sequence[str] = ()) -> Json:
    """Everything that is kept as facts; ``data`` has the fields of the account as the API names them."""
    fields = ("name", "email", "home_airport", "currency", "language")
    facts = [_fact(turn.label(f"field_{name}"), shown(turn, name, getattr(profile, name))) for name in fields]
    facts.append(_fact(turn.label("field_companions"), people(profile.companions) or turn.label("none")))
    facts += [
        _fact(turn.label(f"habit_{name}"), habit(name, profile.preferences[name]))
        for name in PREFERENCES
        if name in profile.preferences
    ]
    if linked:
        facts.append(_fact(turn.label("field_channels"), form.joined([shown_name(one) for one in linked])))
    return {
        "kind": "profile",
        "id": profile.user,
        "title": profile.name or profile.email,
        "subtitle": profile.email if profile.name else None,
        "facts": facts,
        "choices": [],
        "data": {
            **{name: getattr(profile, name) for name in fields},
            "companions": [{"name": one.name, "birth_date": _iso(one.birth_date)} for one in profile.companions],
            "preferences": dict(profile.preferences),
        },
    }


def ways(turn: Turn) -> list[Json]:
    """What can be done with a profile."""
    return [
        choice(turn.label("change"), "update_profile"),
        choice(turn.label("export"), "export_data"),
        choice(turn.label("erase"), "forget_me"),
        choice(turn.label("sign_out"), "sign_out"),
    ]


def shown(turn: Turn, name: str, value: str | None) -> str:
    """A field in words: ``Hamburg (HAM)``, ``Swiss Franc (CHF)``; a dash where nothing is kept."""
    if not value:
        return turn.label("none")
    if name == "home_airport":
        airport = turn.desk.gazetteer.airport(value)
        return f"{airport.name} ({value})" if airport else value
    if name == "currency":
        return f"{currency_name(value)} ({value})"
    if name == "language":
        return language_name(value.split("-")[0]) or value
    return value


def people(companions: tuple[Companion, ...]) -> str:
    """``Leo (born 4 May 2019) and Anna Berg``."""
    return form.joined([person(one) for one in companions])


def person(one: Companion) -> str:
    """One traveller with the birth date, where it is known."""
    born = one.birth_date
    return f"{one.name} (born {born.day} {born:%b} {born.year})" if born else one.name


def habit(name: str, value: Any) -> str:
    """A preference in words."""
    if name == "cabin":
        return form.CABINS.get(value, str(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "bags":
        return form.count(int(value), "checked bag") if value else "hand luggage only"
    if name == "stars":
        return f"{value} or more"
    if isinstance(value, list):
        plain = [str(one) if name in ("airlines", "avoid_airlines", "notes") else _spoken(str(one)) for one in value]
        return "; ".join(plain) if name == "notes" else form.joined(plain)
    return _spoken(str(value))


def habits(turn: Turn, values: Mapping[str, Any]) -> str:
    """Several preferences in a line: ``seat: window; meal: vegan``."""
    said = {name: turn.label(f"habit_{name}").lower() for name in values}
    return "; ".join(
        said[name] if value is True else f"{said[name]}: {habit(name, value)}" for name, value in values.items()
    )


def _spoken(value: str) -> str:
    return value.replace("_", " ")


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _fact(label: str, value: str) -> Json:
    return {"label": label, "value": value}
