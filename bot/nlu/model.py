"""The trained intent model: classify a sentence, or say that it is none of ours."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from bot.nlu.head import Head
from bot.nlu.spelling import Speller
from encoder import Encoder

OUT_OF_SCOPE = "out_of_scope"
FALLBACK = "nlu_fallback"
RANKED = 10


@dataclass(frozen=True)
class Gate:
    """Bounds calibrated on held-out sentences.

    threshold: probability times cosine to the nearest training sentence of the class below which a guess is refused;
    cosine: below it nothing that we know is near;
    mash: the stricter threshold of text without a single whole word.
    """

    threshold: float
    cosine: float
    mash: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """The intent with its confidence in 0..1, and the ranking, likeliest first, which starts with it."""

    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class IntentModel:
    """Head, gate, speller; the training sentences as unit vectors (n, 384) with their class numbers (n,), ascending."""

    head: Head
    known: np.ndarray
    labels: np.ndarray
    gate: Gate
    speller: Speller

    def classify(self, text: str, encoder: Encoder) -> Verdict:
        """The intent of one sentence; empty text is nothing that anybody could understand."""
        if not text.strip():
            return Verdict(FALLBACK, 1.0, ((FALLBACK, 1.0),))
        text = self.speller.mend(text, encoder)
        vector = encoder.encode([text])[0]
        probabilities = self.head.probabilities(text, vector)
        best = int(probabilities.argmax())
        cosine = self.nearest(vector, best)
        sure = float(probabilities[best]) * cosine
        name = self._name(best, sure, cosine, float(self._out_of_scope(probabilities)), text, encoder)
        ranking = self._ranking(probabilities)
        if name != self.head.classes[best]:
            confidence = min(1.0, max(1.0 - sure, dict(ranking).get(name, 0.0)))
            ranking = ((name, confidence), *(pair for pair in ranking if pair[0] != name))[:RANKED]
        return Verdict(name, ranking[0][1], ranking)

    def nearest(self, vector: np.ndarray, label: int) -> float:
        """Cosine to the nearest training sentence of that class."""
        start, end = np.searchsorted(self.labels, (label, label + 1))
        return max(0.0, float((self.known[start:end] @ vector).max()))

    def _name(self, best: int, sure: float, cosine: float, foreign: float, text: str, encoder: Encoder) -> str:
        guess = self.head.classes[best]
        weak = sure < max(self.gate.threshold, self.gate.mash) or guess == OUT_OF_SCOPE
        mash = weak and is_mash(text, encoder)
        if guess != OUT_OF_SCOPE and sure >= self.gate.threshold and not mash:
            return guess
        if mash:
            return FALLBACK
        if guess == OUT_OF_SCOPE or cosine < self.gate.cosine or foreign > 0.25:
            return OUT_OF_SCOPE
        return FALLBACK

    def _out_of_scope(self, probabilities: np.ndarray) -> float:
        classes = self.head.classes
        return float(probabilities[classes.index(OUT_OF_SCOPE)]) if OUT_OF_SCOPE in classes else 0.0

    def _ranking(self, probabilities: np.ndarray) -> tuple[tuple[str, float], ...]:
        order = np.argsort(-probabilities, kind="stable")[:RANKED]
        return tuple((self.head.classes[i], float(probabilities[i])) for i in order)

    def save(self, folder: Path) -> None:
        """Write plain arrays and one JSON text; nothing in it can run."""
        text = json.dumps({"classes": self.head.classes, "gate": asdict(self.gate), "words": self.speller.counts})
        np.savez_compressed(
            folder / "intents.npz",
            vector=self.head.vector.astype(np.float32),
            grams=self.head.grams.astype(np.float16),
            bias=self.head.bias.astype(np.float32),
            known=self.known.astype(np.float16),
            labels=self.labels.astype(np.int16),
            about=np.frombuffer(text.encode(), dtype=np.uint8),
        )

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote."""
        with np.load(folder / "intents.npz", allow_pickle=False) as arrays:
            about = json.loads(arrays["about"].tobytes().decode())
            parts = (arrays[name].astype(np.float32) for name in ("vector", "grams", "bias"))
            head = Head(tuple(about["classes"]), *parts)
            known = arrays["known"].astype(np.float32)
            labels = arrays["labels"].astype(np.int64)
            return cls(head, known, labels, Gate(**about["gate"]), Speller(about["words"]))


def is_mash(text: str, encoder: Encoder) -> bool:
    """Whether no word of it is a word: keyboard mash, letters, an unknown script."""
    return not any(
        len(pieces) == 1 and len(pieces[0]) > 2 and pieces[0].isalpha() for pieces in encoder.word_pieces(text)
    )
