"""Misspelt names of well-known places, for words that nothing else explains."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from world.places.people import NAMES
from world.places.things import THINGS
from world.places.words import is_ordinary, tiers

_LEAST: Final = 0.92
_SHORTEST: Final = 5
_LONGEST: Final = 24
_WORD_GUARD: Final = 4


class Typos:
    """Corrects towards a list of names; first letters are taken as right, which typists mostly get."""

    def __init__(self, names: list[str]) -> None:
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        for name in names:
            self._by_initial[name[0]].append(name)
        self._words = [word for word in tiers() if len(word) >= _WORD_GUARD]
        self.correct = lru_cache(maxsize=4096)(self._correct)

    def _correct(self, word: str) -> str | None:
        """The name that ``word`` (folded, may hold a blank) misspells, or None."""
        if not _SHORTEST <= len(word) <= _LONGEST or not word.replace(" ", "").isalpha() or is_ordinary(word):
            return None
        if word in NAMES or word in THINGS:
            return None  # "cameron" and "veronica" are people, not Cameroon and Verona; nor is a dalmatian Dalmatia
        names = self._by_initial.get(word[0])
        if not names:
            return None
        found = process.extractOne(word, names, scorer=JaroWinkler.similarity, score_cutoff=_LEAST)
        if found is None or abs(len(found[0]) - len(word)) > 2 or found[0] == word:
            return None
        slips = OSA.distance(word, found[0])
        if slips > (1 if len(word) <= 6 else 2) or self._misspells_word(word, slips):
            return None
        return str(found[0])

    def _misspells_word(self, word: str, slips: int) -> bool:
        """Whether an English word is as near: "paries" is parties, "flihgt" flight, before either is a place."""
        near = process.extractOne(word, self._words, scorer=OSA.distance, score_cutoff=slips)
        return near is not None
