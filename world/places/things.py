"""Things that carry the name of a place: brussels sprouts, a panama hat, a glass of bordeaux, our labrador."""

from __future__ import annotations

from typing import Final

from world.places.cues import CLOSING
from world.places.sentence import Sentence
from world.places.tables import words_by_class
from world.places.words import tier

_TABLE: Final = words_by_class("things")
_HEAD, _TRIP, _AFTER, _OWN, _VESSEL = (_TABLE[name] for name in ("head", "trip", "after", "own", "vessel"))
THINGS: Final = _HEAD | _OWN
"""Words that misspell no place."""

_MOST_HEADS = _MOST_QUALITIES = 3
_OWNERS = frozenset("my your our his her their a an some more enough much".split())
_ARTICLES = frozenset("a an some the".split())
_QUALITY = frozenset("good fine nice red white cold hot fresh local real dry cheap".split())
# What ends a phrase in which a place's name is a common noun ("a labrador at home", "the medina is near").
_ENDS = frozenset("please of at in with near is was too thanks on or because but so".split())


def is_thing(sentence: Sentence, start: int, stop: int, announced: bool) -> bool:
    """Whether the place's name in words ``start``..``stop`` belongs to a food, a garment, an animal or another thing.

    ``announced``: words before it lead to a place ("to", "in"), so that it is no thing.
    """
    lead, at = sentence.before(start), start
    while sentence.before(at) in _QUALITY and at > start - _MOST_QUALITIES:
        at -= 1
    if sentence.before(at) == "of":
        return _is_head(sentence, stop) or (sentence.before(at - 1) in _VESSEL and _closed(sentence, stop))
    if announced:
        return False
    if _is_head(sentence, stop):
        return True
    owned = stop == start + 1 and sentence.words[start] in _OWN and lead in _OWNERS
    return owned and _closed(sentence, stop)


def is_common_noun(sentence: Sentence, start: int, stop: int) -> bool:
    """Whether an article makes a city's name a noun: "is there a medina", "the aurora", but "a rome hotel"."""
    if sentence.before(start) not in _ARTICLES:
        return False
    return stop >= len(sentence) or sentence.stops(stop) or sentence.after(stop) in _ENDS


def _is_head(sentence: Sentence, stop: int) -> bool:
    """Whether a thing follows directly, and nothing after it that a traveller would look for in the place."""
    end = stop
    while end < min(len(sentence), stop + _MOST_HEADS) and sentence.gap(end) == " " and sentence.words[end] in _HEAD:
        end += 1
    return end > stop and _closed(sentence, end)


def _closed(sentence: Sentence, end: int) -> bool:
    """Whether the phrase ends before word ``end``: no further noun, as in "naples pizza tour" or "my cologne hotel"."""
    if end >= len(sentence) or sentence.stops(end):
        return True
    follower = sentence.words[end]
    if follower in _TRIP or sentence.gap(end) != " ":
        return False
    return follower in CLOSING or follower in _AFTER or tier(follower) == 3
