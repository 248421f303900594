"""One place on its way into the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass, field

from world.places.keys import alias_key
from world.places.store import ENGLISH, OWN, WEIGHTS


@dataclass
class Entry:
    """A place and the names by which it is found; ``admin_code`` is "US.OR", or "" where unknown."""

    id: str
    name: str
    kind: str
    country: str
    lat: float
    lon: float
    tz: str
    city: str = ""
    admin_code: str = ""
    admin: str = ""
    airports: tuple[str, ...] = ()
    population: int = 0
    prior: float = 0.0
    aliases: dict[str, int] = field(default_factory=dict)

    def add_alias(self, name: str, level: int) -> None:
        """Let ``name`` find this place, with the weight of ``level``; the better of two levels stays."""
        key = alias_key(name)
        if not key:
            return
        for variant in {key, *_spellings(key)}:
            known = self.aliases.get(variant)
            if known is None or WEIGHTS[level] > WEIGHTS[known]:
                self.aliases[variant] = level

    def add_own_name(self, name: str) -> None:
        """Let the display name find this place, with and without the article."""
        self.add_alias(name, OWN)
        if self.kind != "city" and name.lower().startswith("the "):
            self.add_alias(name[4:], ENGLISH)


_ABBREVIATED = {"saint": "st", "st": "saint", "fort": "ft", "ft": "fort", "mount": "mt", "mt": "mount", "sankt": "st"}


def _spellings(key: str) -> set[str]:
    first, _, rest = key.partition(" ")
    return {f"{_ABBREVIATED[first]} {rest}"} if rest and first in _ABBREVIATED else set()
