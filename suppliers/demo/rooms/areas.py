"""Which properties lie where a traveller wishes to stay."""

from __future__ import annotations

import re
import unicodedata

from suppliers.demo.rooms.properties import Property, Zone

ZONE_WORDS: dict[Zone, frozenset[str]] = {
    "old town": frozenset("old historic historical oldtown medina altstadt".split()),
    "centre": frozenset("centre center central downtown centro city".split()),
    "station": frozenset("station railway train".split()),
    "riverside": frozenset("river riverside riverfront canal".split()),
    "quiet": frozenset("quiet calm green residential".split()),
    "beach": frozenset("beach sea seaside seafront beachfront ocean coast".split()),
    "airport": frozenset("airport".split()),
}
SMALL_WORDS = frozenset("the a an in at of near by close to de do da dos das del la le les el los las di der".split())


def lies_in(house: Property, area: str) -> bool:
    """Whether ``area`` names the neighbourhood or the kind of quarter where the property is."""
    wished = _words(area)
    if wished & ZONE_WORDS[house.zone]:
        return True
    known = _words(house.neighbourhood)
    return bool(known) and (known <= wished or (bool(wished) and wished <= known))


def _words(text: str) -> frozenset[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return frozenset(re.findall(r"[^\W_]+", plain)) - SMALL_WORDS
