"""What is picked from the options on screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Feature = Mapping[str, "str | int | bool"]


@dataclass(frozen=True)
class Pick:
    """Options that are meant; positions count from 1, from the end with -1.

    Exactly one of ``indexes``, ``superlative``, ``features`` and ``everything`` is set. A superlative is cheapest,
    cheaper, dearest, fastest, earliest, latest, best, highest_rated or closest. A feature is {"attr", "value"} with
    attr amenities, board, nonstop, cabin, carrier (IATA code), depart_time ("09:10"), time_of_day, stars, near or
    label (words to be looked for in the option). ``kind`` is flight, stay, car, train or place where a noun says it.
    """

    start: int
    end: int
    text: str
    indexes: tuple[int, ...] = ()
    superlative: str | None = None
    features: tuple[Feature, ...] = ()
    everything: bool = False
    negated: bool = False
    kind: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """JSON form: "by" (index, superlative, feature or all) and what belongs to it; false and empty left out."""
        by = "index" if self.indexes else "superlative" if self.superlative else "feature" if self.features else "all"
        form: dict[str, Any] = {"by": by}
        if self.indexes:
            form["indexes"] = list(self.indexes)
        if self.superlative:
            form["superlative"] = self.superlative
        if self.features:
            form["features"] = [dict(feature) for feature in self.features]
        if self.negated:
            form["negated"] = True
        if self.kind:
            form["kind"] = self.kind
        return form
