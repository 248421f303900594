"""Indirect wishes: what a sentence means in the catalogue's terms, by its nearest neighbours among known ones.

The known ones stand in data/wishes: what people say when they mean something of the catalogue, and what it is: tags
with their weight, whom it is for, one of which kinds, under which themes, in which climate and months, and what it is
not. The themes of the destinations are known ones too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from recommender.catalogue import CatalogueError, Destination, Month
from recommender.vocabulary import AUDIENCES, KINDS, TAGS

WISHES = Path(__file__).parent / "data" / "wishes"
FAR, CLOSE = 0.42, 0.75
"""Cosines between which a sentence goes from meaning nothing of a known wish to meaning just that."""
MOST = 1
"""Known wishes, and themes, that one part of a wish may mean."""
Share = Annotated[float, Field(gt=0, le=1)]


class Concept(BaseModel):
    """Sentences that mean the same, and what: see the head of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    said: tuple[str, ...] = Field(min_length=1)
    tags: Mapping[str, Share] = Field(default_factory=dict)
    audiences: tuple[str, ...] = Field(default=(), alias="for")
    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    climate: tuple[str, ...] = ()
    months: tuple[Month, ...] = ()
    unwanted: Mapping[str, Share] = Field(default_factory=dict, alias="not")

    @field_validator("tags", "unwanted")
    @classmethod
    def _known_tags(cls, tags: Mapping[str, float]) -> Mapping[str, float]:
        _check("tag", set(tags), TAGS)
        return tags

    @field_validator("audiences")
    @classmethod
    def _known_audiences(cls, audiences: tuple[str, ...]) -> tuple[str, ...]:
        _check("audience", set(audiences), AUDIENCES)
        return audiences

    @field_validator("kinds")
    @classmethod
    def _known_kinds(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        _check("kind", set(kinds), KINDS)
        return kinds


def read_concepts(destinations: Sequence[Destination], folder: Path = WISHES) -> list[Concept]:
    """The known wishes of every file, and one for each theme of the catalogue. Raises CatalogueError."""
    written = [concept for path in sorted(folder.glob("*.yml")) for concept in _read(path)]
    themes = sorted({theme for one in destinations for theme in one.themes})
    return [*written, *(Concept(said=(theme,), themes=(theme,)) for theme in themes)]


@dataclass(frozen=True)
class KnownWishes:
    """``vectors`` float32 (sentences, 384), ``owners`` int (sentences,): the position of each sentence's concept.

    The first ``written`` concepts stand in the files, the others are themes.
    """

    concepts: Sequence[Concept]
    vectors: np.ndarray
    owners: np.ndarray
    written: int

    def meant(self, clause: np.ndarray) -> Iterator[tuple[Concept, float]]:
        """What a clause's vector (384,) is nearest to, each with how much it is meant: known wishes, then themes."""
        starts = np.flatnonzero(np.diff(self.owners, prepend=-1))
        best = np.maximum.reduceat(self.vectors @ clause, starts)
        for first, last in ((0, self.written), (self.written, len(self.concepts))):
            for position in first + np.argsort(-best[first:last])[:MOST]:
                weight = float(np.clip((best[position] - FAR) / (CLOSE - FAR), 0, 1))
                if weight > 0:
                    yield self.concepts[position], weight


def _read(path: Path) -> list[Concept]:
    try:
        return [Concept.model_validate(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]
    except ValidationError as error:
        raise CatalogueError(f"{path.name}: {error}") from error


def _check(what: str, names: set[str], vocabulary: frozenset[str]) -> None:
    unknown = sorted(names - vocabulary)
    if unknown:
        raise ValueError(f"unknown {what}: {', '.join(unknown)}")
