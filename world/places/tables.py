"""Word lists of world/data in which a line begins with the class of its words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).resolve().parents[1] / "data"


@cache
def words_by_class(name: str) -> dict[str, frozenset[str]]:
    """{class: words} of the list ``name``; lines that begin with "#" are remarks."""
    classes: dict[str, set[str]] = {}
    for line in (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            level, *found = line.split()
            classes.setdefault(level, set()).update(found)
    return {level: frozenset(found) for level, found in classes.items()}
