"""What is said of persons, pets and works: "… is five years old", "… will travel too", "… is my favourite film"."""

from __future__ import annotations

from typing import Final

from world.places.cues import CLOSING
from world.places.sentence import Sentence
from world.places.words import tier


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


KIN: Final = _set(
    """brother sister son daughter wife husband partner boyfriend girlfriend fiance fiancee mother father mum mom dad
    aunt uncle cousin niece nephew grandmother grandfather grandma grandpa granny grandson granddaughter friend
    colleague boss neighbour neighbor roommate flatmate assistant secretary nanny toddler baby kid child dog cat puppy
    stepson stepdaughter godson goddaughter bride groom teammate classmate"""
)
KINS: Final = KIN | {f"{word}s" for word in KIN} | _set("wives children puppies babies twins parents grandparents")
OWNERS: Final = _set("my our his her their your")
RANKS: Final = _set(
    """little older younger elder eldest oldest youngest big dear late best good other new only second third fourth
    first twin baby favourite favorite lead main middle last family maiden christian given full legal real"""
)
_NOUNS = KINS | _set(
    """passenger passengers guest guests traveller traveler travellers travelers driver name surname nickname twin
    youngest eldest vegetarian vegan diabetic smoker adult infant teacher nurse student pensioner film movie band song
    book novel album
    singer actor actress series player"""
)
_STATES = _set(
    """coming joining vegetarian vegetarians vegan vegans allergic pregnant married divorced engaged twins siblings
    sisters brothers cousins friends diabetic disabled asleep ill retired male female adults snoring deaf travelling
    traveling"""
)
_BE = _set("is are was were s")
_ADVERBS = _set("not also still only just already now turning almost both really very so actually probably t")
_MODALS = _set("will would can could must should ll wont cant cannot")
_ACTS = _set("travel come join pay bring share sleep snore drive eat stay sit fly ride")
_HABITS = _set("eat drink like fly snore travel drive smoke speak swim sleep eats")
_ACTING = _set(
    """snores joins travels sleeps pays hates prefers likes loves lives says thinks eats drinks studies cries suffers
    smokes snored called told said share snore hate"""
)
_COMPANY = _set("with along too")
_BODY = _set(
    """allergy allergies knee wheelchair fever cold leg back hip fear diet intolerance asthma diabetes headache
    birthday dog cat baby"""
)
_BELONGINGS = KINS | _set("passport birthday age surname name phone email seat bag bags luggage suitcase wheelchair")
_AGES = _set("years year yrs yr months month weeks")
_SMALL = _set("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen")
_OLDEST = 120

_RANKS_ALONE = RANKS - _NOUNS
_VERBS = _BE | _MODALS | _ACTING | _set("doesn doesnt don dont has had comes came")
_MOST_SKIPPED = 3  # further words before a noun are a wall of text

NEVER, KNOWN, ALWAYS = range(3)


def is_said_of_persons(sentence: Sentence, verb: int) -> int:
    """``ALWAYS`` when the word at ``verb`` makes its subject a person, ``KNOWN`` when one with a known name."""
    word = sentence.words[verb]
    if word not in _VERBS:
        return NEVER
    start = _past(sentence, verb + 1, _ADVERBS)
    if word in _BE:
        if word == "s" and sentence.gap(verb) not in ("'", "\u2019"):
            return NEVER
        return _being(sentence, start) or (_owning(sentence, start) if word == "s" else NEVER)
    follower = sentence.after(start)
    if word in _MODALS:
        return KNOWN if follower in _ACTS else NEVER
    if word in ("doesn", "doesnt", "don", "dont"):
        return KNOWN if follower in _HABITS else NEVER
    if word in ("has", "had"):
        near = (sentence.after(index) for index in range(start, start + 4))
        return ALWAYS if any(noun in _BODY for noun in near) else NEVER
    if word in ("comes", "came"):
        return KNOWN if not follower or follower in _COMPANY else NEVER
    return KNOWN if word in _ACTING else NEVER


def age_at(sentence: Sentence, index: int) -> bool:
    """Whether an age stands at word ``index``: "five years old", "34 years"."""
    unit = sentence.after(index + 1)
    return _is_age(sentence.word(index)) and unit in _AGES and _ends_age(sentence, index + 2, unit)


def _being(sentence: Sentence, start: int) -> int:
    word = sentence.after(start)
    if _is_age(word):
        if start + 1 >= len(sentence) or sentence.stops(start + 1):
            return KNOWN
        return ALWAYS if age_at(sentence, start) else NEVER
    if word in OWNERS or word in ("a", "an", "the"):
        noun = _past(sentence, start + 1, _RANKS_ALONE)
        return ALWAYS if sentence.after(noun) in _NOUNS and _ends(sentence, noun + 1) else NEVER
    return ALWAYS if word in _STATES else NEVER


def _past(sentence: Sentence, start: int, words: frozenset[str]) -> int:
    """The first word from ``start`` on that is not among ``words``, three words ahead at most."""
    end = start
    while end < start + _MOST_SKIPPED and sentence.after(end) in words:
        end += 1
    return end


def _owning(sentence: Sentence, start: int) -> int:
    """What follows the "'s" of a person: "victoria's passport has expired", but "jordan's passport rules"."""
    return KNOWN if sentence.after(start) in _BELONGINGS and _ends(sentence, start + 1) else NEVER


def _is_age(word: str) -> bool:
    return word in _SMALL or (word.isdecimal() and len(word) < 4 and int(word) <= _OLDEST)


def _ends_age(sentence: Sentence, after: int, unit: str) -> bool:
    follower = sentence.after(after)
    return follower == "old" or (unit[0] == "y" and (not follower or follower == "and"))


def _ends(sentence: Sentence, after: int) -> bool:
    """Whether no further noun makes "child" part of another word ("a child friendly city", "my brother's idea")."""
    if after >= len(sentence) or sentence.stops(after):
        return True
    follower = sentence.words[after]
    return sentence.gap(after) == " " and (follower in CLOSING or tier(follower) == 3)
