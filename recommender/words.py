"""BM25 over everything that is written of a destination."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from recommender.catalogue import Destination

K1, B = 1.2, 0.6
THEME_REPEATS = 3
"""A theme is what people look for by that very word; it counts as if it were written so often."""


class Words:
    """An inverted index: for each word the destinations that have it, and what it is worth there."""

    def __init__(self, destinations: Sequence[Destination]) -> None:
        self._count = len(destinations)
        documents = [Counter(tokens(_text(destination))) for destination in destinations]
        lengths = np.array([sum(document.values()) for document in documents], dtype=np.float32)
        norms = K1 * (1 - B + B * lengths / max(1.0, float(lengths.mean())))
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for row, document in enumerate(documents):
            for word, often in document.items():
                postings[word].append((row, often))
        self._postings = {word: self._worth(found, norms) for word, found in postings.items()}

    def scores(self, text: str) -> np.ndarray:
        """BM25 of each destination, float32 (n,), 0 for those that share no word with ``text``."""
        scores = np.zeros(self._count, dtype=np.float32)
        for word in set(tokens(text)) - _STOP:
            if word in self._postings:
                rows, worth = self._postings[word]
                scores[rows] += worth
        return scores

    def _worth(self, found: list[tuple[int, int]], norms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        rows = np.array([row for row, _ in found])
        often = np.array([often for _, often in found], dtype=np.float32)
        rarity = np.log(1 + (self._count - len(rows) + 0.5) / (len(rows) + 0.5))
        return rows, (rarity * often * (K1 + 1) / (often + norms[rows])).astype(np.float32)


def tokens(text: str) -> list[str]:
    """Words of at least two letters, folded, without the ending of a plural."""
    return [_stem(word) for word in re.findall(r"[^\W\d_]{2,}", text.casefold())]


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if (len(word) > 5 and word.endswith(("ches", "shes", "sses", "xes"))) or (len(word) > 6 and word.endswith("oes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_STOP = frozenset(
    _stem(word)
    for word in """a an the and or of to in on at for with from by is are be we i me my our you it that this some
    somewhere anywhere place places where want would like love go going trip travel holiday vacation week weekend days
    day not no too very good nice great best please ideas idea any about can could should have has need looking us
    but so than then there they them he she her his who what when how just really also more most much many one two
    three first time see get take visit don't do does something without after before into out over up if as was were
    bit lot little maybe think know wants year old new who's it's i'm i'd we're all will am""".split()
)


def _text(destination: Destination) -> str:
    return " ".join(
        (
            destination.name,
            destination.region,
            destination.description,
            *(sight.name for sight in destination.sights),
            *destination.neighbourhoods,
            *destination.suits.values(),
            *(f"{f'{theme} ' * THEME_REPEATS}{line}" for theme, line in destination.themes.items()),
            *(tag.replace("_", " ") for tag in destination.tags),
        )
    )
