"""From, to, via or not: the part that a place plays, read from the words around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz.distance import OSA

from world.places.cues import FLIGHT
from world.places.model import Role
from world.places.sentence import Sentence

_ARROW = re.compile(r"\s*(?:->|-+>|=>|→|➔|⟶|>|–|—|-|/|✈)\s*")
_SWITCH = frozenset("change switch swap changed switched swapped replace changing switching move".split())
_STOP_NOUNS = frozenset("stop stopover stopovers layover stopping connecting connection changing stops".split())
_WRONG = re.compile(
    r"\s*(?:is|was|isn['\u2019]?t|wasn['\u2019]?t)\s+(?:the\s+)?(?:wrong|right|correct|a mistake|incorrect|not)\b", re.I
)
_NOT_RIGHT = re.compile(r"\s*(?:is|was)\s+(?:right|correct)\b", re.I)
_REFUSED = re.compile(
    r"(?:\bnot|n['\u2019]t\s+want|\bdont\s+want|\binstead\s+of|\brather\s+than|\bexcept(?:\s+for)?|\banywhere\s+but|\bavoid|\bno\s+longer|"
    r"\bother\s+than|\banything\s+but|\bwithout|\bno\s+more|\bhate|\bskip|\bnever|n['\u2019]t)"
    r"(?:\s+(?:to|go|going|fly|flying|travel|be|visit|want|need|in|from|via|through|into|the|back|a|stop|stay|mean|say))*\s*$",
    re.I,
)
_DOUBLE = re.compile(r"\b(?:not\s+only|why\s+not|if\s+not|whether\s+or\s+not|or\s+not)\s+(?:\w+\s+){0,2}$", re.I)
_LEFT = 48
# Without one of these words nothing is refused, and two slow patterns need not be tried.
_DOUBTS = frozenset(
    """not t dont isn isnt wasn wasnt instead rather except but avoid longer other without more hate skip never wrong
    mistake incorrect right correct""".split()
)


class Span(NamedTuple):
    """Words ``first``..``last`` (half-open) of a sentence."""

    first: int
    last: int


def find_roles(sentence: Sentence, spans: list[Span]) -> list[Role | None]:
    """The role of each span, left to right."""
    roles: list[Role | None] = []
    for number, span in enumerate(spans):
        previous = spans[number - 1] if number else None
        role = _cued(sentence, span)
        if previous is not None:
            role = _linked(sentence, previous, span, roles, role)
        roles.append(role)
    if len(spans) > 1 and _speaks_of_flights(sentence):
        _pair_neighbours(sentence, spans, roles)
    return roles


def _speaks_of_flights(sentence: Sentence) -> bool:
    return any(
        word in FLIGHT or (word[0] == "f" and OSA.distance(word, "flight", score_cutoff=1) < 2)
        for word in sentence.words
    )


def pair_codes(roles: list[Role | None], first: int) -> None:
    """Two codes side by side ("JFK SFO") are from and to."""
    if roles[first] is None and roles[first + 1] is None:
        roles[first], roles[first + 1] = "from", "to"


def _cued(sentence: Sentence, span: Span) -> Role | None:
    """The role that the words just before or behind the place give."""
    left = sentence.text[max(0, sentence.starts[span.first] - _LEFT) : sentence.starts[span.first]]
    right = sentence.text[sentence.ends[span.last - 1] : sentence.ends[span.last - 1] + 24]
    if not _DOUBTS.isdisjoint(sentence.words) and _is_refused(left, right):
        return "not"
    at = span.first - 1 if sentence.before(span.first) == "the" else span.first
    lead, lead2 = sentence.before(at), sentence.before(at - 1) if at > 0 else ""
    if lead == "from" or lead == "leaving" or lead == "departing" or lead == "depart":
        return "from"
    if lead == "outta" or (lead == "of" and lead2 == "out"):
        return "from"
    if lead in ("via", "through", "thru"):
        return "via"
    if lead in ("in", "at", "with", "over"):
        return _inside(lead, lead2)
    if lead == "for" and lead2 in (
        "leaving",
        "bound",
        "leave",
        "depart",
        "departing",
        "off",
        "heading",
        "flight",
        "flights",
    ):
        return "to"
    return "to" if lead in ("to", "towards", "into", "toward") else None


def _is_refused(left: str, right: str) -> bool:
    if _REFUSED.search(left):
        return not _DOUBLE.search(left)
    return bool(_WRONG.match(right)) and not _NOT_RIGHT.match(right)


def _inside(lead: str, lead2: str) -> Role | None:
    if lead2 in _STOP_NOUNS:
        return "via"
    if lead2 in ("arriving", "arrive", "landing", "land", "arrives") and lead in ("in", "at"):
        return "to"
    if lead2 in ("starting", "start", "beginning") and lead in ("in", "at"):
        return "from"
    return None


def _linked(sentence: Sentence, previous: Span, span: Span, roles: list[Role | None], role: Role | None) -> Role | None:
    """The role of ``span`` as the previous place hands it on; may settle the previous one's role too."""
    between = sentence.text[sentence.ends[previous.last - 1] : sentence.starts[span.first]]
    words = sentence.words[previous.last : span.first]
    before = roles[-1]
    if words == ["to"] or (not words and _ARROW.fullmatch(between)):
        return _onward(sentence, previous, roles)
    if words == ["and"] and sentence.before(previous.first) == "between":
        roles[-1] = "from"
        return "to"
    if role is None and words in (["and"], ["or"], ["nor"], ["&"]) and before in ("from", "to", "via", "not"):
        return before
    if role is None and not words and between.strip() in ("&", "+") and before is not None:
        return before
    return role


def _onward(sentence: Sentence, previous: Span, roles: list[Role | None]) -> Role | None:
    """X to Y: X is where it starts, unless X was reached itself; "change X to Y" drops X."""
    lead = sentence.before(previous.first)
    if lead in _SWITCH or (lead == "from" and sentence.before(previous.first - 1) in _SWITCH):
        roles[-1] = "not"
        return None
    if roles[-1] == "not":
        return "to"
    if roles[-1] == "to" and len(roles) > 1:
        roles[-1] = "via"
    elif roles[-1] is None:
        roles[-1] = "from"
    return "to"


def _pair_neighbours(sentence: Sentence, spans: list[Span], roles: list[Role | None]) -> None:
    """With talk of flights, two places side by side are from and to ("flights berlin lisbon")."""
    for number in range(len(spans) - 1):
        left, right = spans[number], spans[number + 1]
        gap = sentence.text[sentence.ends[left.last - 1] : sentence.starts[right.first]]
        if gap.strip(" ,") == "" and roles[number] is None and roles[number + 1] is None:
            roles[number], roles[number + 1] = "from", "to"
