"""Sentences as people really type them: other values, lead-ins, lost punctuation, slips of the finger.

Case is left alone: neither the encoder nor the n-grams see it.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Span = tuple[int, int, str]  # start, end, entity

LEAD_INS = (
    "hi,", "hello,", "hey,", "ok,", "okay.", "okay,", "okay, and", "ok great.", "great.", "great, thanks.",
    "great, thanks. also,", "good.", "alright.", "perfect.", "cool.", "nice.", "thanks.", "thank you.", "yes,",
    "yeah,", "no,", "well,", "so,", "um,", "hmm,", "please,", "sorry,", "actually,", "that works.", "that sounds good.",
    "sounds great.", "that's good.", "that is fine.", "i like that.", "i see.", "got it.", "one more thing,", "also,",
    "and", "by the way,", "now", "right,", "could you tell me,", "quick question:", "hi there,", "good morning.",
)  # fmt: skip
ENDINGS = ("please", "pls", "thanks", "thank you", "then", "?", "!", "...", "for me", "if possible", "asap", "now")
SHORT_FORMS = (
    ("please", "pls"), ("you", "u"), ("are", "r"), ("what's", "whats"), ("what is", "whats"), ("i'd like", "id like"),
    ("don't", "dont"), ("i'm", "im"), ("tomorrow", "tmrw"), ("thanks", "thx"), ("to", "2"), ("for", "4"), ("and", "&"),
    ("that's", "thats"), ("going to", "gonna"), ("want to", "wanna"), ("about", "abt"), ("people", "ppl"),
)  # fmt: skip
# "great, thanks." before one of these would change what it is
STANDS_ALONE = frozenset("affirm deny thank greet goodbye like dislike inform stop repeat out_of_scope".split())
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
ACCIDENTS = ("swap", "drop", "double", "slip", "glue")


@dataclass(frozen=True)
class Example:
    """A training sentence with the values that are marked in it."""

    text: str
    intent: str
    spans: Sequence[Span] = field(default=())


def values_by_entity(examples: Sequence[Example]) -> dict[str, list[str]]:
    """Every value that is marked anywhere, by entity, in a stable order."""
    values: dict[str, set[str]] = {}
    for example in examples:
        for start, end, entity in example.spans:
            values.setdefault(entity, set()).add(example.text[start:end])
    return {entity: sorted(found) for entity, found in values.items()}


def variants(
    example: Example, values: Mapping[str, Sequence[str]], rng: random.Random, count: int, lead_in: bool
) -> list[str]:
    """`count` noisy readings of the example; lead-ins only where asked, as a lone "great" is a sentence of its own."""
    return [_variant(example, values, rng, lead_in) for _ in range(count)]


def _variant(example: Example, values: Mapping[str, Sequence[str]], rng: random.Random, lead_in: bool) -> str:
    text = _other_values(example, values, rng) if rng.random() < 0.6 else example.text
    if rng.random() < 0.2:
        text = _shorten(text, rng)
    if rng.random() < 0.4:
        text = text.translate(str.maketrans("", "", ".,!?;:'’"))
    if lead_in and rng.random() < 0.45:
        text = f"{rng.choice(LEAD_INS)} {text}"
    if lead_in and rng.random() < 0.15:
        text = f"{text} {rng.choice(ENDINGS)}"
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        text = mistype(text, rng)
    return text


def _other_values(example: Example, values: Mapping[str, Sequence[str]], rng: random.Random) -> str:
    text = example.text
    for start, end, entity in sorted(example.spans, reverse=True):
        text = text[:start] + rng.choice(values[entity]) + text[end:]
    return text


def _shorten(text: str, rng: random.Random) -> str:
    long, short = rng.choice(SHORT_FORMS)
    return re.sub(rf"\b{re.escape(long)}\b", short, text, flags=re.IGNORECASE)


def mash(rng: random.Random, count: int) -> list[str]:
    """`count` texts of one or two words of random letters, as from a cat on the keyboard."""
    letters = string.ascii_lowercase
    return [
        " ".join("".join(rng.choices(letters, k=rng.randint(3, 7))) for _ in range(rng.randint(1, 2)))
        for _ in range(count)
    ]


def mistype(text: str, rng: random.Random) -> str:
    """The text with one slip in one of its longer words; unchanged when it has none."""
    words = list(re.finditer(r"[^\W\d_]{4,}", text))
    if not words:
        return text
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 1)  # first letters are seldom wrong
    accident = rng.choice(ACCIDENTS)
    if accident == "swap":
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if accident == "drop":
        return text[:at] + text[at + 1 :]
    if accident == "double":
        return text[:at] + text[at] + text[at:]
    if accident == "slip":
        return text[:at] + _neighbour(text[at], rng) + text[at + 1 :]
    return text[: word.end()] + text[word.end() :].removeprefix(" ")


def _neighbour(letter: str, rng: random.Random) -> str:
    for row in ROWS:
        at = row.find(letter.lower())
        if at >= 0:
            return rng.choice([row[i] for i in (at - 1, at + 1) if 0 <= i < len(row)])
    return rng.choice(string.ascii_lowercase)
