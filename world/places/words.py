"""How common a word is in English, so that "nice" is a city only when the sentence says so."""

from __future__ import annotations

from functools import lru_cache

from world.places.tables import words_by_class

_ENDINGS = ("s", "es", "d", "ed", "r", "er", "ing", "ly", "y")


@lru_cache(maxsize=1)
def tiers() -> dict[str, int]:
    """{word: 3 (grammar, calendar, booking), 2 (everyday) or 1 (rarer, and a name too)}."""
    return {word: int(level) for level, words in words_by_class("words").items() for word in words}


def tier(word: str) -> int:
    """The class of a folded word: 3, 2, 1, or 0 for a word that is not in the list."""
    return tiers().get(word, 0)


def is_ordinary(word: str) -> bool:
    """Whether ``word`` is in the list, or a plain form of one there ("cooked", "hotels")."""
    known = tiers()
    if word in known:
        return True
    for ending in _ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if stem in known or f"{stem}e" in known or (len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known):
                return True
    return False
