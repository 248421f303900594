"""How much of a sentence its own data explain: an answer such as "Lisbon" or "2 adults" is nothing but data."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What answers the assistant's questions; picks and refinements speak of what is on screen and are other intents.
DATA = frozenset(
    "origin destination place excluded_place via depart_date return_date check_in check_out start_date end_date date "
    "past_date nights flexible_days adults children child_ages infants rooms stars budget booking_reference "
    "flight_number email code number name".split()
)
GLUE = frozenset(
    "a about an and around at between by for from i i'm im in is it it's its just leaving let's make me my of on or "
    "our please pls say sometime the then there to until us via we we're with yes ok okay well um hmm er maybe perhaps "
    "probably think going back out only".split()
)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def covered(text: str, spans: Iterable[tuple[int, int]]) -> float:
    """Share of the words with content that lie in the spans: 0..1; 0 when no span holds any word."""
    marked = list(spans)
    inside = outside = 0
    for word in WORD.finditer(text):
        if any(start < word.end() and word.start() < end for start, end in marked):
            inside += 1
        elif word.group().lower().replace("’", "'") not in GLUE:
            outside += 1
    return inside / (inside + outside) if inside else 0.0
