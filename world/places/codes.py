"""IATA codes: always in capitals, in small letters only where the sentence can mean nothing else ("ber-lis")."""

from __future__ import annotations

from world.places.cues import CALENDAR, FLIGHT, NAME_PARTS, NOT_CODES, POLITE
from world.places.evidence import INSIDE_CUE, NO_CUE, STRONG_CUE, closed_after, context
from world.places.sentence import Sentence
from world.places.store import OWN, Packed, Store, pack
from world.places.words import tier

_CODE = 3
_TRAVEL = frozenset("car rental rent hotel taxi transfer shuttle stay lounge terminal layover stopover airport".split())
_LINKS = frozenset(("to", "-", "/", "->", "\u2192", "\u2013", "\u2014", ">"))
_KNOWN = 0.25  # a code in capitals of an airport as busy as this needs no preposition
_LOWER_PAIR, _LOWER_CUED, _LOWER_ALONE, _LOWER_BARE = 0.15, 0.35, 0.3, 0.6
_WORD = 0.3  # a code that is an English word needs an airport as busy as this, and another code


def find_code(store: Store, sentence: Sentence, index: int, linked: bool) -> Packed | None:
    """The airport or metropolis whose code is word ``index``; ``linked``: a place leads to it by "to" or a dash."""
    raw, word = sentence.raw[index], sentence.words[index]
    if not _is_code(store, sentence, index):
        return None
    number = store.codes[word.upper()]
    if word in CALENDAR or (word in NOT_CODES and not raw.isupper()):
        return None
    if has_partner(store, sentence, index):
        return pack(number, OWN)
    accepted = _upper if raw.isupper() else _lower
    return pack(number, OWN) if accepted(store, sentence, index, store.priors[number], linked) else None


def has_partner(store: Store, sentence: Sentence, index: int) -> bool:
    """Whether the code at ``index`` is one of a pair: "LGW FAO", "sin to bkk", "ist - tbs".

    One of the two must be no English word, or nothing else be said of note; the other then may be a word, if its
    airport is busy and the two are joined by more than a blank.
    """
    return any(_pairs(store, sentence, index, other, joined) for other, joined in _neighbours(sentence, index))


def _neighbours(sentence: Sentence, index: int) -> list[tuple[int, bool]]:
    """(word, whether "to", "via" or a dash joins it) of the words that may make a pair with word ``index``."""
    found = []
    for near, far, gap in ((index - 1, index - 2, index), (index + 1, index + 2, index + 1)):
        between = sentence.gap(gap).strip(" \u00a0")
        if not 0 <= near < len(sentence):
            continue
        if between in _LINKS or not between:
            found.append((near, bool(between)))
        if not between and sentence.words[near] == "to" and 0 <= far < len(sentence):
            found.append((far, True))
    return found


def _pairs(store: Store, sentence: Sentence, index: int, other: int, joined: bool) -> bool:
    mine, its = sentence.words[index], sentence.words[other]
    if mine == its or not _is_code(store, sentence, other) or its in CALENDAR or its in NOT_CODES:
        return False
    upper = sentence.raw[index].isupper()
    if mine in NOT_CODES or sentence.raw[other].isupper() != upper or (upper and sentence.headline):
        return False
    busy = [store.priors[store.codes[word.upper()]] for word in (mine, its)]
    common = [tier(word) if not upper or word not in NAME_PARTS else 0 for word in (mine, its)]
    if not upper and min(busy) < _LOWER_PAIR:
        return False
    if any(level and traffic < _WORD for level, traffic in zip(common, busy, strict=True)):
        return upper and max(common) < 2
    if not all(common):
        return joined or upper or (max(busy) >= _LOWER_ALONE and max(common) < 3)
    first, last = sorted((index, other))
    return joined and _stand_alone(sentence, first, last + 1)


def _stand_alone(sentence: Sentence, first: int, end: int) -> bool:
    """Whether a pair of codes that are words both ("mia to bog") can be nothing but a route."""
    lead = sentence.before(first)
    if lead and lead not in POLITE and lead != "from" and lead not in FLIGHT and tier(lead):
        return False
    return closed_after(sentence, end) or not tier(sentence.words[end])


def _is_code(store: Store, sentence: Sentence, index: int) -> bool:
    raw = sentence.raw[index]
    one_case = raw.isupper() or raw.islower()
    return len(raw) == _CODE and raw.isascii() and raw.isalpha() and one_case and raw.upper() in store.codes


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
    if tier(sentence.words[index]):
        return False
    around = context(sentence, index, index + 1, linked)
    if linked or leads_to_place(store, sentence, index + 1, upper=False):
        return traffic >= _LOWER_PAIR
    if around.alone or _has_twin(store, sentence, index):
        return traffic >= _LOWER_ALONE
    if around.cue >= INSIDE_CUE:
        return traffic >= _LOWER_CUED
    spoken = not around.determined and around.closed and not (FLIGHT | _TRAVEL).isdisjoint(sentence.words)
    return spoken and traffic >= _LOWER_BARE


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
