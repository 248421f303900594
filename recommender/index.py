"""Vectors of the catalogue's passages and of the known wishes, built once and loaded by every process."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from encoder import Encoder
from recommender.catalogue import Destination
from recommender.concepts import Concept, KnownWishes
from recommender.passages import passages

ALL, CANDIDATES = 1000, 400
"""Destinations of which all are looked at passage by passage; of more only so many are."""
VECTORS, WISHES, INDEX, TEXTS = "passages.npy", "wishes.npy", "index.json", "texts.json"


class IndexMissing(LookupError):
    """The embeddings have not been built, or not for this catalogue."""


class PassageIndex:
    """``vectors`` (passages, 384) float32 or float16, ``starts`` int (n,): where each destination's passages begin.

    ``items`` float32 (n, 384) are the directions of each destination's passages together.
    """

    def __init__(self, vectors: np.ndarray, starts: np.ndarray) -> None:
        self.vectors, self.starts = vectors, starts
        self.ends = np.append(starts[1:], len(vectors))
        spans = zip(starts, self.ends, strict=True)
        items = np.stack([vectors[first:last].mean(axis=0, dtype=np.float32) for first, last in spans])
        self.items: np.ndarray = items / np.linalg.norm(items, axis=1, keepdims=True)

    def similarity(self, queries: np.ndarray) -> np.ndarray:
        """For each destination and query (m, 384) the mean cosine of its two closest passages, (n, m)."""
        return _closest_two(self.vectors.astype(np.float32, copy=False) @ queries.T, self.starts)

    def similarity_of(self, rows: np.ndarray, queries: np.ndarray) -> np.ndarray:
        """The same for some destinations alone, (rows, m)."""
        lengths = self.ends[rows] - self.starts[rows]
        starts = np.cumsum(lengths) - lengths
        picked = np.arange(lengths.sum()) + np.repeat(self.starts[rows] - starts, lengths)
        return _closest_two(self.vectors[picked].astype(np.float32) @ queries.T, starts)

    def search(self, queries: np.ndarray, bonus: np.ndarray | None = None) -> np.ndarray:
        """``similarity`` in a catalogue of any size, exact for the most promising destinations.

        Beyond so many the first query (the whole wish) is compared with every destination's direction, and only those
        that come nearest, with ``bonus`` (n,) added, are looked at passage by passage; of the others the direction says
        what it can.
        """
        if len(self.starts) <= ALL:
            return self.similarity(queries)
        coarse: np.ndarray = self.items @ queries[0]
        hopeful = coarse if bonus is None else coarse + bonus
        rows = np.sort(np.argpartition(-hopeful, CANDIDATES)[:CANDIDATES])
        found = np.repeat(coarse[:, None], len(queries), axis=1)
        found[rows] = self.similarity_of(rows, queries)
        return found

    def closest(self, row: int, queries: np.ndarray) -> tuple[int, float]:
        """Which of a destination's passages is the closest to any of the queries, and its cosine."""
        own = (self.vectors[self.starts[row] : self.ends[row]].astype(np.float32) @ queries.T).max(axis=1)
        best = int(own.argmax())
        return best, float(own[best])


def _closest_two(cosines: np.ndarray, starts: np.ndarray) -> np.ndarray:
    first = np.maximum.reduceat(cosines, starts, axis=0)
    lengths = np.diff(np.append(starts, len(cosines)))
    rest = np.where(cosines >= np.repeat(first, lengths, axis=0), -1.0, cosines)
    second = np.maximum.reduceat(rest, starts, axis=0)
    mean: np.ndarray = np.where(second > -1, (first + second) / 2, first)
    return mean


@dataclass(frozen=True)
class Index:
    """What was built: the passages, the known wishes, and the name of exactly these vectors."""

    passages: PassageIndex
    wishes: KnownWishes
    version: str


def build(
    destinations: Sequence[Destination],
    concepts: Sequence[Concept],
    encoder: Encoder,
    folder: Path,
    earlier: Path | None = None,
) -> int:
    """Embed every passage and every known wish, and write the index; the number of passages.

    What an ``earlier`` index (else that of ``folder``) has of the same encoder is not embedded again.
    """
    texts: list[str] = []
    starts: list[int] = []
    for destination in destinations:
        starts.append(len(texts))
        texts += [passage.text for passage in passages(destination)]
    wishes = [said for one in concepts for said in one.said]
    known = _embedded(earlier or folder, encoder)
    folder.mkdir(parents=True, exist_ok=True)
    # What says which text a vector is of goes first and comes last: a build that was interrupted is not relied on.
    (folder / TEXTS).unlink(missing_ok=True)
    np.save(folder / VECTORS, _encoded(texts, encoder, known))
    np.save(folder / WISHES, _encoded(wishes, encoder, known))
    meta = {"catalogue": fingerprint(destinations, concepts), "starts": starts}
    (folder / INDEX).write_text(json.dumps(meta), encoding="utf-8")
    (folder / TEXTS).write_text(json.dumps([*texts, *wishes], ensure_ascii=False), encoding="utf-8")
    return len(texts)


def _embedded(folder: Path, encoder: Encoder) -> dict[str, np.ndarray]:
    """The vectors of an index by their texts; none where this encoder gives others."""
    try:
        texts = json.loads((folder / TEXTS).read_text(encoding="utf-8"))
        vectors = np.concatenate([np.load(folder / name, allow_pickle=False) for name in (VECTORS, WISHES)])
    except (FileNotFoundError, ValueError):
        return {}
    if len(texts) != len(vectors) or not np.array_equal(_encoded(texts[:1], encoder, {}), vectors[:1]):
        return {}
    return dict(zip(texts, vectors, strict=True))


def _encoded(texts: Sequence[str], encoder: Encoder, known: Mapping[str, np.ndarray]) -> np.ndarray:
    """Vectors of texts, float16 (len(texts), 384); those that are ``known`` are taken as they are."""
    new = [text for text in dict.fromkeys(texts) if text not in known]
    fresh = dict(zip(new, encoder.encode(new).astype(np.float16), strict=True))
    return np.stack([known[text] if text in known else fresh[text] for text in texts])


def load(folder: Path, destinations: Sequence[Destination], concepts: Sequence[Concept]) -> Index:
    """Load what ``build`` wrote. Raises IndexMissing when it is not there or the catalogue has changed since."""
    try:
        meta = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        vectors = np.load(folder / VECTORS, allow_pickle=False).astype(np.float32)
        wishes = np.load(folder / WISHES, allow_pickle=False).astype(np.float32)
    except FileNotFoundError as error:
        raise IndexMissing(f"no embeddings in {folder}: run `make setup`") from error
    if meta["catalogue"] != fingerprint(destinations, concepts):
        raise IndexMissing("the embeddings belong to another catalogue: run `make setup`")
    version = hashlib.sha256(vectors.tobytes() + wishes.tobytes()).hexdigest()[:12]
    known = KnownWishes(concepts, wishes, written=sum(bool(one.tags) for one in concepts))
    return Index(PassageIndex(vectors, np.array(meta["starts"])), known, version)


def fingerprint(destinations: Sequence[Destination], concepts: Sequence[Concept]) -> str:
    """A hash of the whole catalogue and of the known wishes."""
    digest = hashlib.sha256()
    for one in (*destinations, *concepts):
        digest.update(one.model_dump_json().encode())
    return digest.hexdigest()
