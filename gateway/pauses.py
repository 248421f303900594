"""How long to wait before something that failed is tried again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

MOST_DOUBLINGS = 16
"""Further powers of two would only overflow: every longest pause is reached before."""

Length = TypeVar("Length", float, timedelta)


def growing(first: Length, longest: Length) -> Callable[[int, float], Length]:
    """Pauses by the number of tries, from 1: ``first``, doubled each time up to ``longest``, a quarter more or less.

    The second argument, a number from 0 to 1, says how much more or less, so that pauses do not come in step.
    """

    def pause_after(tries: int, chance: float) -> Length:
        doubled = first * 2.0 ** min(tries - 1, MOST_DOUBLINGS)
        return min(doubled, longest) * (0.75 + chance / 2)

    return pause_after
