"""A country or state next to a city's name ("Paris TX", "London, Ontario", "Portland in Oregon")."""

from __future__ import annotations

from typing import NamedTuple

from world.places.sentence import Sentence
from world.places.store import Packed, Store
from world.places.words import tier

_GAPS = (" ", ", ", ",", " (", ",  ", "/", " / ")
_LONGEST = 5
_SPOKEN = frozenset(("ok", "hi", "oh"))  # as "Tulsa ok?" is not about Oklahoma, nor "Boston, hi" about Hawaii


class Narrowed(NamedTuple):
    """The candidates that lie where the words up to ``end`` say."""

    candidates: tuple[Packed, ...]
    end: int


def narrow(store: Store, sentence: Sentence, end: int, candidates: tuple[Packed, ...], common: int) -> Narrowed | None:
    """What remains of ``candidates`` when a country or state follows at word ``end``; None when none does."""
    start = end
    # "it is nice in france" is no city: only rarer words take the long form.
    if not common and sentence.after(end) == "in" and end + 1 < len(sentence) and not sentence.stops(end + 1):
        start = end + 1
    elif sentence.words[end : end + 3] == ["the", "one", "in"]:
        start = end + 3
    elif sentence.gap(end) not in _GAPS:
        return None
    for width in range(min(_LONGEST, len(sentence) - start), 0, -1):
        stop = start + width
        codes = store.qualifiers.get(" ".join(sentence.words[start:stop]))
        if codes is None or not all(sentence.joins(index) for index in range(start + 1, stop)):
            continue
        if width == 1 and not _readable(sentence, start, start > end):
            continue
        kept = tuple(packed for packed in candidates if _lies_in(store, packed.number, codes))
        if kept:
            return Narrowed(kept, stop)
    return None


def _lies_in(store: Store, number: int, codes: list[str]) -> bool:
    where = store.admin_code(number)
    if store.rows[number].startswith("country:"):
        return False
    country = where.partition(".")[0]
    return where in codes or country in codes


def _readable(sentence: Sentence, index: int, spelled_in: bool) -> bool:
    """Whether a short code such as "or" or "TX" stands for a state here and not for a word."""
    word, raw = sentence.words[index], sentence.raw[index]
    if len(word) > 3 or (len(word) == 3 and not tier(word)):
        return True
    if not tier(word):
        return raw.isupper() or not spelled_in
    ends = index + 1 >= len(sentence) or sentence.stops(index + 1)
    comma = "," in sentence.gap(index)
    if raw.isupper() and not sentence.headline:
        return True
    if word in _SPOKEN:
        return comma and raw.isupper()
    return ends or (comma and word not in ("in", "or", "me", "us", "it", "no", "is", "at", "be", "to", "my", "so"))
