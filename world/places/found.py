"""A place found in a sentence, before it is decided which of its namesakes is meant."""

from __future__ import annotations

from typing import NamedTuple

from world.places.roles import Span
from world.places.store import Packed


class Found(NamedTuple):
    """Words ``first``..``last`` and what they may mean; ``weight`` scales their scores; ``code``: an IATA code."""

    first: int
    last: int
    candidates: tuple[Packed, ...]
    weight: float = 1.0
    code: bool = False

    @property
    def span(self) -> Span:
        """Its words."""
        return Span(self.first, self.last)
