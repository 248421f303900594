"""Corrections such as "sorry, it is Tim Berg, not Tom"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from world.names import read_names

_INSTEAD = re.compile(r"(?P<new>.+?)[\s,]+(?:and |but )?not\s+(?P<old>[^,]+)", re.IGNORECASE)


def swapped_names(text: str, known: Sequence[str]) -> list[str]:
    """The known names with the one that was wrong put right; [] when the sentence says nothing of the kind."""
    found = _INSTEAD.fullmatch(text.strip(" .!"))
    if found is None:
        return []
    wrong = found["old"].casefold().split()
    places = [index for index, name in enumerate(known) if set(wrong) <= set(name.casefold().split())]
    if len(places) != 1:
        return []
    right = _put_right(found["new"].split(",")[-1], known[places[0]], wrong)
    return [*known[: places[0]], right, *known[places[0] + 1 :]] if right else []


def _put_right(said: str, name: str, wrong: Sequence[str]) -> str:
    """A whole name replaces the whole; a single word only the word that was wrong."""
    whole = read_names(said, 1)
    if whole:
        return whole[0]
    words = said.split()
    if len(wrong) != 1 or not words or words[-1].casefold() in name.casefold().split():
        return ""
    return " ".join(words[-1] if word.casefold() == wrong[0] else word for word in name.split())
