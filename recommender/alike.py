"""Places that a wish names as an example: "somewhere like Bali but less busy", "we loved Santorini"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from recommender.catalogue import Destination
from world.folding import fold

_LIKED = (
    r"\b(?:like|similar to|such as|as (?:nice|beautiful|good|pretty) as|alternatives? to|instead of|"
    r"reminds? (?:me|us) of|"
    r"(?:we|i|my \w+)(?:'ve| have)? (?:really |absolutely |both |all )?(?:loved?|liked?|enjoyed|adored?|miss(?:ed)?)|"
    r"fell in love with|(?:dupe|version|sister) (?:of|for)|fans? of)\b[^.;!?]{0,40}$"
)
_BEEN = (
    r"\b(?:been (?:to|in)|already (?:know|saw|seen|visited|did)|visited|seen|did|know|went to|was in|were in|back from|"
    r"tired of|bored of|enough of|but not|not|anywhere but|except|other than|apart from)\b[^.;!?]{0,30}$"
)
SHORTEST = 4
"""Letters of a name that is looked for; shorter ones are common words too often."""


class Examples:
    """Finds catalogue places in a wish, by their names, and by their region or country where several are meant."""

    def __init__(self, destinations: Sequence[Destination]) -> None:
        rows: dict[str, list[int]] = defaultdict(list)
        for row, one in enumerate(destinations):
            for name in {one.name, one.region, *re.split(r" - |/| & ", one.name)}:
                if len(name) >= SHORTEST:
                    rows[fold(name)].append(row)
        self._rows = dict(rows)
        names = sorted(map(re.escape, self._rows), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(names)})(?![\w-])") if names else None

    def liked(self, text: str) -> list[int]:
        """Rows of the places that the wish is to resemble; they themselves are not meant."""
        return self._after(text, re.compile(_LIKED))

    def known(self, text: str) -> list[int]:
        """Rows of the places where somebody has been, or does not want to go."""
        return self._after(text, re.compile(_BEEN))

    def _after(self, text: str, lead: re.Pattern[str]) -> list[int]:
        folded = fold(text)
        if self._pattern is None:
            return []
        found = (match for match in self._pattern.finditer(folded) if lead.search(folded, 0, match.start()))
        return list(dict.fromkeys(row for match in found for row in self._rows[match[0]]))
