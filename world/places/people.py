"""Persons who bear the name of a place: "jordan is my brother", "her surname is berlin", "sydney miller"."""

from __future__ import annotations

from typing import Final

from world.places.cues import NAME_PARTS
from world.places.introductions import introduced
from world.places.predicates import ALWAYS, KIN, KINS, KNOWN, OWNERS, RANKS, age_at, is_said_of_persons
from world.places.sentence import Sentence
from world.places.tables import words_by_class
from world.places.words import tier

_TABLE: Final = words_by_class("people")
_GIVEN, _BOTH, _SURNAMES = (_TABLE[name] for name in ("given", "place", "surname"))
NAMES: Final = _GIVEN | _SURNAMES
"""Names of persons, which misspell no place."""

_HOTELS = frozenset(("hilton", "marriott"))
_LODGING = frozenset("hotel hotels stay room rooms night nights suite".split())
_ONWARD = frozenset("to or via".split())
_LINKS = ("-", "/", "\u2192", "->", "\u2013")
_NOT_BEFORE = NAME_PARTS | frozenset("from to in at near around via into through visit visiting".split())
_CLAUSE_LEADS = frozenset("and but because that since as if so also when while hi hello sorry think know".split())
_SPEAKERS = frozenset(("i", "me", "myself"))
_TOGETHER = frozenset("share are were both met live sleep".split())
_LONGEST_LIST = 8
_MOST_RANKS = 3


def person_words(sentence: Sentence) -> frozenset[int]:
    """Positions of the words that name somebody, as far as the sentence says so."""
    found = introduced(sentence)
    for index, word in enumerate(sentence.words):
        if word in _GIVEN or word in _BOTH:
            found.update(_full_name(sentence, index))
        if word in KINS:
            found.update(_relative(sentence, index))
        elif word == "and":
            found.update(_companion(sentence, index))
        elif index:
            found.update(_subject(sentence, index))
    return frozenset(found)


def _full_name(sentence: Sentence, index: int) -> list[int]:
    """The words of "sydney miller" and "jack london", but not of "flight from adelaide perth"."""
    words, last = sentence.words, index + 1
    if sentence.gap(last) != " " or sentence.before(index) in _NOT_BEFORE:
        return []
    if words[last] in _HOTELS and (sentence.before(index) == "the" or not _LODGING.isdisjoint(words)):
        return []
    if words[last] in _SURNAMES or (words[index] in _GIVEN and words[last] in _BOTH and not _leads_on(sentence, last)):
        return [index, last]
    return []


def _leads_on(sentence: Sentence, index: int) -> bool:
    """Whether a route goes on behind word ``index``."""
    return sentence.after(index + 1) in _ONWARD or sentence.gap(index + 1).strip() in _LINKS


def _relative(sentence: Sentence, index: int) -> list[int]:
    """The name behind "my brother", or the names before ", my brothers"."""
    owner = index - 1
    while sentence.word(owner) in RANKS and not sentence.stops(owner + 1) and owner > index - _MOST_RANKS:
        owner -= 1
    if sentence.word(owner) not in OWNERS or sentence.stops(owner + 1):
        return []
    name = index + 1
    if name >= len(sentence) or sentence.stops(name):
        return _names_before(sentence, owner, known=True) if "," in sentence.gap(owner) else []
    if sentence.words[index] not in KIN or sentence.gap(name) != " " or tier(sentence.words[name]) > 1:
        return []
    fronted = sentence.before(owner) in ("for", "to") and sentence.words[name] not in _BOTH
    return [] if fronted or _leads_on(sentence, name) else [name]


def _companion(sentence: Sentence, index: int) -> list[int]:
    """The name in "charlotte and i share a room" and "me and florence"."""
    left, right = sentence.before(index), sentence.after(index + 1)
    if left in _SPEAKERS and right in _BOTH:
        return [index + 1]
    if right not in _SPEAKERS:
        return []
    follower = sentence.after(index + 2)
    return _names_before(sentence, index, known=True) if not follower or follower in _TOGETHER else []


def _subject(sentence: Sentence, index: int) -> list[int]:
    """The names of which word ``index`` begins to say what is only said of persons."""
    if "," in sentence.gap(index) and (sentence.words[index] in ("born", "aged") or age_at(sentence, index)):
        return _names_before(sentence, index, known=True)
    said = is_said_of_persons(sentence, index)
    return _names_before(sentence, index, known=said == KNOWN) if said in (KNOWN, ALWAYS) else []


def _names_before(sentence: Sentence, end: int, known: bool) -> list[int]:
    """The names that end before word ``end`` and begin a clause; with ``known``, one must be in the lists."""
    words, index = sentence.words, end - 1
    found: list[int] = []
    while index >= 0 and len(found) < _LONGEST_LIST:
        word = words[index]
        if word not in ("and", "both"):
            if tier(word) > 1 and word not in _GIVEN and word not in _BOTH:
                break
            found.append(index)
        if index and sentence.stops(index) and "," not in sentence.gap(index):
            index = -1
        else:
            index -= 1
    if index >= 0 and words[index] not in _CLAUSE_LEADS and not _leads_names(sentence, index, found):
        return []
    if known and not any(words[name] in _BOTH or words[name] in _GIVEN for name in found):
        return []
    return found


def _leads_names(sentence: Sentence, index: int, found: list[int]) -> bool:
    """Whether a list of names may begin behind word ``index``: "with …", "for …", "my friend …"."""
    return sentence.words[index] in ("with", "for") or sentence.words[index] in KINS or sentence.stops(index + 1)
