"""Questions that compare two places: the one asked about, and the one that it is seen from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from world.folding import fold
from world.nationalities import is_home
from world.places import PlaceMatch

COMPARING = frozenset({"ask_time", "ask_plug", "ask_visa"})
_OWN_AFTER = re.compile(
    r" (?:time\b|plugs?\b|chargers?\b|devices?\b|adapt|passports?\b|citizens?\b|nationals?\b|residents?\b)"
)
_OWN_BEFORE = re.compile(r"\b(?:as|than|with|here in|at home in|from) (?:in |the )?$")
_ABOUT_BEFORE = re.compile(r"\b(?:in|for|to|at|into|visit|enter|is|are) (?:the )?$")
_CONDITION = re.compile(r"\W*(?:if|when|at)\b")


def compared(matches: Sequence[PlaceMatch], text: str) -> list[tuple[str, PlaceMatch]]:
    """At most one ``origin`` and one ``place`` of the places (left to right) in a question."""
    folded = fold(text)
    own = [match for match in matches if _is_own(match, folded)]
    others = [match for match in matches if match not in own]
    if not others:
        return [("place", matches[0])]
    if not own and len(others) > 1 and _CONDITION.match(folded):
        own, others = others[:1], others[1:]
    about = next((one for one in others if one.role == "to"), None)
    about = about or next((one for one in others if _ABOUT_BEFORE.search(folded[: one.start])), others[0])
    rest = own or [one for one in others if one is not about]
    return [("place", about), *(("origin", one) for one in rest[:1])]


def _is_own(match: PlaceMatch, folded: str) -> bool:
    if match.role == "from" or is_home(folded, match.start):
        return True
    return _OWN_AFTER.match(folded, match.end) is not None or _OWN_BEFORE.search(folded[: match.start]) is not None
