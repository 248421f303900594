"""Places that a wish names as an example: "somewhere like Bali but less busy", "we loved Santorini"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from recommender.catalogue import Destination
from recommender.where import BETWEEN, where
from world.folding import fold

_LIKED = re.compile(
    r"(?<!would )(?<!would really )(?<!would also )(?<!'d )(?<!'d really )\b(?:like(?! to\b)|"
    r"similar to|such as|as (?:nice|beautiful|good|pretty) as|alternatives? to|instead of|"
    r"reminds? (?:me|us) of|"
    r"(?:we|i|my \w+)(?:'ve| have)? (?:really |absolutely |both |all )?(?:loved?|liked?|enjoyed|adored?|miss(?:ed)?)|"
    r"fell in love with|(?:dupe|version|sister) (?:of|for)|fans? of)\b[^.;!?]{0,40}$"
)
_BEEN = re.compile(
    r"(?<!never )(?<!not )(?<!n't )\b(?:been (?:to|in)|already (?:know|saw|seen|visited|did)|visited|seen|did|know|"
    r"went to|was in|were in|back from|tired of|bored of|enough of|but not|not|any(?:where|thing) but|no more|"
    r"never again|except|other than|apart from)\b[^.;!?]{0,30}$"
)


def is_example(text: str, name: str) -> bool:
    """Whether ``text`` names a place only for what is like it: "somewhere like Bali", "we loved Rome"."""
    folded = fold(text)
    start = folded.find(fold(name))
    return start >= 0 and _LIKED.search(folded[:start]) is not None


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
        self._countries = [one.country for one in destinations]
        names = sorted(map(re.escape, self._rows), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(names)})(?![\w-])") if names else None

    def liked(self, text: str) -> list[int]:
        """Rows of the places that the wish is to resemble; they themselves are not meant."""
        return self._after(text, _LIKED)

    def known(self, text: str) -> list[int]:
        """Rows of the places where somebody has been, or does not want to go."""
        return self._after(text, _BEEN)

    def ends(self, text: str) -> list[list[int]]:
        """Rows of the places between which a journey is to be broken, for each place that is named."""
        between = BETWEEN.search(text)
        if between is None or self._pattern is None:
            return []
        ends = []
        for piece in re.split(r"\b(?:from|to|between|and)\b", between[0])[1:]:
            named = [row for match in self._pattern.finditer(fold(piece)) for row in self._rows[match[0]]]
            codes = where(f"in {piece.strip()}").wanted
            ends.append(named or [row for row, code in enumerate(self._countries) if code in codes])
        return [rows for rows in ends if rows]

    def _after(self, text: str, lead: re.Pattern[str]) -> list[int]:
        folded = fold(text)
        if self._pattern is None:
            return []
        found = (match for match in self._pattern.finditer(folded) if lead.search(folded, 0, match.start()))
        return list(dict.fromkeys(row for match in found for row in self._rows[match[0]]))
