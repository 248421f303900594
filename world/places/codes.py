"""IATA codes: always in capitals, in small letters only where the sentence can mean nothing else ("ber-lis")."""

from __future__ import annotations

from world.places.cues import NAME_PARTS, NOT_CODES
from world.places.evidence import INSIDE_CUE, NO_CUE, STRONG_CUE, context
from world.places.sentence import Sentence
from world.places.store import OWN, Packed, Store, pack
from world.places.words import tier

_CODE = 3
_LINKS = frozenset(("to", "-", "/", "->", "→", "–", "—", ">"))
_KNOWN = 0.25  # a code in capitals of an airport as busy as this needs no preposition
_LOWER_PAIR, _LOWER_CUED, _LOWER_ALONE, _LOWER_BARE = 0.15, 0.35, 0.3, 0.6


def find_code(store: Store, sentence: Sentence, index: int, linked: bool) -> Packed | None:
    """The airport or metropolis whose code is word ``index``; ``linked``: a place leads to it by "to" or a dash."""
    raw, word = sentence.raw[index], sentence.words[index]
    if len(raw) != _CODE or not raw.isascii() or not raw.isalpha():
        return None
    number = store.codes.get(word.upper())
    if number is None:
        return None
    accepted = _upper if raw.isupper() else _lower
    return pack(number, OWN) if accepted(store, sentence, index, store.priors[number], linked) else None


def _upper(store: Store, sentence: Sentence, index: int, traffic: float, linked: bool) -> bool:
    word = sentence.words[index]
    common = 0 if word in NAME_PARTS else tier(word)
    around = context(sentence, index, index + 1, linked)
    if common == 3 or word in NOT_CODES:
        return sentence.before(index) in ("from", "to") and not sentence.headline and common != 3
    paired = linked or leads_to_place(store, sentence, index + 1, upper=True)
    if sentence.headline or common == 2:
        return paired or around.cue == STRONG_CUE
    return paired or around.cue > NO_CUE or traffic >= _KNOWN or around.alone


def _lower(store: Store, sentence: Sentence, index: int, traffic: float, linked: bool) -> bool:
    word = sentence.words[index]
    if tier(word) or word in NOT_CODES:
        return False
    around = context(sentence, index, index + 1, linked)
    if linked or leads_to_place(store, sentence, index + 1, upper=False):
        return traffic >= _LOWER_PAIR
    if around.alone or _has_twin(store, sentence, index):
        return traffic >= _LOWER_ALONE
    return traffic >= (_LOWER_CUED if around.cue >= INSIDE_CUE else _LOWER_BARE)


def _has_twin(store: Store, sentence: Sentence, index: int) -> bool:
    """Whether another busy airport's code stands next to this one ("ber lis 12 feb")."""
    for twin in (sentence.before(index), sentence.after(index + 1)):
        number = store.codes.get(twin.upper()) if len(twin) == _CODE else None
        if number is not None and store.priors[number] >= _LOWER_ALONE and not tier(twin):
            return True
    return False


def leads_to_place(store: Store, sentence: Sentence, after: int, upper: bool) -> bool:
    """Whether "to", a dash or nothing links what ends at word ``after`` with another code or a known city."""
    if after >= len(sentence):
        return False
    gap = sentence.gap(after).strip()
    if sentence.words[after] == "to" and not gap:
        after += 1
    elif gap not in _LINKS and (gap or not upper):
        return False
    if after >= len(sentence):
        return False
    word, raw = sentence.words[after], sentence.raw[after]
    if len(raw) == _CODE and word.upper() in store.codes and raw.isupper() == upper and not tier(word):
        return store.priors[store.codes[word.upper()]] >= (0 if upper else _LOWER_PAIR)
    found = store.candidates(word)
    return bool(found) and not tier(word) and found[0].weight * store.priors[found[0].number] >= 0.3
