"""Destinations for a wish: hard wishes, meaning, tags and taste in one score, with reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from encoder import Encoder
from recommender import constraints, index, ranking
from recommender.alike import Examples
from recommender.catalogue import Destination, read_catalogue
from recommender.columns import Columns
from recommender.concepts import read_concepts
from recommender.constraints import Constraint
from recommender.exploring import explored
from recommender.fares import Cost
from recommender.meaning import Meaning, understand
from recommender.passages import passages
from recommender.reasons import Why, reasons
from recommender.taste import Profile, Taste
from recommender.where import BETWEEN
from recommender.wish import Reason, Suggestion, Wish
from recommender.words import Words
from travel.ports import CountryFacts


@dataclass(frozen=True)
class Ranking:
    """A wish held against the catalogue: ``rows`` of destinations that meet every hard wish, best first.

    ``scores`` (n,) are 0 to 1; ``parts`` are (n,) each, ``shares`` what they
    take of the score; ``month`` is the one that the climate was taken of.
    """

    wish: Wish
    meaning: Meaning
    month: int
    rows: Sequence[int]
    scores: np.ndarray
    parts: Mapping[str, np.ndarray]
    shares: Mapping[str, float]
    hard: Sequence[Constraint]
    allowed: np.ndarray


class Recommender:
    """Holds the catalogue with its vectors; ``recommend`` takes a few milliseconds and keeps no state."""

    def __init__(
        self,
        destinations: Sequence[Destination],
        built: index.Index,
        encoder: Encoder,
        facts: CountryFacts | None = None,
    ) -> None:
        self.destinations = tuple(destinations)
        self.model = built.version
        self.columns = Columns(destinations)
        self._by_id = {destination.id: row for row, destination in enumerate(destinations)}
        self._built = built
        self._words = Words(destinations)
        self._examples = Examples(destinations)
        self._encoder = encoder
        self._facts = facts
        self.taste = Taste(destinations, built.passages.items)

    @classmethod
    def load(cls, models: Path, encoder: Encoder, catalogue: Path, facts: CountryFacts | None = None) -> Recommender:
        """Load the destinations and their built embeddings. Raises CatalogueError, IndexMissing."""
        destinations = read_catalogue(catalogue)
        concepts = read_concepts(destinations)
        return cls(destinations, index.load(models / "embeddings", destinations, concepts), encoder, facts)

    def destination(self, destination_id: str) -> Destination | None:
        """A destination by its id."""
        row = self._by_id.get(destination_id)
        return None if row is None else self.destinations[row]

    def recommend(self, wish: Wish, *, today: date, limit: int = 5, exclude: Collection[str] = ()) -> list[Suggestion]:
        """The best destinations that meet every hard wish, best first; empty when none does. Disliked ones never come.

        Without a month in the wish, the climate of the month after next is taken. Fares are not looked at; see
        ``recommender.advising``.
        """
        ranked = self.rank(wish, today=today, exclude=exclude)
        return self.suggestions(ranked, self.pick(ranked, ranked.rows, limit), {})

    def rank(self, wish: Wish, *, today: date, exclude: Collection[str] = ()) -> Ranking:
        """Every destination that meets the hard wishes, best first."""
        meaning, month = self._understood(wish, today)
        hard = constraints.constraints(wish, meaning, month, self.columns, self._facts)
        hard += constraints.on_the_way(wish, self._examples.ends(wish.text), self.columns)
        allowed = ~constraints.at_home(wish, self.columns)
        examples = [*self._rows([wish.like] if wish.like else []), *self._examples.liked(wish.text)]
        allowed[[*self._rows([*exclude, *wish.reactions.disliked]), *examples, *self._examples.known(wish.text)]] = (
            False
        )
        words = self._words.scores(meaning.text)
        found = ranking.parts(
            wish,
            meaning,
            month,
            self.columns,
            self._built.passages.search(meaning.vectors, words / max(float(words.max()), 1e-6)),
            words,
        )
        profile = self.profile(wish)
        learned = {} if profile is None else {"taste": profile.fit}
        if examples:
            learned["like"] = self.taste.alike(examples)
        scores = ranking.score(found, meaning, learned, self.columns)
        rows = np.flatnonzero(allowed & constraints.met(hard, len(scores)))
        best = rows[np.argsort(-scores[rows], kind="stable")]
        parts = {name: part.fit for name, part in found.items()} | learned
        shares = ranking.shares(found, learned)
        return Ranking(wish, meaning, month, best.tolist(), scores, parts, shares, hard, allowed)

    def pick(self, ranked: Ranking, rows: Sequence[int], limit: int) -> list[int]:
        """A varied list out of ranked ``rows``; with a seed in the wish its last place goes to something new."""
        chosen = ranking.varied(
            rows, ranked.scores, self.taste.vectors, self.columns, limit, one_country=_one_country(ranked)
        )
        if ranked.wish.seed is None:
            return chosen
        return explored(chosen, rows, ranked.scores, self.taste.vectors, ranked.wish.seed)

    def suggestions(self, ranked: Ranking, rows: Sequence[int], costs: Mapping[int, Cost]) -> list[Suggestion]:
        """Rows with their scores and reasons; ``costs`` of the trip by row, where known."""
        said: Counter[str] = Counter()
        return [
            Suggestion(
                destination=self.destinations[row],
                score=round(float(ranked.scores[row]), 4),
                parts={name: round(float(value[row]), 4) for name, value in ranked.parts.items()},
                reasons=reasons(self.destinations[row], self._why(ranked, row, costs.get(row)), said),
            )
            for row in rows
        ]

    def explain(self, destination: Destination, wish: Wish, *, today: date) -> tuple[Reason, ...]:
        """Why a destination that was suggested for ``wish`` is worth the trip: two or three true reasons."""
        meaning, month = self._understood(wish, today)
        return reasons(destination, Why(wish, meaning, month, self._resembled(self._by_id[destination.id], wish)))

    def closest_passage(self, ranked: Ranking, row: int) -> tuple[str, float]:
        """What of a destination is nearest to the wish or a part of it, and its cosine."""
        place, cosine = self._built.passages.closest(row, ranked.meaning.vectors)
        return passages(self.destinations[row])[place].text, cosine

    def profile(self, wish: Wish) -> Profile | None:
        """The taste that a wish comes with: from reactions and stated likes; None without any."""
        known = [one for one in wish.reactions.all if one.destination in self._by_id]
        return self.taste.profile([self._by_id[one.destination] for one in known], known, wish.stated)

    def _understood(self, wish: Wish, today: date) -> tuple[Meaning, int]:
        """What a wish means, and the month (1 to 12) that its climate is taken of."""
        said = BETWEEN.sub(" a stopover ", _without_origin(wish))
        meaning = understand(said, self._encoder, self._built.wishes, wish.interests, wish.companions)
        return meaning, wish.month or next(iter(meaning.months), (today + timedelta(days=45)).month)

    def _why(self, ranked: Ranking, row: int, cost: Cost | None) -> Why:
        return Why(ranked.wish, ranked.meaning, ranked.month, self._resembled(row, ranked.wish), cost)

    def _resembled(self, row: int, wish: Wish) -> str | None:
        """The name of a liked destination with which this one has much in common."""
        among = [one for one in self._rows([wish.like] if wish.like else wish.reactions.liked) if one != row]
        closest = self.taste.closest(row, among)
        return None if closest is None else self.destinations[closest].name

    def _rows(self, ids: Iterable[Any]) -> list[int]:
        """Where they stand in the catalogue; what it has no longer is left out."""
        return [self._by_id[one] for one in ids if one in self._by_id]


def _without_origin(wish: Wish) -> str:
    """The words of the wish; where it starts says nothing of where it is to go."""
    if wish.origin is None:
        return wish.text
    leaving = r"(?:flying|flights?|fly|starting|start|leaving|driv\w+|by \w+|we|live|based)"
    start = rf"\b(?:{leaving} )?(?:from|in) {re.escape(wish.origin.name)}\b"
    return re.sub(start, " ", wish.text, flags=re.I)


def _one_country(ranked: Ranking) -> bool:
    """Whether a single country was asked for, so that its destinations need not take turns with others."""
    return ranked.wish.country is not None or any(
        one.name == "region" and one.values.get("countries") == 1 for one in ranked.hard
    )
