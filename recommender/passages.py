"""What is embedded of a destination: short passages, because one vector of everything says nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recommender.catalogue import Destination

STRONG = 0.6
SIGHTS = 4
"""Sights in one passage; more of them would mean nothing together."""


@dataclass(frozen=True)
class Passage:
    """``source`` is what it was made of: description, tags, sights, audience, suits, themes; ``key`` which of them."""

    text: str
    source: str
    key: str = ""


def passages(destination: Destination) -> list[Passage]:
    """The sentences of the description, its strong tags, its sights, whom it suits and why, and its themes."""
    name = destination.name
    strong = [tag for tag, strength in destination.tags.items() if strength >= STRONG]
    sentences = [one for one in re.split(r"(?<=[.!?])\s+", destination.description) if one]
    kinds = ", ".join(words(kind) for kind in destination.kinds)
    sights = [sight.name for sight in destination.sights]
    groups = [sights[start : start + SIGHTS] for start in range(0, len(sights), SIGHTS)]
    return [
        *(Passage(sentence, "description") for sentence in sentences),
        Passage(f"{name}, a {kinds}, for {', '.join(words(tag) for tag in strong)}", "tags"),
        *(Passage(f"{name}: {', '.join(group)}", "sights") for group in groups),
        Passage(f"a trip for {', '.join(words(who) for who in destination.for_whom)} to a {kinds}", "audience"),
        *(Passage(f"{words(who)}: {line}", "suits", who) for who, line in destination.suits.items()),
        *(Passage(f"{theme}: {line}", "themes", theme) for theme, line in destination.themes.items()),
    ]


def words(name: str) -> str:
    """A name of the vocabulary as people write it."""
    return name.replace("_", " ")
