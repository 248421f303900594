"""The compiled gazetteer file: its format, and places read from it on demand.

A place is one tab-separated line and becomes an object only when asked for: 40,000 objects would cost 40 MB and half a
second. An alias points to numbers that hold a place's position and the weight class of the name.
"""

from __future__ import annotations

import json
from array import array
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol, cast

from world.places.model import Kind, Place

FILE_NAME: Final = "gazetteer.json"
FORMAT: Final = 1

# Weight classes of a name: display name, English, reviewed, other language, historic, untagged in GeoNames, typo.
OWN, ENGLISH, CURATED, OTHER_LANGUAGE, HISTORIC, UNTAGGED = range(6)
WEIGHTS: Final = (1.0, 0.95, 0.92, 0.85, 0.5, 0.45)
_CLASSES = 8


class Packed(NamedTuple):
    """A place's position and the weight of the name that led to it, as one number."""

    value: int

    @property
    def number(self) -> int:
        """Position of the place."""
        return self.value // _CLASSES

    @property
    def weight(self) -> float:
        """Weight of the name, 0..1."""
        return WEIGHTS[self.value % _CLASSES]


def pack(number: int, level: int) -> Packed:
    """The pair as one small number: a tuple each would double the memory of the alias table."""
    return Packed(number * _CLASSES + level)


class Row(Protocol):
    """What the compiler has to know of a place."""

    id: str
    name: str
    kind: str
    city: str
    country: str
    admin_code: str
    admin: str
    airports: tuple[str, ...]
    lat: float
    lon: float
    tz: str
    population: int
    prior: float


def row_of(row: Row) -> str:
    """One place as one line of the file."""
    cells: tuple[Any, ...] = (
        row.id,
        row.name,
        row.kind,
        row.city,
        row.country,
        row.admin_code,
        row.admin,
        " ".join(row.airports),
        round(row.lat, 4),
        round(row.lon, 4),
        row.tz,
        row.population,
        row.prior,
    )
    return "\t".join(str(cell) for cell in cells)


class Store:
    """Places by position (most famous first), names, codes and narrowing words, as loaded."""

    def __init__(self, document: dict[str, Any]) -> None:
        if document.get("format") != FORMAT:
            raise ValueError(
                f"gazetteer of format {document.get('format')!r}, this code reads {FORMAT}: compile it anew"
            )
        self.rows: list[str] = document["places"]
        self.aliases: dict[str, int | list[int]] = document["aliases"]
        self.codes: dict[str, int] = document["codes"]
        self.qualifiers: dict[str, list[str]] = document["qualifiers"]
        self.important: list[str] = document["important"]
        self.priors = array("f", (float(row.rpartition("\t")[2]) for row in self.rows))
        self.numbers = {row.partition("\t")[0]: number for number, row in enumerate(self.rows)}
        self.widest = _widest(self.aliases)
        self._places: dict[int, Place] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def place(self, number: int) -> Place:
        """The place at a position."""
        found = self._places.get(number)
        if found is None:
            found = self._places[number] = _read(self.rows[number])
        return found

    def admin_code(self, number: int) -> str:
        """The state of a place as "US.OR" ("US." where unknown); "ES" for a country."""
        cells = self.rows[number].split("\t", 6)
        return cells[5] or cells[4]

    def candidates(self, key: str) -> tuple[Packed, ...]:
        """What a folded name may mean, best first; empty when it is no name."""
        found = self.aliases.get(key)
        if found is None:
            return ()
        return (Packed(found),) if isinstance(found, int) else tuple(map(Packed, found))


def _widest(aliases: dict[str, int | list[int]]) -> dict[str, int]:
    """{first word: most words of any name that starts with it}, so that the scan tries no longer runs of words."""
    widest: dict[str, int] = {}
    for key in aliases:
        words = key.count(" ")
        if words:
            first = key[: key.index(" ")]
            if widest.get(first, 0) <= words:
                widest[first] = words + 1
    return widest


def _read(row: str) -> Place:
    number, name, kind, city, country, _, admin, airports, lat, lon, tz, population, prior = row.split("\t")
    return Place(
        id=number,
        name=name,
        kind=cast(Kind, kind),
        city=city or None,
        country=country,
        admin=admin or None,
        airports=tuple(airports.split()),
        lat=float(lat),
        lon=float(lon),
        tz=tz,
        population=int(population),
        prior=float(prior),
    )


def read_store(path: Path) -> Store:
    """Load the file, given itself or its folder; FileNotFoundError or ValueError say what is wrong with it."""
    file = path / FILE_NAME if path.is_dir() else path
    return Store(json.loads(file.read_text(encoding="ascii")))
