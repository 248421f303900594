"""What is embedded of a destination: short passages, because one vector of everything says nothing."""

from __future__ import annotations

import re

from recommender.catalogue import Destination

STRONG = 0.6


def passages(destination: Destination) -> list[str]:
    """The sentences of the description, its strong tags, its sights, and who it suits."""
    name = destination.name
    strong = [tag for tag, strength in destination.tags.items() if strength >= STRONG]
    sentences = [one for one in re.split(r"(?<=[.!?])\s+", destination.description) if one]
    kinds = ", ".join(words(kind) for kind in destination.kinds)
    return [
        *sentences,
        f"{name}, a {kinds}, for {', '.join(words(tag) for tag in strong)}",
        f"{name}: {', '.join(sight.name for sight in destination.sights)}",
        f"a trip for {', '.join(words(who) for who in destination.for_whom)} to a {kinds}",
    ]


def words(name: str) -> str:
    """A name of the vocabulary as people write it."""
    return name.replace("_", " ")
