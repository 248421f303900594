"""Places by the first letters of their names, as somebody types them; one slip is forgiven."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from world.places.keys import alias_key
from world.places.model import Place
from world.places.store import Store

_LAST = "\U0010ffff"
_CODE = 3
_FORGIVEN = 4
"""Letters from which on one may be wrong; shorter ones would be half of another name."""
_NAME = 3
"""Power of a name's weight: the name on the map counts far more than one in another language."""


class Completion:
    """Sorts the names once; a single letter looks at well-known places only, where there is no end of others."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._keys = sorted(store.aliases)
        self._known = sorted(store.important)

    def complete(self, prefix: str, limit: int) -> list[Place]:
        """The most famous first; a code in capitals before all, names with one slip after all others."""
        key = alias_key(prefix)
        if not key:
            return []
        scores = self._scored(_beginning(self._known if len(key) == 1 else self._keys, key))
        if len(key) == _CODE and (number := self._store.codes.get(key.upper())) is not None:
            said = 1.0 if prefix.strip().isupper() else 0.0
            scores[number] = max(scores.get(number, 0.0), said + self._store.priors[number])
        found = _best(scores, limit)
        if len(found) < limit and len(key) >= _FORGIVEN:
            slipped = self._scored(name for name in self._known if _nearly_begins(name, key))
            found += _best({number: score for number, score in slipped.items() if number not in scores}, limit)
        return [self._store.place(number) for number in found[:limit]]

    def _scored(self, names: Iterable[str]) -> dict[int, float]:
        scores: dict[int, float] = {}
        for name in names:
            for packed in self._store.candidates(name):
                score = packed.weight**_NAME * self._store.priors[packed.number]
                scores[packed.number] = max(score, scores.get(packed.number, 0.0))
        return scores


def _beginning(names: list[str], key: str) -> list[str]:
    return names[bisect_left(names, key) : bisect_left(names, key + _LAST)]


def _best(scores: dict[int, float], limit: int) -> list[int]:
    return sorted(scores, key=lambda number: (-scores[number], number))[:limit]


def _nearly_begins(name: str, key: str) -> bool:
    """Whether a beginning of ``name`` is one letter off: wrong, missing, too many, or two swapped."""
    beginnings = {name[: len(key) + more] for more in (-1, 0, 1)}
    return any(OSA.distance(key, beginning, score_cutoff=1) <= 1 for beginning in beginnings)
