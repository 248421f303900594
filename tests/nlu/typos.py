"""Slips of the finger for held-out sentences. Written apart from training's noise, which must not measure."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

SHORTEST = 4
LONG_SENTENCE = 8
_WORD = re.compile(rf"(?<![\w@.+-])[^\W\d_]{{{SHORTEST},}}(?![\w@+-]|\.\w)")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> dict[str, str]:
    """Keys beside each key: left and right, and the two above and below of a staggered keyboard."""
    at = {key: (column + row / 2, row) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
    return {
        key: "".join(sorted(k for k, (a, b) in at.items() if k != key and abs(a - x) <= 1 and abs(b - y) <= 1))
        for key, (x, y) in at.items()
    }


_BESIDE = _neighbours()


def _swap(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def _drop(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _double(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at] + word[at:]


def _beside(word: str, at: int, rng: random.Random) -> str:
    keys = _BESIDE.get(word[at].lower(), "")
    return word[:at] + rng.choice(keys) + word[at + 1 :] if keys else word


_SLIPS: tuple[Callable[[str, int, random.Random], str], ...] = (_swap, _drop, _double, _beside)


def slip(word: str, rng: random.Random) -> str:
    """``word`` with one slip behind its first letter, which is seldom mistyped; always another word than before."""
    while True:
        slipped = rng.choice(_SLIPS)(word, rng.randrange(1, len(word)), rng)
        if slipped != word:
            return slipped


def with_typos(sentence: str, seed: int = 0) -> str:
    """One slip in a word of four or more letters, in sentences of over eight words one in each of two words.

    Addresses, flight numbers and references stay whole; a sentence without such a word comes back as it is. The same
    sentence and seed give the same slips, whatever else is in the set.
    """
    rng = random.Random(f"{seed}:{sentence}")
    words = list(_WORD.finditer(sentence))
    slips = 2 if len(sentence.split()) > LONG_SENTENCE else 1
    for found in sorted(rng.sample(words, min(slips, len(words))), key=lambda match: -match.start()):
        sentence = sentence[: found.start()] + slip(found.group(), rng) + sentence[found.end() :]
    return sentence


def all_with_typos(cases: Mapping[str, Sequence[str]], seed: int = 0) -> dict[str, list[str]]:
    """The held-out set, intent to sentences, with typos."""
    return {intent: [with_typos(text, seed) for text in texts] for intent, texts in cases.items()}
