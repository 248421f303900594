"""Chance that is the same in every process: numbers drawn from a seed and a name."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T")


def draw(*parts: object) -> float:
    """A number in [0, 1) that depends on ``parts`` alone."""
    text = "|".join(map(str, parts)).encode()
    return int.from_bytes(blake2b(text, digest_size=6).digest(), "big") / 2**48


def between(low: float, high: float, *parts: object) -> float:
    """A number in [low, high)."""
    return low + (high - low) * draw(*parts)


def pick(options: Sequence[T], *parts: object) -> T:
    """One of ``options``, each as likely as the others."""
    return options[int(draw(*parts) * len(options))]


def whims(count: int, *parts: object) -> npt.NDArray[np.float64]:
    """``count`` numbers in [0, 1), the same ones for the same ``parts``."""
    digest = blake2b("|".join(map(str, parts)).encode(), digest_size=8).digest()
    mixed = np.arange(count, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(int.from_bytes(digest, "big"))
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return (mixed ^ (mixed >> np.uint64(31))).astype(np.float64) / 2.0**64
