"""Finds the places in a sentence: names, codes, narrowed names and misspelt ones."""

from __future__ import annotations

from world.places.codes import find_code, has_partner, leads_to_place
from world.places.cues import DETERMINERS
from world.places.evidence import is_asked_about, is_place
from world.places.found import Found
from world.places.narrowing import narrow
from world.places.people import person_words
from world.places.ports import is_lesser_namesake
from world.places.roles import Span
from world.places.sentence import Sentence
from world.places.store import OWN, UNTAGGED, WEIGHTS, Packed, Store, pack
from world.places.things import is_common_noun
from world.places.typos import Typos
from world.places.words import tier

_LONGEST = 7
_TYPO_WEIGHT = 0.8
_MOST_PLACES = 50  # no traveller names more in one message, and a wall of text must not cost seconds
_MOST_TYPOS = 40  # words looked at for typos; a text with more unknown words is no travel wish
_LINKS = frozenset(("-", "–", "—", "/", "->", "→", ">", "=>"))


def scan(store: Store, typos: Typos, sentence: Sentence) -> list[Found]:
    """All places, left to right, not overlapping."""
    found: list[Found] = []
    persons = person_words(sentence)
    index, size = 0, len(sentence)
    while index < size and len(found) < _MOST_PLACES:
        match = None
        if index not in persons:
            match = _at(store, sentence, index, _is_linked(sentence, found, index))
        if match is None:
            index += 1
        else:
            found.append(match)
            index = match.last
    return _with_typos(store, typos, sentence, found, persons)


def _is_linked(sentence: Sentence, found: list[Found], index: int) -> bool:
    """Whether a place has just been named and "to", a dash or an arrow leads from it to word ``index``."""
    if not found:
        return False
    last = found[-1].last
    if last == index:
        return sentence.gap(index).strip() in _LINKS
    return last == index - 1 and sentence.words[last] == "to"


def _at(store: Store, sentence: Sentence, index: int, linked: bool) -> Found | None:
    """The longest place that starts at word ``index``."""
    words = sentence.words
    width = min(store.widest.get(words[index], 1), _LONGEST, len(words) - index)
    for step in range(1, width):
        if not sentence.joins(index + step):
            width = step
            break
    for stop in range(index + width, index, -1):
        key = words[index] if stop == index + 1 else " ".join(words[index:stop])
        if key in store.aliases:
            found = _judge(store, sentence, index, stop, key, linked)
            if found is not None:
                return found
    code = find_code(store, sentence, index, linked)
    return Found(index, index + 1, (code,), code=True) if code else None


def _judge(store: Store, sentence: Sentence, start: int, stop: int, key: str, linked: bool) -> Found | None:
    candidates = store.candidates(key)
    if len(key) == 3 and _is_rather_code(store, sentence, start, candidates[0]):
        return Found(start, stop, (pack(store.codes[key.upper()], OWN),), code=True)
    common = tier(key) if stop == start + 1 else 0
    narrowed = None
    if common < 3 or sentence.capital(start):
        narrowed = narrow(store, sentence, stop, candidates, 0 if sentence.capital(start) else common)
    if narrowed and _says_more(sentence, start, stop, narrowed.end, common):
        return Found(start, narrowed.end, narrowed.candidates)
    best = candidates[0]
    if best.weight == 1.0 and len(key) == 3 and sentence.raw[start].isupper() and key.upper() in store.codes:
        code = find_code(store, sentence, start, linked)
        if code is not None:
            return Found(start, stop, (code,), code=True)
    if is_lesser_namesake(store, key, best):
        return None
    score = best.weight * store.priors[best.number]
    untagged = best.weight <= WEIGHTS[UNTAGGED]
    end = narrowed.end if narrowed else stop
    linked = linked or (common < 3 and leads_to_place(store, sentence, stop, upper=False))
    if stop == start + 1 and is_common_noun(sentence, start, stop) and _needs_no_article(store, best, key):
        return None
    if not is_place(sentence, Span(start, stop), end, score, untagged, linked or narrowed is not None):
        country = common == 1 and store.rows[best.number].startswith("country:")
        if not (country and is_asked_about(sentence, start)):
            return None
    return Found(start, narrowed.end, narrowed.candidates) if narrowed else Found(start, stop, candidates)


def _is_rather_code(store: Store, sentence: Sentence, index: int, best: Packed) -> bool:
    """Whether a town such as Ath yields to the busier airport ATH, as one of a pair of codes."""
    code = store.codes.get(sentence.words[index].upper())
    if code is None or store.priors[code] <= best.weight * store.priors[best.number]:
        return False
    return has_partner(store, sentence, index)


def _needs_no_article(store: Store, best: Packed, key: str) -> bool:
    """Whether the name is a city's that is never said with an article, as "the Hague" is."""
    return store.rows[best.number].startswith("gn:") and f"the {key}" not in store.aliases


def _says_more(sentence: Sentence, start: int, stop: int, end: int, common: int) -> bool:
    """Whether a country or state behind a word settles that the word is a name ("mobile alabama")."""
    if not common or sentence.raw[start][0].isupper() or "," in sentence.gap(stop):
        return True
    return common < 3 and len(sentence.words[end - 1]) > 3 and sentence.before(start) not in DETERMINERS


def _with_typos(
    store: Store, typos: Typos, sentence: Sentence, found: list[Found], persons: frozenset[int]
) -> list[Found]:
    taken = {index for match in found for index in range(match.first, match.last)} | persons
    extra: list[Found] = []
    looked = 0
    for index, word in enumerate(sentence.words):
        if index in taken or len(word) < 3:
            continue
        match, tried = _typo_at(store, typos, sentence, index, taken)
        looked += tried
        if match is not None:
            extra.append(match)
            taken.update(range(match.first, match.last))
        if looked >= _MOST_TYPOS:
            break
    return sorted([*found, *extra]) if extra else found


def _typo_at(
    store: Store, typos: Typos, sentence: Sentence, index: int, taken: set[int] | frozenset[int]
) -> tuple[Found | None, bool]:
    """(the misspelt name at word ``index``, whether looking cost anything): two words before one."""
    word = sentence.words[index]
    if index + 1 < len(sentence) and index + 1 not in taken and sentence.joins(index + 1) and word in store.widest:
        follower = sentence.words[index + 1]
        if len(follower) > 2 and not tier(follower):
            name = typos.correct(f"{word} {follower}")
            if name is not None:
                return Found(index, index + 2, store.candidates(name), _TYPO_WEIGHT), True
    if tier(word):
        return None, False
    name = typos.correct(word)
    if name is None or " " in name:
        return None, True
    stop = index + 1
    narrowed = narrow(store, sentence, stop, store.candidates(name), 0)
    if narrowed:
        return Found(index, narrowed.end, narrowed.candidates, _TYPO_WEIGHT), True
    return Found(index, stop, store.candidates(name), _TYPO_WEIGHT), True
