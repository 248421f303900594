"""Whether a name in a sentence is meant as a place.

The commoner a word is in English, the more it takes: fame, a preposition that leads to a place, a capital inside the
sentence, and nothing behind it that continues a phrase.
"""

from __future__ import annotations

from typing import NamedTuple

from world.places.cues import (
    AIRLINE,
    ARTICLES,
    CALENDAR,
    CLOSING,
    DETERMINERS,
    GOVERNS_IN,
    HOUSES,
    INSIDE,
    LOOSE,
    MOTION,
    NAME_PARTS,
    OFFICIAL,
    POLITE,
    TIME_LEAD,
    VISITING,
)
from world.places.roles import Span
from world.places.sentence import Sentence
from world.places.things import is_thing
from world.places.words import is_ordinary, tier

NO_CUE, LOOSE_CUE, INSIDE_CUE, STRONG_CUE = range(4)
_MOTION_WINDOW = 5
_HOUSE_NAME = 0.5
_ABBREVIATION = 0.5
_CERTAIN = 0.5
_FAMOUS_FORM = 0.3  # below, "springs" and "barking" are forms of common words rather than towns


class Context(NamedTuple):
    """The surroundings of a name: the lead-in, what follows, capitals, and whether it is all that is said."""

    cue: int
    closed: bool
    capital: bool
    initial_capital: bool
    determined: bool
    alone: bool


def cue_before(sentence: Sentence, start: int, linked: bool) -> int:
    """How strongly the words before ``start`` announce a place; ``linked``: a place leads to it."""
    if linked:
        return STRONG_CUE
    lead = sentence.before(start)
    if lead == "the":
        lead = sentence.before(start - 1)
        start -= 1
    if lead in ("from", "via") or lead in VISITING:
        return STRONG_CUE
    if lead == "to":
        window = sentence.words[max(0, start - 1 - _MOTION_WINDOW) : start - 1]
        return STRONG_CUE if start == 1 or not MOTION.isdisjoint(window) or "from" in window else LOOSE_CUE
    if lead in INSIDE:
        return LOOSE_CUE if sentence.before(start - 1) in GOVERNS_IN else INSIDE_CUE
    return LOOSE_CUE if lead in LOOSE else NO_CUE


def closed_after(sentence: Sentence, end: int) -> bool:
    """Whether the words up to ``end`` can be a whole phrase: nothing follows that they could describe."""
    if end >= len(sentence) or sentence.gap(end) != " ":
        return True
    follower = sentence.words[end]
    if follower == "the":  # "to nice the 12th", but not "to split the bill"
        return sentence.word(end + 1)[:1].isdigit()
    return follower in CLOSING or follower[0].isdigit()


def context(sentence: Sentence, start: int, end: int, linked: bool) -> Context:
    """The surroundings of words ``start``..``end`` (half-open)."""
    raw = sentence.raw[start]
    others = (word for index, word in enumerate(sentence.words) if not start <= index < end)
    return Context(
        cue=cue_before(sentence, start, linked),
        closed=closed_after(sentence, end),
        capital=sentence.capital(start),
        initial_capital=raw[0].isupper() and not sentence.headline,
        determined=sentence.before(start) in DETERMINERS,
        alone=len(sentence) <= end - start + 3 and all(word in POLITE for word in others),
    )


def is_place(sentence: Sentence, name: Span, end: int, score: float, untagged: bool, linked: bool) -> bool:
    """Whether the words ``name`` are a place; ``end`` is past a country behind, ``score`` the best candidate's."""
    start = name.first
    around = context(sentence, start, end, linked)
    if _is_brand(sentence, end, score) or is_thing(sentence, start, name.last, around.cue >= INSIDE_CUE):
        return False
    if name.last - start > 1:
        return _is_phrase(sentence, start, name.last, score, around)
    word = sentence.words[start]
    if len(word) < 2 or word in CALENDAR:
        return False
    common = tier(word) or int(score < _FAMOUS_FORM and is_ordinary(word))
    if score >= _ABBREVIATION and sentence.raw[start].isupper() and not sentence.headline:
        common = min(common, 1)  # "US" and "LA" in capitals are no pronoun and no article
    if common == 3:
        return around.capital and around.cue == STRONG_CUE and around.closed
    if common == 2:
        return _is_everyday(sentence, start, score, around)
    if common == 1:
        return _is_rarer(score, around)
    return _is_name(score, untagged, around)


def is_asked_about(sentence: Sentence, start: int) -> bool:
    """Whether the sentence speaks of entry, money or safety, so that "turkey" in it is the country."""
    lead = sentence.before(start)
    return (lead not in DETERMINERS or lead in ("is", "are", "was")) and not OFFICIAL.isdisjoint(sentence.words)


def _is_brand(sentence: Sentence, end: int, score: float) -> bool:
    """Whether the next word makes the name an airline's, a flight's or a hotel's."""
    follower = sentence.after(end)
    if len(follower) > 2 and follower.isdigit() and len(sentence.raw[end - 1]) == 2:
        return True  # a flight number: "KL 1234"
    if follower in AIRLINE:
        return follower not in ("air", "jet", "express") or sentence.capital(end)
    return score < _HOUSE_NAME and follower in HOUSES and sentence.capital(end)


def _is_everyday(sentence: Sentence, start: int, score: float, around: Context) -> bool:
    if around.determined and not around.capital:
        return False
    if around.capital:
        return (around.cue >= LOOSE_CUE and around.closed) or (score >= 0.5 and around.closed)
    if around.cue == STRONG_CUE or (around.cue == INSIDE_CUE and score >= 0.5):
        return around.closed
    follower = sentence.after(start + 1)
    lead = start == 0 and around.initial_capital and len(sentence) <= 6
    return lead and score >= 0.5 and follower in TIME_LEAD


def _is_rarer(score: float, around: Context) -> bool:
    if around.alone:
        return True
    if around.capital:
        return around.cue >= LOOSE_CUE or around.closed or score >= 0.3
    if around.determined:
        return False
    if around.cue == STRONG_CUE:
        return around.closed or score >= 0.7
    return (around.cue == INSIDE_CUE and around.closed) or (around.initial_capital and around.closed and score >= 0.3)


def _is_name(score: float, untagged: bool, around: Context) -> bool:
    shown = around.capital or around.initial_capital or around.alone
    if score >= 0.2:
        return not untagged or shown or around.cue >= LOOSE_CUE
    if score >= 0.1:
        return shown or around.cue >= INSIDE_CUE
    shown = around.capital or around.initial_capital
    if score >= 0.05:
        return shown or around.cue >= INSIDE_CUE
    announced = around.cue >= INSIDE_CUE
    return (announced and (shown or around.closed)) or (around.alone and around.initial_capital)


def _is_phrase(sentence: Sentence, start: int, end: int, score: float, around: Context) -> bool:
    tiers = [0 if word in NAME_PARTS else tier(word) for word in sentence.words[start:end]]
    shown = around.capital or around.initial_capital or around.alone
    if all(tiers):
        if sentence.before(start) in ARTICLES:
            return False
        if score >= _CERTAIN:
            return True
        if score >= 0.3:
            return shown or around.closed or min(tiers) < 2
        if sentence.before(start) == "the" and not around.capital:
            return False
        return around.capital or (around.cue >= INSIDE_CUE and around.closed)
    return score >= 0.05 or shown or around.cue >= INSIDE_CUE
