"""Well-known routes with about as many flights as they have in life, whatever the plan says of them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from suppliers.demo.air.airports import Airport
from suppliers.demo.places import Carrier

FILE = Path(__file__).resolve().parents[1] / "data" / "trunks.csv"


def trunks(airports: Mapping[str, Airport], carriers: Iterable[Carrier]) -> Iterator[tuple[str, str, Carrier, int]]:
    """Both ends, carrier and flights a week one way, as far as these airports and carriers are in the market."""
    by_code = {carrier.code: carrier for carrier in carriers}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            one, other = row["route"].split("-")
            for entry in row["weekly"].split() if {one, other} <= airports.keys() else ():
                code, _, weekly = entry.partition("=")
                if code in by_code:
                    yield one, other, by_code[code], int(weekly)
