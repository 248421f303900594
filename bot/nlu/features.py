"""What the classifier looks at: the sentence vector for meaning, hashed n-grams for exact wording and slips."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from scipy.sparse import csr_matrix

BUCKETS = 1 << 13
GRAMS = (2, 3, 4)
MAX_CHARACTERS = 400  # the wish stands early; longer text only costs time


def fold(text: str) -> str:
    """Lower case, no accents, digits as 0, single blanks."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", re.sub(r"\d", "0", plain)).strip()[:MAX_CHARACTERS]


def grams(text: str) -> Iterator[str]:
    """Words, pairs of words, and character n-grams inside words."""
    words = re.findall(r"\w+|[^\w\s]", fold(text))
    yield from (f"w {word}" for word in words)
    yield from (f"p {first} {second}" for first, second in zip(["^", *words], [*words, "$"], strict=True))
    for word in words:
        padded = f"<{word}>"
        for size in GRAMS:
            yield from (padded[i : i + size] for i in range(len(padded) - size + 1))


def hashed(texts: Sequence[str]) -> csr_matrix:
    """Rows of hashed n-grams, each of length 1: float32 (len(texts), 8192)."""
    columns, values, ends = [], [], [0]
    for text in texts:
        column, value = hash_one(text)
        columns.append(column)
        values.append(value)
        ends.append(ends[-1] + len(column))
    data = np.concatenate(values) if values else np.empty(0, np.float32)
    indices = np.concatenate(columns) if columns else np.empty(0, np.int32)
    return csr_matrix((data, indices, ends), shape=(len(texts), BUCKETS))


def hash_one(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Buckets and weights of one text, for one row of `hashed`."""
    # crc32 and not hash(): the same bucket in every process
    found = np.fromiter((zlib.crc32(gram.encode("utf-8", "replace")) % BUCKETS for gram in grams(text)), np.int64)
    columns, counts = np.unique(found, return_counts=True)
    weights = np.log1p(counts).astype(np.float32)
    return columns.astype(np.int32), weights / np.linalg.norm(weights)  # the edges of a text are a pair: never empty
