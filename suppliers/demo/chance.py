"""Chance that is the same in every process: numbers drawn from a seed and a name."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

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
