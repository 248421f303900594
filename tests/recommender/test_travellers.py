"""Simulated travellers with tastes that only they know: reactions bring the ranking near, also after a change.

The hidden tastes are not made as ``recommender.taste`` learns them: the best of what is loved counts, what is hated
spoils in growing measure, company, crowds and quirks of their own play a part, and reactions are noisy.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest

from recommender.catalogue import Destination
from recommender.recommender import Recommender
from recommender.wish import Wish
from travel.recommendations import Reaction, Reactions

TODAY = date(2026, 11, 22)
TRAVELLERS, REACTIONS, SHOWN, TOP = 120, 10, 4, 10
WISHES = ("a week away", "somewhere nice", "where should we go next", "surprise me", "a holiday", "ideas for a trip")
GRADES = ((0.30, 1), (0.15, 2), (0.08, 3), (0.03, 4))
"""The best 3 % of the catalogue have the grade 4, and so on; the rest has none."""
QUIRK, MOOD = 0.1, 0.15
"""Spread of what somebody thinks of a place for no reason, and of what they feel at the moment of a reaction."""
COMMON = 20
"""Places that a tag needs to be somebody's taste."""


@dataclass(frozen=True)
class HiddenTaste:
    """``pleases`` is what a destination is worth to somebody; nothing else of it is ever seen."""

    loved: tuple[str, ...]
    hated: tuple[str, ...]
    mild: dict[str, float]
    kinds: frozenset[str]
    company: str
    calm: float

    @classmethod
    def drawn(cls, draw: random.Random, places: Sequence[Destination], without: Iterable[str] = ()) -> HiddenTaste:
        counted = Counter(tag for one in places for tag in one.tags)
        tags = draw.sample(sorted(tag for tag, times in counted.items() if times >= COMMON and tag not in without), 12)
        return cls(
            loved=tuple(tags[:3]),
            hated=tuple(tags[3:5]),
            mild={tag: draw.uniform(-0.3, 0.4) for tag in tags[5:]},
            kinds=frozenset(draw.sample(sorted({kind for one in places for kind in one.kinds}), 2)),
            company=draw.choice(sorted({who for one in places for who in one.for_whom})),
            calm=draw.uniform(-0.2, 0.4),
        )

    def pleases(self, one: Destination) -> float:
        best, second, third = sorted((one.tags.get(tag, 0.0) for tag in self.loved), reverse=True)
        worst = max(one.tags.get(tag, 0.0) for tag in self.hated)
        mild = sum(weight * one.tags.get(tag, 0.0) for tag, weight in self.mild.items())
        around = 0.4 * bool(self.kinds & set(one.kinds)) + 0.3 * (self.company in one.for_whom)
        calm = self.calm * (3 - sum(one.crowds) / 12) / 2
        return best + 0.6 * second + 0.3 * third + mild + around + calm - 1.2 * worst**2


class Traveller:
    """Somebody who asks for a week away, looks at the lists and says of each what struck them most."""

    def __init__(self, number: int, recommender: Recommender) -> None:
        self._draw = random.Random(f"traveller {number}")
        self._recommender = recommender
        self._wish = WISHES[number % len(WISHES)]
        self._month = self._draw.randint(1, 12)
        self._quirks = [self._draw.gauss(0, QUIRK) for _ in recommender.destinations]
        self._said: list[Reaction] = []
        self._taste = HiddenTaste.drawn(self._draw, recommender.destinations)
        self._judge()

    def change(self) -> None:
        """From now on they love and hate other things."""
        known = {*self._taste.loved, *self._taste.hated}
        self._taste = HiddenTaste.drawn(self._draw, self._recommender.destinations, known)
        self._judge()

    def react(self) -> None:
        """Ten lists, one reaction to each: the best is liked or the worst is not, whichever is felt more strongly."""
        seen = {one.destination for one in self._said}
        for _ in range(REACTIONS):
            seed = f"{len(self._said)}" if self._said else None
            found = self._recommender.recommend(self._asked(seed), today=TODAY, limit=SHOWN, exclude=seen)
            felt = {one.destination.id: self._felt[one.destination.id] + self._draw.gauss(0, MOOD) for one in found}
            best, worst = max(felt, key=lambda one: felt[one]), min(felt, key=lambda one: felt[one])
            self._said.append(Reaction(best, "liked") if felt[best] >= -felt[worst] else Reaction(worst, "disliked"))
            seen |= set(felt)

    def ndcg(self) -> float:
        """Of the whole ranking by hidden worth, without what they said something of: that would be no foresight."""
        said = {one.destination for one in self._said}
        ranked = self._recommender.rank(self._asked(None), today=TODAY).rows
        grades = [self._grades[row] for row in ranked if self._recommender.destinations[row].id not in said]
        return _gain(grades) / _gain(sorted(grades, reverse=True))

    def _asked(self, seed: str | None) -> Wish:
        return Wish(text=self._wish, month=self._month, reactions=Reactions(tuple(reversed(self._said))), seed=seed)

    def _judge(self) -> None:
        places = self._recommender.destinations
        worth = np.array([self._taste.pleases(one) for one in places]) + self._quirks
        felt = (worth - np.median(worth)) / worth.std()
        self._felt = {one.id: float(felt[row]) for row, one in enumerate(places)}
        self._grades = np.zeros(len(places))
        for share, grade in GRADES:
            self._grades[np.argsort(-worth)[: int(len(places) * share)]] = grade


def _gain(grades: Sequence[float]) -> float:
    return sum((2**grade - 1) / float(np.log2(place + 2)) for place, grade in enumerate(grades[:TOP]))


def test_ten_reactions_tell_a_hidden_taste_and_ten_more_another(recommender: Recommender):
    figures = []
    for number in range(TRAVELLERS):
        traveller = Traveller(number, recommender)
        cold = traveller.ndcg()
        traveller.react()
        warm = traveller.ndcg()
        traveller.change()
        changed = traveller.ndcg()
        traveller.react()
        figures.append((cold, warm, changed, traveller.ndcg()))
    cold, warm, changed, again = (float(mean) for mean in np.mean(figures, axis=0))
    told = f"cold {cold:.3f}, after {REACTIONS} reactions {warm:.3f}, taste changed {changed:.3f}, then {again:.3f}"
    sys.stdout.write(f"\nnDCG@{TOP} of {TRAVELLERS} travellers: {told}\n")
    assert warm >= 1.3 * cold
    assert changed < 0.6 * warm, "the change was one"
    assert again >= 0.95 * warm


@pytest.mark.parametrize(
    ("wish", "tag"), [("see the northern lights", "northern_lights"), ("a safari", "safari"), ("skiing", "ski")]
)
def test_a_wish_that_says_what_it_is_about_is_answered_whatever_the_taste(
    recommender: Recommender, wish: str, tag: str
):
    beaches = [one.id for one in recommender.destinations if one.tags.get("beach", 0) >= 0.9 and tag not in one.tags]
    reactions = Reactions.of(liked=beaches[:10])
    for asked in (Wish(text=wish), Wish(text=wish, reactions=reactions, stated={"beach": 1.0, "nightlife": 1.0})):
        found = recommender.recommend(asked, today=TODAY, limit=4)
        assert [one.destination.tags.get(tag, 0) >= 0.6 for one in found] == [True] * 4
