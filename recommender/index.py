"""Passage vectors of all destinations, built once and loaded by every process."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np

from encoder import Encoder
from recommender.catalogue import Destination
from recommender.passages import passages

VECTORS, INDEX = "passages.npy", "index.json"


class IndexMissing(LookupError):
    """The embeddings have not been built, or not for this catalogue."""


@dataclass(frozen=True)
class PassageIndex:
    """``vectors`` float32 (passages, 384); ``owners`` int (passages,), the position of each passage's destination."""

    vectors: np.ndarray
    owners: np.ndarray
    version: str

    def similarity(self, query: np.ndarray, count: int) -> np.ndarray:
        """For each of ``count`` destinations the mean of its two closest passages to ``query`` (384,)."""
        cosines = self.vectors @ query
        result = np.zeros(count, dtype=np.float32)
        for owner in range(count):
            own = np.sort(cosines[self.owners == owner])
            result[owner] = own[-2:].mean()
        return result


def build(destinations: Sequence[Destination], encoder: Encoder, folder: Path) -> int:
    """Embed every passage and write the index; the number of passages."""
    texts, owners = [], []
    for position, destination in enumerate(destinations):
        own = passages(destination)
        texts += own
        owners += [position] * len(own)
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / VECTORS, encoder.encode(texts).astype(np.float16))
    meta = {"catalogue": fingerprint(destinations), "owners": owners}
    (folder / INDEX).write_text(json.dumps(meta), encoding="utf-8")
    return len(texts)


def load(folder: Path, destinations: Sequence[Destination]) -> PassageIndex:
    """Load what ``build`` wrote. Raises IndexMissing when it is not there or the catalogue has changed since."""
    try:
        meta = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        vectors = np.load(folder / VECTORS, allow_pickle=False).astype(np.float32)
    except FileNotFoundError as error:
        raise IndexMissing(f"no embeddings in {folder}: run `make setup`") from error
    if meta["catalogue"] != fingerprint(destinations):
        raise IndexMissing("the embeddings belong to another catalogue: run `make setup`")
    version = hashlib.sha256(vectors.tobytes()).hexdigest()[:12]
    return PassageIndex(vectors, np.array(meta["owners"]), version)


def fingerprint(destinations: Sequence[Destination]) -> str:
    """A hash of the whole catalogue."""
    digest = hashlib.sha256()
    for destination in destinations:
        digest.update(destination.model_dump_json().encode())
    return digest.hexdigest()


class Lexicon:
    """BM25 over names, descriptions, sights and neighbourhoods."""

    K1, B = 1.2, 0.6

    def __init__(self, destinations: Sequence[Destination]) -> None:
        self._documents = [Counter(_tokens(_text(destination))) for destination in destinations]
        self._lengths = [sum(document.values()) for document in self._documents]
        self._mean = sum(self._lengths) / len(self._lengths)
        self._frequency = Counter(word for document in self._documents for word in document)

    def scores(self, text: str) -> np.ndarray:
        """BM25 of each destination, scaled so that the best is 1; all 0 when no word is known."""
        words = [word for word in set(_tokens(text)) if word not in _STOP]
        raw = np.array([self._score(position, words) for position in range(len(self._documents))], dtype=np.float32)
        best = float(raw.max()) if len(raw) else 0.0
        return raw / best if best > 0 else raw

    def _score(self, position: int, words: list[str]) -> float:
        document, total = self._documents[position], len(self._documents)
        length = self.K1 * (1 - self.B + self.B * self._lengths[position] / self._mean)
        score = 0.0
        for word in words:
            count = document.get(word, 0)
            if count:
                rarity = log(1 + (total - self._frequency[word] + 0.5) / (self._frequency[word] + 0.5))
                score += rarity * count * (self.K1 + 1) / (count + length)
        return score


_STOP = frozenset(
    """a an the and or of to in on at for with from by is are be we i me my our you it that this some somewhere
    anywhere place places where want would like love go going trip travel holiday vacation week weekend days day
    not no too very good nice great best please ideas idea any about can could should have has need looking""".split()
)


def _text(destination: Destination) -> str:
    sights = " ".join(sight.name for sight in destination.sights)
    places = " ".join(destination.neighbourhoods)
    return f"{destination.name} {destination.region} {destination.description} {sights} {places}"


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text.casefold())
