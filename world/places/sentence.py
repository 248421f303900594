"""A text cut into folded words, with what stands between them and who is capitalised."""

from __future__ import annotations

import re

from world.places.keys import WORD, fold_word

_JOIN = re.compile(r"[ \u00a0\-'\u2019\u2010\u2011]{1,2}")
_STOP = re.compile(r"[.!?;:,()\[\]{}\"\u201c\u201d\u2026\n|]")
_FULL_STOP = re.compile(r"[.!?\n\u2026]")
_CHUNK = re.compile(r"\S+")


def _outside_addresses(text: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The ``words`` that are no part of an e-mail or web address."""
    kept: list[re.Match[str]] = []
    position = 0
    for chunk in _CHUNK.finditer(text):
        address = any(mark in chunk.group() for mark in ("@", "://", "www."))
        while position < len(words) and words[position].start() < chunk.end():
            if not address:
                kept.append(words[position])
            position += 1
    return kept


class Sentence:
    """``words[i]`` is folded, ``raw[i]`` as typed at ``text[starts[i]:ends[i]]``; ``gap(i)`` is what precedes it."""

    __slots__ = ("ends", "headline", "raw", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(WORD.finditer(text))
        if "@" in text or "://" in text or "www." in text:
            found = _outside_addresses(text, found)
        self.raw = [word.group() for word in found]
        self.words = [fold_word(word) for word in self.raw]
        self.starts = [word.start() for word in found]
        self.ends = [word.end() for word in found]
        self.headline = self._is_headline()

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, index: int) -> str:
        """What stands between word ``index`` - 1 and word ``index``."""
        if index <= 0 or index >= len(self.words):
            return ""
        return self.text[self.ends[index - 1] : self.starts[index]]

    def word(self, index: int) -> str:
        """The folded word at ``index``, "" beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def before(self, index: int) -> str:
        """The word that governs word ``index``: the one before it, "" across punctuation."""
        return self.word(index - 1) if index and not self.stops(index) else ""

    def after(self, index: int) -> str:
        """The word at ``index`` if it follows without punctuation, else ""."""
        return self.word(index) if index < len(self.words) and not self.stops(index) else ""

    def joins(self, index: int) -> bool:
        """Whether word ``index`` may belong to the same name as the one before ("Aix-en-Provence", "St. Louis")."""
        gap = self.gap(index)
        if gap == " ":
            return True
        if gap[:1] == ".":
            return len(self.words[index - 1]) <= 2 and gap in (".", ". ")
        return bool(_JOIN.fullmatch(gap))

    def stops(self, index: int) -> bool:
        """Whether punctuation stands before word ``index``."""
        gap = self.gap(index)
        return gap != " " and bool(_STOP.search(gap))

    def starts_sentence(self, index: int) -> bool:
        """Whether word ``index`` is capitalised by its position alone."""
        return index == 0 or bool(_FULL_STOP.search(self.gap(index)))

    def capital(self, index: int) -> bool:
        """Whether word ``index`` begins with a capital that its position does not explain."""
        return self.raw[index][0].isupper() and not self.headline and not self.starts_sentence(index)

    def _is_headline(self) -> bool:
        """Whether nearly all longer words are capitalised, so that capitals say nothing."""
        longer = [word for word in self.raw if len(word) > 2 and word[0].isalpha()]
        if len(longer) < 4:
            return len(longer) > 1 and all(word.isupper() for word in longer) and any(len(word) > 3 for word in longer)
        return sum(word[0].isupper() for word in longer) * 5 >= 4 * len(longer)
