"""Destinations for a wish: filters, meaning, tags and climate in one score, with reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from encoder import Encoder
from recommender import index, ranking
from recommender.catalogue import Destination, read_catalogue
from recommender.lexicon import Meaning, understand
from recommender.reasons import reasons
from recommender.taste import Taste
from recommender.wish import Reason, Suggestion, Wish


class Recommender:
    """Holds the catalogue with its vectors; ``recommend`` takes a few milliseconds and keeps no state."""

    def __init__(self, destinations: Sequence[Destination], passages: index.PassageIndex, encoder: Encoder) -> None:
        self.destinations = tuple(destinations)
        self.model = passages.version
        self._by_id = {destination.id: destination for destination in destinations}
        self._position = {destination.id: position for position, destination in enumerate(destinations)}
        self._taste = Taste(destinations)
        self._passages = passages
        self._lexicon = index.Lexicon(destinations)
        self._encoder = encoder

    @classmethod
    def load(cls, models: Path, encoder: Encoder, catalogue_dir: Path) -> Recommender:
        """Load the catalogue and its built embeddings. Raises CatalogueError, IndexMissing."""
        destinations = read_catalogue(catalogue_dir)
        return cls(destinations, index.load(models / "embeddings", destinations), encoder)

    def destination(self, destination_id: str) -> Destination | None:
        """A destination by its id."""
        return self._by_id.get(destination_id)

    def recommend(self, wish: Wish, *, today: date, limit: int = 5, exclude: Collection[str] = ()) -> list[Suggestion]:
        """The best destinations that meet every hard wish, best first; empty when none does. Disliked ones never come.

        Without a month in the wish, the climate of the month after next is taken.
        """
        meaning, month = _meaning(wish), _month(wish, today)
        scored = self._scored(wish, meaning, month, frozenset(exclude) | frozenset(wish.disliked))
        ranked = sorted(((ranking.score(values), position) for position, values in scored.items()), reverse=True)
        chosen = ranking.varied(ranked, self.destinations, limit, one_country=_one_country(wish, meaning))
        return [
            Suggestion(
                destination=self.destinations[position],
                score=round(ranking.score(scored[position]), 4),
                parts={name: round(value, 4) for name, value in scored[position].items()},
                reasons=reasons(self.destinations[position], wish, meaning, month, self._resembled(position, wish)),
            )
            for position in chosen
        ]

    def explain(self, destination: Destination, wish: Wish, *, today: date) -> tuple[Reason, ...]:
        """Why a destination that was suggested for ``wish`` is worth the trip: two or three true reasons."""
        return reasons(destination, wish, _meaning(wish), _month(wish, today))

    def _scored(self, wish: Wish, meaning: Meaning, month: int, exclude: frozenset[str]) -> dict[int, dict[str, float]]:
        count = len(self.destinations)
        similarity = self._passages.similarity(self._encoder.encode([wish.text or "a trip"])[0], count)
        words = self._lexicon.scores(wish.text)
        learned = self._learned(wish)
        return {
            position: ranking.parts(
                destination, wish, meaning, float(similarity[position]), float(words[position]), month
            )
            | {name: float(fit[position]) for name, fit in learned.items()}
            for position, destination in enumerate(self.destinations)
            if destination.id not in exclude and ranking.allowed(destination, wish, meaning, month)
        }

    def _learned(self, wish: Wish) -> dict[str, np.ndarray]:
        """The parts of the score that come from likes and dislikes; none without any."""
        liked, disliked = self._positions(wish.liked), self._positions(wish.disliked)
        found = {"taste": self._taste.fit(liked, disliked)} if liked or disliked else {}
        if like := self._positions([wish.like] if wish.like else []):
            found["like"] = self._taste.fit(like, [])
        return found

    def _resembled(self, position: int, wish: Wish) -> str | None:
        """The name of a liked destination with which this one has much in common."""
        among = [one for one in self._positions([wish.like] if wish.like else wish.liked) if one != position]
        closest = self._taste.closest(position, among)
        return None if closest is None else self.destinations[closest].name

    def _positions(self, ids: Iterable[str]) -> list[int]:
        """Where they stand in the catalogue; what it has no longer is left out."""
        return [self._position[one] for one in ids if one in self._position]


def _meaning(wish: Wish) -> Meaning:
    return understand(wish.text, wish.interests, wish.companions)


def _month(wish: Wish, today: date) -> int:
    return wish.month or (today + timedelta(days=45)).month


def _one_country(wish: Wish, meaning: Meaning) -> bool:
    """Whether a single country was asked for, so that its destinations need not take turns with others."""
    return wish.country is not None or [len(code) for code in meaning.where.wanted] == [2]
