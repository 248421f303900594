"""Personal names in an answer such as "Marta Kowalska and Jan Nowak"."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME_WORDS = 7

_SPLIT = re.compile(r"\s*(?:[,;/\n&+|]|(?<!\w)(?:and|plus)(?!\w)|\d+[.)])\s*", re.IGNORECASE)
# "And" in other languages can also stand inside a name (Ortega y Gasset): tried when too few names come out.
_FOREIGN_AND = re.compile(r"\s+(?:und|et|y|i|e|en|og|och|и|та|και|et|ve)\s+", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:sorry|oops|pardon|actually|wait|correction|i meant?|make (?:it|that)|no(?!\s+\w)|"
    r"it should be|should be|its|it's|it is|i'm|i am|me|myself|my name is|my name's|"
    r"the names? (?:is|are)|names?|passengers?|travell?ers?|guests?|they are|"
    r"they're|we are|we're|this is|that's|that would be|sure|ok|okay|yes|of course|here you go|adults?|"
    r"child(?:ren)?|infant|for|"
    r"(?:my|our|the|his|her)(?: \w+)? (?:wife|husband|partner|girlfriend|boyfriend|son|daughter|baby|"
    r"toddler|friend|mother|father|mum|"
    r"mom|dad|brother|sister|child|kid|colleague|name)(?:'s name)?(?: is)?|(?:my|our) (?:wife|husband|"
    r"partner|girlfriend|boyfriend|son|"
    r"daughter|baby|toddler|friend|mother|father|mum|mom|dad|brother|sister|child|kid|colleague)(?:'s name)?(?: is)?|"
    r"(?:first|second|third|fourth|other) (?:passenger|travell?er|person|one|name)(?: is)?|mr|mrs|ms|miss|"
    r"mx|dr|prof)\b[\s.:,-]*)+",
    re.IGNORECASE,
)
_TITLE_END = re.compile(r"(?:^|[\s,]+)(?:please|thanks|thank you)[\s.!]*$|[\s.!?]+$", re.IGNORECASE)
_BRACKETS = re.compile(
    r"\([^()]{0,40}\)|\[[^\[\]]{0,40}\]|,?\s*(?:aged?\s*)?\d{1,2}\s*(?:years?|months?|yrs?|"
    r"yo)?(?:\s*olds?)?(?=\s*(?:,|$|and\b))"
)
_PARTICLES = frozenset(
    "van von der den de del della di da dos das do du la le el al bin ibn ben y e zu zum zur af av ter ten 't".split()
)
# A sentence instead of names gives itself away by one of these.
_NOT_NAMES = frozenset(
    """the a an i we you it is are was want need book flight flights hotel please what where when why how can could
    would should do does did not no yes to from for with in on at of or but my our your this that there here him her
    them later already same both just don't ok sure hello hi thanks cancel stop wait change back option cheaper one two
    first second price tomorrow today night room rooms adults adult people name names passport email""".split()
)


def read_names(text: str, expected: int) -> list[str]:
    """The names in an answer, at least two words each; [] when it is no list of names.

    ``expected`` people are asked for: with two words left over per person, an unpunctuated line is cut evenly.
    """
    if "@" in text:
        return []
    plain = _BRACKETS.sub("", unicodedata.normalize("NFC", text).replace("\u2019", "'"))
    parts = [part for part in map(_cleaned, _SPLIT.split(plain)) if part]
    if not parts or not all(map(_is_name, parts)):
        return []
    if len(parts) < expected:
        finer = [part for whole in parts for part in _FOREIGN_AND.split(whole)]
        parts = finer if len(finer) == expected and all(map(_is_name, finer)) else parts
    if len(parts) == 1 and expected > 1:
        parts = _cut(parts[0].split(), expected) or parts
    return [_cased(part) for part in parts]


def _cleaned(part: str) -> str:
    part = _TITLE_END.sub("", part.strip(" \t.:;-\"'*\u2022\u201c\u201d"))
    return _TITLE_END.sub("", _LEAD.sub("", part)).strip(" .:-\"'")


def _is_name(part: str) -> bool:
    words = part.split()
    if not 2 <= len(words) <= LONGEST_NAME_WORDS * 2:
        return False
    return all(_is_name_word(word) for word in words) and not _NOT_NAMES.intersection(word.lower() for word in words)


def _is_name_word(word: str) -> bool:
    return any(char.isalpha() for char in word) and all(
        char.isalpha() or unicodedata.category(char).startswith("M") or char in "'-.\u00b7\u30fb" for char in word
    )


def _cut(words: list[str], expected: int) -> list[str]:
    """Equal shares of an unpunctuated line ("marta kowalska jan nowak" for two)."""
    if len(words) != 2 * expected:
        return []
    return [" ".join(words[index : index + 2]) for index in range(0, len(words), 2)]


def _cased(name: str) -> str:
    """Names typed all in one case get capitals; others stay as their owner wrote them."""
    if name != name.lower() and name != name.upper():
        return " ".join(name.split())
    return " ".join(_cased_word(word, first=not index) for index, word in enumerate(name.lower().split()))


def _cased_word(word: str, first: bool) -> str:
    if word in _PARTICLES and not first:
        return word
    capital = "".join(part.capitalize() if part[:1].isalpha() else part for part in re.split(r"([-'.\u00b7])", word))
    return re.sub(r"^(Mc)([a-z])", lambda match: match[1] + match[2].upper(), capital)
