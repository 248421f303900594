"""A wish in the catalogue's terms: what its words name, and what its parts mean by their nearest neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from encoder import Encoder
from recommender.clauses import Clauses, clauses
from recommender.concepts import Concept, KnownWishes
from recommender.lexicon import Named, climate_hinted, companions, named, not_in_snow

SURE = 0.5
"""How much a known wish must be meant for its months and climate to count."""


@dataclass(frozen=True)
class Meaning:
    """Weights are 0 to 1, those of ``themes`` for each part of the wish.

    ``named`` is what the words say plainly, by which hard wishes go; ``months`` when it is on.
    ``vectors`` float32 (parts, 384) are of the whole wish and its parts, ``text`` is the wish without its refusals.
    """

    named: Named
    tags: Mapping[str, float]
    unwanted: Mapping[str, float]
    audiences: Mapping[str, float]
    themes: Sequence[Mapping[str, float]]
    kinds: tuple[tuple[frozenset[str], float], ...]
    climate: frozenset[str]
    months: tuple[int, ...]
    text: str
    vectors: np.ndarray
    concepts: tuple[tuple[str, float], ...] = ()


@dataclass
class _Gathered:
    tags: dict[str, float] = field(default_factory=dict)
    audiences: dict[str, float] = field(default_factory=dict)
    themes: list[dict[str, float]] = field(default_factory=list)
    kinds: dict[frozenset[str], float] = field(default_factory=dict)
    unwanted: dict[str, float] = field(default_factory=dict)
    concepts: dict[str, float] = field(default_factory=dict)
    climate: set[str] = field(default_factory=set)
    months: tuple[int, ...] = ()

    def add(self, concept: Concept, weight: float) -> None:
        """Take up what a known wish means, as far as it is meant."""
        raise_to(self.tags, {tag: share * weight for tag, share in concept.tags.items()})
        raise_to(self.audiences, dict.fromkeys(concept.audiences, weight))
        raise_to(self.themes[-1], {theme.casefold(): weight for theme in concept.themes})
        raise_to(self.unwanted, {tag: share * weight for tag, share in concept.unwanted.items()})
        raise_to(self.concepts, {concept.said[0]: round(weight, 3)})
        if concept.kinds:
            raise_to(self.kinds, {frozenset(concept.kinds): weight})
        if weight >= SURE:
            self.climate |= set(concept.climate)
            self.months = self.months or concept.months


def understand(
    text: str, encoder: Encoder, known: KnownWishes, interests: Sequence[str] = (), companion: str | None = None
) -> Meaning:
    """What a wish asks for and what it refuses; words after "no" and "without" ask for nothing."""
    taken = clauses(text)
    vectors = encoder.encode([taken.wanted or "a trip", *taken.parts])
    plain = named(taken.wanted)
    found = _Gathered()
    for meant in known.meant(vectors) if taken.wanted else ():
        found.themes.append({})
        for concept, weight in meant:
            found.add(concept, weight)
    if spoken := dict.fromkeys(known.themes_named(taken.wanted), 1.0):
        found.themes.append(spoken)
    raise_to(found.tags, dict.fromkeys([*plain.tags, *interests], 1.0))
    raise_to(found.audiences, dict.fromkeys([*plain.audiences, *companions(companion)], 1.0))
    raise_to(found.kinds, dict.fromkeys(plain.kinds, 1.0))
    raise_to(found.unwanted, _refused(taken, encoder, known))
    # Who wants jazz but no techno wants music; what is named counts, else what is meant more.
    refused = {
        tag: weight
        for tag, weight in found.unwanted.items()
        if tag not in plain.tags and weight > found.tags.get(tag, 0)
    }
    return Meaning(
        named=plain,
        tags={tag: weight for tag, weight in found.tags.items() if tag not in refused},
        unwanted=refused,
        audiences=found.audiences,
        themes=tuple(themes for themes in found.themes if themes),
        kinds=tuple(found.kinds.items()),
        climate=plain.climate or climate_hinted(taken.wanted, plain) or not_in_snow(found.climate, plain),
        months=found.months,
        text=taken.wanted,
        vectors=vectors,
        concepts=tuple(sorted(found.concepts.items(), key=lambda entry: -entry[1])),
    )


def raise_to(known: dict[str, float] | dict[frozenset[str], float], more: Mapping) -> None:  # type: ignore[type-arg]
    """Keep the larger weight of each."""
    for name, weight in more.items():
        known[name] = max(known.get(name, 0.0), weight)


def _refused(taken: Clauses, encoder: Encoder, known: KnownWishes) -> dict[str, float]:
    """Tags that are refused: named ones wholly, others as far as they are meant."""
    refused: dict[str, float] = {}
    for part in taken.refused:
        plain = named(part)
        raise_to(refused, dict.fromkeys(plain.tags, 1.0))
        if plain.tags:
            continue
        for concept, weight in known.meant(encoder.encode([part]))[0]:
            raise_to(refused, {tag: share * weight for tag, share in concept.tags.items() if weight >= SURE})
    return refused
