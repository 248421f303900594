"""Words that announce a person's name: "my name is …", "mr …", "the lead guest is …", "passenger two: …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from world.places.sentence import Sentence

_ORDINAL = r"(?:\s+(?:number\s+)?(?:\d|one|two|three|four|five|six))?"
_IS = r"(?:\s+(?:is|are|was|will\s+be)|['\u2019]s|\s*:)"
_ANNOUNCED = re.compile(
    rf"(?:\b(?:sur)?names?(?:\s+(?:is|are|was|to|as)|['\u2019]s|\s*:)"
    rf"|\b(?:first|last|middle|family|given|christian|maiden|second|full)\s+name(?=\s+(?!is\b|was\b))|\bsurname(?=\s+(?!is\b|was\b))"
    rf"|\bcalled|\bnamed|\b(?:named|calls?)\s+(?:me|him|her|it|them)"
    rf"|\bmrs?\b\.?|\bms\b\.?|\bdr\b\.?|\bprof(?:essor)?\b\.?|(?<!i )(?<!to )(?<!we )(?<!ll )(?<!not )(?<!t )\bmiss\b"
    rf"|\b(?:books?|novel|songs?|album|film|movie|music|painting)\s+by"
    rf"|\b(?:grandma|grandpa|granny|nana|aunt|auntie|uncle)"
    rf"|\b(?:passengers?|guests?|travell?ers?|drivers?|companions?|cardholder){_ORDINAL}{_IS})\s+",
    re.I,
)
_SEVERAL = re.compile(r"\b(?:names|passengers|guests|travell?ers|drivers|companions)\b", re.I)
# Without one of these words the pattern need not be tried.
_CUES: Final = frozenset(
    """name names surname surnames called named call calls mr mrs ms miss dr prof professor grandma grandpa granny nana
    aunt auntie uncle passenger passengers guest guests traveller travellers traveler travelers driver drivers companion
    companions cardholder book books novel song songs album film movie music painting""".split()
)
_PLACE_NOUN = re.compile(
    r"\b(?:place|town|city|village|island|beach|area|region|resort|somewhere|country|state|airport)(?:\s+(?:is|was))?\s*$",
    re.I,
)
_NAME_WORDS = 3
_ENDS = frozenset(
    """and or from to in at on we i for but with going flying leaving coming travelling traveling arriving staying based
    currently already all both not who please is are will would has have wants the a an my our""".split()
)
_SEVERAL_WORDS = 12


def introduced(sentence: Sentence) -> set[int]:
    """Positions of words that are said to be somebody's name."""
    found: set[int] = set()
    if _CUES.isdisjoint(sentence.words):
        return found
    text = sentence.text
    for cue in _ANNOUNCED.finditer(text):
        if _PLACE_NOUN.search(text, max(0, cue.start() - 24), cue.start()):
            continue
        first = bisect_left(sentence.starts, cue.end())
        found.update(_names(sentence, first, several=_SEVERAL.search(cue.group()) is not None))
    return found


def _names(sentence: Sentence, first: int, several: bool) -> list[int]:
    """The words of the name at ``first``; with ``several``, of all names in the list there."""
    found: list[int] = []
    width = 0
    for index in range(first, min(first + _SEVERAL_WORDS, len(sentence))):
        joint = sentence.words[index] in ("and", "&") or (index > first and sentence.stops(index))
        if several and found and joint:
            width = 0
            if sentence.words[index] == "and":
                continue
        elif joint and index > first:
            break
        if sentence.words[index] in _ENDS or width == _NAME_WORDS:
            break
        found.append(index)
        width += 1
    return found
