"""What understanding is measured with: sentences with their intent, with their places, and without any place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

FOLDER = Path(__file__).parent

Role = Literal["origin", "destination", "place", "via"]
Group = Literal["city", "airport", "town", "country", "area", "exonym", "typo", "qualifier"]


class _Strict(BaseModel):
    """Strict, so that a bare ``NO`` in YAML (false) is no country."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ExpectedPlace(_Strict):
    """A place to be found, told by exactly one of a name (or spellings of it), an airport's code or a country's code.

    ``country`` and ``id`` make a name exact; without ``role`` it may stand in any slot.
    """

    name: str | list[str] | None = None
    country: str | None = None
    id: str | None = None
    airport: str | None = None
    country_only: str | None = None
    role: Role | None = None

    @model_validator(mode="after")
    def _told_once(self) -> ExpectedPlace:
        if sum(one is not None for one in (self.name, self.airport, self.country_only)) != 1:
            raise ValueError("exactly one of name, airport and country_only")
        if self.name is None and (self.country is not None or self.id is not None):
            raise ValueError("country and id go with a name")
        return self

    def told(self) -> str:
        """The place for a reader: "Lisbon, PT", "JFK", "JP"."""
        name = self.name[0] if isinstance(self.name, list) else self.name
        return ", ".join(filter(None, (name, self.country, self.airport, self.country_only)))

    def is_met_by(self, slot: Mapping[str, Any]) -> bool:
        """Whether a slot's value is this place; its id, where one is given, decides alone."""
        if self.airport is not None:
            return slot.get("kind") == "airport" and self.airport in slot.get("airports", [])
        if self.country_only is not None:
            return slot.get("kind") == "country" and slot.get("country") == self.country_only
        if self.id is not None:
            return slot.get("id") == self.id
        names = [self.name] if isinstance(self.name, str) else self.name or []
        fits = _folded(str(slot.get("name"))) in map(_folded, names)
        return fits and self.country in (None, slot.get("country"))


class PlaceCase(_Strict):
    """A sentence with all the places in it."""

    text: str
    group: Group
    places: list[ExpectedPlace]


class _Negative(_Strict):
    text: str


def load_held_out(path: Path = FOLDER / "held_out.yml") -> dict[str, list[str]]:
    """Intent to sentences. Raises ValidationError when the file has another shape, as do the other two."""
    return TypeAdapter(dict[str, list[str]]).validate_python(_read(path), strict=True)


def load_places(path: Path = FOLDER / "places.yml") -> list[PlaceCase]:
    """The sentences with their places."""
    return TypeAdapter(list[PlaceCase]).validate_python(_read(path))


def load_negatives(path: Path = FOLDER / "negatives.yml") -> list[str]:
    """The sentences in which no place must be found."""
    return [one.text for one in TypeAdapter(list[_Negative]).validate_python(_read(path))]


def _folded(name: str) -> str:
    """Letters and digits only, without case and accents; not the application's own folding, which is under test."""
    bare = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o"))
    return " ".join(re.findall(r"\w+", "".join(char for char in bare if not unicodedata.combining(char))))


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
