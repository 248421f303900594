"""What a picture tells of a destination, as set-up has taken it from the catalogue."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

FILE = "places.json"
SOURCES = Path(__file__).parent


class Place(BaseModel):
    """A destination as far as it is drawn; climate by month as in the catalogue.

    ``version`` changes with everything that the picture is drawn from, this program included.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    country: str
    capital: bool
    lat: float
    lon: float
    high: tuple[int, ...]
    rain_days: tuple[int, ...]
    sea: tuple[int, ...] | None
    best_months: tuple[int, ...]
    version: str = ""


class _Kept(BaseModel):
    places: list[Place]


def write_places(folder: Path, places: Sequence[Place]) -> None:
    """Keep the places with their versions; the other files of the folder must be there already."""
    common = _digest(places, folder)
    kept = _Kept(places=[place.model_copy(update={"version": _version(place, common)}) for place in places])
    (folder / FILE).write_text(kept.model_dump_json(), encoding="utf-8")


def read_places(folder: Path) -> Mapping[str, Place]:
    """The places by id. Raises OSError or ValueError when they are missing or damaged."""
    try:
        kept = _Kept.model_validate_json((folder / FILE).read_bytes())
    except ValidationError:
        raise ValueError(f"{FILE} is damaged") from None
    return {place.id: place for place in kept.places}


def addresses(places: Iterable[Place]) -> Mapping[str, str]:
    """Where the picture of each place is served, by its id; the query changes with the picture."""
    return {place.id: f"/api/destinations/{place.id}/picture.png?v={place.version}" for place in places}


def _version(place: Place, common: bytes) -> str:
    facts = json.dumps(place.model_dump(), sort_keys=True).encode()
    return hashlib.sha256(common + facts).hexdigest()[:16]


def _digest(places: Sequence[Place], folder: Path) -> bytes:
    """What all pictures have in common: coasts and fonts, this program, and every place as a possible neighbour."""
    digest = hashlib.sha256()
    files = [path for path in sorted(folder.iterdir()) if path.name != FILE and path.is_file()]
    for path in [*files, *sorted(SOURCES.glob("*.py"))]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    for place in places:
        digest.update(f"{place.name} {place.lat} {place.lon} {place.country} {place.capital}\n".encode())
    return digest.digest()
