"""How names and typed words become comparable: the alias key, shared by the compiler and the lookup."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose, with what people type for them.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ŋ": "n",
    }
)
# A word may hold a digit, so that a reference or a flight number stays one word and is no place.
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d][^\W_]*)*")


def fold_word(word: str) -> str:
    """``word`` in lower case without accents ("Łódź" becomes "lodz")."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.casefold()).translate(_LETTERS)
    return "".join(char for char in bare if not unicodedata.combining(char))


def alias_key(name: str) -> str:
    """The key under which ``name`` is stored: folded words joined by single blanks ("St. John's" -> "st john s")."""
    return " ".join(fold_word(word) for word in WORD.findall(name))
