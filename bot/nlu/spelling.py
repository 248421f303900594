"""Mends slips of the finger before a sentence is classified, towards the words of the training sentences.

Only words that nobody knows are touched, so a name or a rare word stays unless it is one slip away from a common one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from encoder import Encoder

SHORTEST = 4
LONG = 8
"""Letters from which two slips are mended."""
OFTEN = 2
"""Sentences that a word must stand in to be known, unless the encoder has it as one piece."""
WORD = re.compile(r"[^\W\d_]+")


class Speller:
    """Knows the words of the training sentences with how often they stand there."""

    def __init__(self, counts: dict[str, int]) -> None:
        self.counts = counts
        self._by_letter: dict[str, list[str]] = {}
        for word in sorted(counts):
            if len(word) >= SHORTEST - 1:
                self._by_letter.setdefault(word[0], []).append(word)

    @classmethod
    def learn(cls, texts: Iterable[str], encoder: Encoder) -> Speller:
        """From sentences as they were written."""
        counts = Counter(word for text in texts for word in set(WORD.findall(text.lower())))
        return cls({word: count for word, count in counts.items() if count >= OFTEN or is_whole(word, encoder)})

    def mend(self, text: str, encoder: Encoder) -> str:
        """The text with unknown words of four or more letters replaced by the likeliest near one, if there is one."""
        return WORD.sub(lambda match: self._mended(match.group(), encoder), text)

    def _mended(self, written: str, encoder: Encoder) -> str:
        word = written.lower()
        if len(word) < SHORTEST or word in self.counts or is_whole(word, encoder):
            return written
        most = 2 if len(word) >= LONG else 1
        near = self._by_letter.get(word[0], [])
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=most, limit=8)
        best = min(found, key=lambda hit: (hit[1], -self.counts[hit[0]], hit[0]), default=None)
        return best[0] if best else written


def is_whole(word: str, encoder: Encoder) -> bool:
    """Whether the encoder has the word as one piece, as it has common words and well-known names."""
    pieces = encoder.word_pieces(word)
    return len(pieces) == 1 and len(pieces[0]) == 1
