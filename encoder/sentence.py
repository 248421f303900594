"""Sentence vectors from the exported MiniLM."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from tokenizers import Tokenizer

from encoder.folder import MODEL, TOKENIZER, check

DIMENSIONS = 384
MAX_TOKENS = 128


class Encoder:
    """Turns sentences into unit vectors; the cosine of two is their dot product. Safe to share between threads."""

    def __init__(self, session: Any, tokenizer: Any) -> None:
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> Encoder:
        """Load a built encoder in at most half a second.

        Raises EncoderMissing or EncoderDamaged when the folder is not what its manifest says.
        """
        check(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(folder / MODEL), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS)
        return cls(session, tokenizer)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of the texts: float32 (len(texts), 384), each of length 1; text past 128 tokens is not seen."""
        vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._encode_one(text)
        return vectors

    def word_pieces(self, text: str) -> list[list[str]]:
        """The word pieces of each word; a word of the vocabulary is one piece, keyboard mash is many."""
        encoding = self._tokenizer.encode(_printable(text), add_special_tokens=False)
        words: dict[int, list[str]] = {}
        for token, word in zip(encoding.tokens, encoding.word_ids, strict=True):
            words.setdefault(word, []).append(token)
        return list(words.values())

    def _encode_one(self, text: str) -> np.ndarray:
        # One sentence a run: int8 scales are taken over the whole batch, so companions would change the vector.
        ids = np.array([self._tokenizer.encode(_printable(text)).ids], dtype=np.int64)
        feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        vector: np.ndarray = self._session.run(None, feeds)[0][0]
        return vector


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate would make the tokenizer raise
