"""Indirect wishes: what a sentence means in the catalogue's terms, by its nearest neighbours among known ones.

The known ones stand in data/wishes: what people say when they mean something of the catalogue, and what it is: tags
with their weight, whom it is for, one of which kinds, under which themes, in which climate and months, and what it is
not. The themes of the destinations are known ones too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from recommender.catalogue import CatalogueError, Destination, Month, of_vocabulary
from recommender.lexicon import CLIMATE_WORDS
from recommender.vocabulary import AUDIENCES, KINDS, TAGS

WISHES = Path(__file__).parent / "data" / "wishes"
FAR, CLOSE = 0.34, 0.81
"""Cosines between which a sentence goes from meaning nothing of a known wish to meaning just that."""
THEME_FAR, THEME_CLOSE = 0.44, 0.85
"""The same for the name of a theme: two words that have one in common are close by chance."""
VAGUE = frozenset(
    {"family", "wedding", "silk", "dates", "the beach", "beaches", "weather", "sunset", "mountains", "wind", "the sea"}
)
"""Names of themes that stand in wishes which mean something else."""
CLOSEST = 2
"""Of a known wish so many sentences count together: a single one may be near by a word that they share."""
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
        of_vocabulary("tag", tags, TAGS)
        return tags

    @field_validator("audiences")
    @classmethod
    def _known_audiences(cls, audiences: tuple[str, ...]) -> tuple[str, ...]:
        of_vocabulary("audience", audiences, AUDIENCES)
        return audiences

    @field_validator("climate")
    @classmethod
    def _known_climates(cls, climate: tuple[str, ...]) -> tuple[str, ...]:
        of_vocabulary("climate", climate, frozenset(CLIMATE_WORDS))
        return climate

    @field_validator("kinds")
    @classmethod
    def _known_kinds(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        of_vocabulary("kind", kinds, KINDS)
        return kinds


def read_concepts(destinations: Sequence[Destination], folder: Path = WISHES) -> list[Concept]:
    """The known wishes of every file, and one for each theme of the catalogue. Raises CatalogueError."""
    written = [concept for path in sorted(folder.glob("*.yml")) for concept in _read(path)]
    themes = sorted({theme for one in destinations for theme in one.themes})
    return [*written, *(Concept(said=(theme,), themes=(theme,)) for theme in themes)]


@dataclass(frozen=True)
class KnownWishes:
    """``vectors`` float32 (sentences, 384) in the order of the concepts and their sentences.

    The first ``written`` concepts stand in the files, the others are themes with their name alone.
    """

    concepts: Sequence[Concept]
    vectors: np.ndarray
    written: int

    def meant(self, clauses: np.ndarray) -> list[list[tuple[Concept, float]]]:
        """What the vectors of clauses (m, 384) are nearest to, each with how much it is meant: wishes, then themes."""
        return [list(self._meant(best)) for best in self._near(clauses @ self.vectors.T)]

    def _meant(self, best: np.ndarray) -> Iterator[tuple[Concept, float]]:
        for first, last, far, close in (
            (0, self.written, FAR, CLOSE),
            (self.written, len(self.concepts), THEME_FAR, THEME_CLOSE),
        ):
            for position in first + np.argsort(-best[first:last])[:MOST]:
                weight = float(np.clip((best[position] - far) / (close - far), 0, 1))
                if weight > 0:
                    yield self.concepts[position], weight

    def themes_named(self, text: str) -> list[str]:
        """Themes whose very name stands in ``text``, in lower case; a longer name hides the shorter one inside."""
        return list(dict.fromkeys(match[0] for match in self._names.finditer(text.casefold())))

    @cached_property
    def _names(self) -> re.Pattern[str]:
        themes = {one.said[0].casefold() for one in self.concepts[self.written :]} - VAGUE
        names = sorted(map(re.escape, themes), key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(names) or '(?!)'})(?![\w-])")

    @cached_property
    def _own(self) -> np.ndarray:
        """Rows of each written concept's sentences, (written, most), filled up with the row behind all."""
        sizes = [len(one.said) for one in self.concepts[: self.written]]
        rows = np.full((self.written, max(*sizes, CLOSEST)), len(self.vectors))
        first = 0
        for place, size in enumerate(sizes):
            rows[place, :size] = np.arange(first, first + size)
            first += size
        return rows

    def _near(self, cosines: np.ndarray) -> np.ndarray:
        """For each clause and concept the mean of its closest sentences, of the name of a theme just that.

        From (m, sentences) to (m, concepts).
        """
        own = np.pad(cosines, ((0, 0), (0, 1)), constant_values=-np.inf)[:, self._own]
        few = np.partition(own, -CLOSEST, axis=2)[:, :, -CLOSEST:]
        there = few > -np.inf
        mean = np.where(there, few, 0).sum(axis=2) / there.sum(axis=2)
        themes = len(self.concepts) - self.written
        return np.concatenate([mean, cosines[:, cosines.shape[1] - themes :]], axis=1)


def _read(path: Path) -> list[Concept]:
    try:
        return [Concept.model_validate(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]
    except (ValidationError, yaml.YAMLError, TypeError) as error:
        raise CatalogueError(f"{path.name}: {error}") from error
