"""The destinations as they stand in data/catalogue/destinations, one reviewed file per country.

Facts only: wording for travellers is made elsewhere. Costs are EUR per person and day without the
journey there; climate is the long-term average by month, January first.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from recommender.vocabulary import AREAS, AUDIENCES, KINDS, SIGHT_KINDS, TAGS

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Celsius = Annotated[int, Field(ge=-50, le=50)]
Month = Annotated[int, Field(ge=1, le=12)]
Line = Annotated[str, Field(min_length=20, max_length=160)]
"""One sentence about a destination that is true of it and of few others."""


Names = TypeVar("Names", bound=Collection[str])


class CatalogueError(ValueError):
    """A catalogue file breaks the schema; the message names the file and the entry."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sight(_Frozen):
    """Something to see or do; ``hours`` is how long a visit takes."""

    name: str = Field(min_length=2, max_length=80)
    kind: str
    hours: float = Field(gt=0, le=72)
    closed: Weekday | None = None

    @field_validator("kind")
    @classmethod
    def _known_kind(cls, kind: str) -> str:
        return of_vocabulary("sight kind", [kind], SIGHT_KINDS)[0]


class Climate(_Frozen):
    """Twelve monthly averages: mean high and low in °C, days with rain, sea temperature in °C."""

    high: list[Celsius] = Field(min_length=12, max_length=12)
    low: list[Celsius] = Field(min_length=12, max_length=12)
    rain_days: list[Annotated[int, Field(ge=0, le=31)]] = Field(min_length=12, max_length=12)
    sea: list[Celsius] | None = Field(default=None, min_length=12, max_length=12)

    @model_validator(mode="after")
    def _highs_above_lows(self) -> Climate:
        for month, (high, low) in enumerate(zip(self.high, self.low, strict=True), start=1):
            if low >= high:
                raise ValueError(f"month {month}: low {low} is not below high {high}")
        return self


class Cost(_Frozen):
    """EUR per person and day at three levels of comfort, room and food included, journey not."""

    low: int = Field(ge=10, le=400)
    mid: int = Field(ge=20, le=900)
    high: int = Field(ge=40, le=3000)

    @model_validator(mode="after")
    def _rising(self) -> Cost:
        if not self.low < self.mid < self.high:
            raise ValueError("costs must rise from low to high")
        return self


class Destination(_Frozen):
    """One place worth a trip, with everything the ranking and the cards need.

    ``suits`` says by audience why it is good for them, ``themes`` by what people look for ("Harry Potter", "carnival")
    what there is of it.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    geonames: int | None = None
    name: str = Field(min_length=2, max_length=60)
    country: str = Field(pattern=r"^[A-Z]{2}$")
    region: str = Field(min_length=2, max_length=60)
    area: str
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    airports: list[Annotated[str, Field(pattern=r"^[A-Z]{3}$")]] = Field(min_length=1, max_length=6)
    kinds: list[str] = Field(min_length=1)
    tags: dict[str, Annotated[float, Field(gt=0, le=1)]] = Field(min_length=5)
    description: str
    for_whom: list[str] = Field(min_length=2)
    suits: dict[str, Line] = Field(default_factory=dict, max_length=5)
    themes: dict[Annotated[str, Field(min_length=3, max_length=40)], Line] = Field(default_factory=dict, max_length=8)
    neighbourhoods: list[str] = Field(min_length=1, max_length=8)
    sights: list[Sight] = Field(min_length=6, max_length=15)
    climate: Climate
    cost: Cost
    crowds: list[Annotated[int, Field(ge=1, le=5)]] = Field(min_length=12, max_length=12)
    safety: str = Field(min_length=20, max_length=300)
    access: str = Field(min_length=20, max_length=300)
    best_months: list[Month] = Field(min_length=1, max_length=12)

    @field_validator("area")
    @classmethod
    def _known_area(cls, area: str) -> str:
        return of_vocabulary("area", [area], AREAS)[0]

    @field_validator("kinds")
    @classmethod
    def _known_kinds(cls, kinds: list[str]) -> list[str]:
        return of_vocabulary("kind", kinds, KINDS)

    @field_validator("tags")
    @classmethod
    def _known_tags(cls, tags: dict[str, float]) -> dict[str, float]:
        of_vocabulary("tag", list(tags), TAGS)
        return tags

    @field_validator("for_whom")
    @classmethod
    def _known_audience(cls, for_whom: list[str]) -> list[str]:
        return of_vocabulary("audience", for_whom, AUDIENCES)

    @field_validator("suits")
    @classmethod
    def _known_suits(cls, suits: dict[str, str]) -> dict[str, str]:
        of_vocabulary("audience", list(suits), AUDIENCES)
        return suits

    @field_validator("description")
    @classmethod
    def _long_enough(cls, description: str) -> str:
        words = len(description.split())
        if not 60 <= words <= 120:
            raise ValueError(f"description has {words} words, wanted 60 to 120")
        return " ".join(description.split())


def read_catalogue(folder: Path) -> list[Destination]:
    """Read every country file of ``folder``, sorted by id.

    Raises CatalogueError for a file that breaks the schema, an id that stands twice, or a folder without destinations.
    """
    found: dict[str, Destination] = {}
    for path in sorted(folder.glob("*.yml")):
        for destination in _read_country(path):
            if destination.id in found:
                raise CatalogueError(f"{path.name}: the id {destination.id} stands twice")
            found[destination.id] = destination
    if not found:
        raise CatalogueError(f"no destinations in {folder}")
    return [found[key] for key in sorted(found)]


def _read_country(path: Path) -> list[Destination]:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if content.get("country") != path.stem:
        raise CatalogueError(f"{path.name}: country must be {path.stem}")
    destinations = []
    for entry in content["destinations"]:
        try:
            destinations.append(Destination(country=path.stem, **entry))
        except ValueError as error:
            raise CatalogueError(f"{path.name}, {entry.get('id')}: {error}") from error
    return destinations


def of_vocabulary(what: str, values: Names, vocabulary: frozenset[str]) -> Names:
    """The values as they are. Raises ValueError that names those which are not of the vocabulary."""
    unknown = sorted(set(values) - vocabulary)
    if unknown:
        raise ValueError(f"unknown {what}: {', '.join(unknown)}")
    return values
