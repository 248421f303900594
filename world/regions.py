"""The countries that a hand-written region lies in."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "regions.csv"


def region_countries(place_id: str) -> tuple[str, ...]:
    """ISO alpha-2 codes of a region's countries, the main one first; empty for what is no region of the table."""
    return _countries().get(place_id, ())


@lru_cache(maxsize=1)
def _countries() -> dict[str, tuple[str, ...]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {f"region:{row['slug']}": tuple(row["countries"].split("|")) for row in csv.DictReader(file)}
