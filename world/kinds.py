"""Which kind of booked thing a sentence speaks of: "cancel the hotel", "my flight"."""

from __future__ import annotations

import re

from world.folding import fold

_WORDS = {
    "flight": r"flights?|planes?|plane tickets?|fly|airline|air ?fares?",
    "stay": (
        r"hotels?|hostels?|stays?|rooms?|accommodations?|apartments?|lodgings?|b&bs?|guest ?houses?|resorts?|villas?"
    ),
    "car": r"(?:rental |hire )?cars?",
}
_PATTERNS = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _WORDS.items()}


def mentioned_kinds(text: str) -> frozenset[str]:
    """``flight``, ``stay``, ``car``: those that ``text`` names."""
    folded = fold(text)
    return frozenset(kind for kind, pattern in _PATTERNS.items() if pattern.search(folded))
