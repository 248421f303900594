"""What a traveller wants to say in another language: which of the few phrases that every language file has."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from world.folding import fold
from world.languages import find_languages

_WAYS = {
    "hello": "hello|hi|hey|good day|greetings|greet people|greet someone|greet each other|greet|hi there|hello there",
    "goodbye": "goodbye|good bye|bye|bye bye|farewell|see you|see you later",
    "please": "please|pretty please",
    "thank_you": "thank you|thanks|thank you very much|thank you so much|thanks a lot|many thanks|thx|thank u|ta",
    "yes": "yes|yeah|yep",
    "no": "no|nope|no thanks|no thank you",
    "excuse_me": "excuse me|pardon|pardon me|i beg your pardon",
    "sorry": "sorry|i'm sorry|i am sorry|i apologise|i apologize|apologies|my apologies",
    "help": "help|help me|i need help|can you help me|please help",
    "how_much": (
        "how much|how much is it|how much is this|how much is that|how much does it cost|how much does this cost|"
        "how much it costs|what does it cost|what does this cost|what is the price|price"
    ),
    "where_is_the_toilet": (
        "where is the toilet|where's the toilet|where are the toilets|where is the bathroom|where's the bathroom|"
        "where is the restroom|where is the loo|where is the washroom|where the toilet is|where the bathroom is|"
        "toilet|bathroom|restroom"
    ),
    "i_do_not_understand": "i don't understand|i do not understand|i dont understand|i didn't understand",
    "cheers": "cheers|to your health|bottoms up|your health",
}
_KEYS = {way: key for key, ways in _WAYS.items() for way in ways.split("|")}
_SLIP = 88
"""Share of equal letters, in percent, from which a mistyped phrase is recognised."""
_LONG = 4
_ASKING = re.compile(
    r"\b(?:say(?:ing)?|pronounce|translate|(?:words?|phrases?|term|expression) for|how (?:do|can|would|should) "
    r"(?:i|you|we|one|they|people|locals) (?:ask(?: people)?(?= (?:for|where|how))|(?=greet))|how to (?:ask|(?=greet))|"
    r"what(?:'s| is)(?= ))"
)
_FILLERS = re.compile(
    r"^(?:\s|to you\b|to someone\b|to people\b|me\b|for\b|the (?:word|phrase)\b|the\b|a\b|and\b|also\b|okay\b|"
    r"ok\b|so\b|['\"?!.,:])+"
    r"|(?:\s|\bthere\b|\bover\b|\bfor me\b|\bto (?:people|someone)\b|\ba lot of\b|['\"?!.,:])+$"
)
_TAIL = re.compile(r"\b(?:in|into)\b")
_JOINTS = re.compile(r" ?(?:,|/|&| and | or ) ?")
_SENTENCES = re.compile(r"[.!;](?: |$)|(?<=\w),? (?:also|but),? ")
_LIST = re.compile(r"\b(?:phrases|words|vocabulary|basics|expressions|(?:some|a few|a little|a bit of) \w+)\b")
_MEANING = re.compile(r"\bwhat(?:'s| does| is) (?P<word>.+?) (?:mean|stand for)\b|\bmeaning of (?P<other>.+?)[?.!]*$")
_SPOKEN = re.compile(
    r"\b(?:which|what) languages?\b|\blanguages? (?:do|are|is)\b|\b(?:do|does|can|will) (?:they|people|everybody|"
    r"everyone|locals|anyone) .{0,20}\b(?:speak|understand)\b|\bget by (?:with|in)\b|\bspoken\b"
)


@dataclass(frozen=True)
class Asked:
    """``keys`` of phrases in the order said, ``unknown`` words that are none of them; ``every`` wants them all."""

    keys: tuple[str, ...]
    unknown: tuple[str, ...]
    every: bool


def read_phrases(text: str) -> Asked:
    """The phrases that ``text`` asks for; all empty when it names none ("and in Italian?")."""
    folded = fold(text)
    said = _wording(folded)
    keys: list[str] = []
    unknown: list[str] = []
    for part in _JOINTS.split(said):
        key = _key(_bare(part))
        if key:
            keys.append(key)
        elif _bare(part):
            unknown.append(_bare(part))
    if keys or not _LIST.search(folded):
        return Asked(tuple(dict.fromkeys(keys)), tuple(unknown), False)
    return Asked((), (), True)


def asked_meaning(text: str) -> str | None:
    """The foreign words whose meaning is asked: "what does obrigado mean"."""
    found = _MEANING.search(fold(text))
    return (found["word"] or found["other"]).strip(" '\"") if found else None


def asks_spoken(text: str) -> bool:
    """Whether the question is which language is spoken somewhere."""
    return _SPOKEN.search(fold(text)) is not None


def _wording(folded: str) -> str:
    """The words to be said, without the question around them and the language after them."""
    asking = list(_ASKING.finditer(folded))
    said = folded[asking[0].end() :] if asking else _SENTENCES.split(folded.rstrip(" .!?"))[-1]
    languages = find_languages(said)
    ends = [match.start() for match in [_TAIL.search(said)] if match]
    cut = min([*ends, *(start for start, _, _ in languages)], default=len(said))
    before = _bare(re.sub(r"\b(?:to|for)\s*$", "", said[:cut]))
    return before or (_after(said, languages[0][1]) if languages else "")


def _after(said: str, end: int) -> str:
    """What follows the language: "in Greek thank you", "the Italian for train station"."""
    return re.sub(r"^ (?:for|word for|phrase for) ", "", said[end:])


def _bare(part: str) -> str:
    while (shorter := _FILLERS.sub("", part)) != part:
        part = shorter
    return part


def _key(part: str) -> str | None:
    found = _KEYS.get(part) or _KEYS.get(part.removesuffix(" please"))
    if found or len(part) < _LONG:
        return found
    near = process.extractOne(part, [way for way in _KEYS if len(way) >= _LONG], scorer=fuzz.ratio, score_cutoff=_SLIP)
    return _KEYS[near[0]] if near else None
