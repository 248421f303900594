"""What set-up keeps for pictures, and the version that changes with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from recommender.pictures import colours
from recommender.pictures.drawing import Studio
from recommender.pictures.places import FILE, Place, addresses, read_places, write_places
from recommender.pictures.world import World

YEAR = tuple(range(12))
HERE = Place(
    id="here",
    name="Here",
    country="PT",
    capital=False,
    lat=38.0,
    lon=-9.0,
    high=YEAR,
    rain_days=YEAR,
    sea=None,
    best_months=(5,),
)
THERE = HERE.model_copy(update={"id": "there", "name": "There", "lat": 39.0})


def versions(folder: Path, *places: Place) -> dict[str, str]:
    write_places(folder, places)
    return {key: place.version for key, place in read_places(folder).items()}


def test_what_is_written_is_read(tmp_path: Path):
    write_places(tmp_path, [HERE, THERE])
    read = read_places(tmp_path)
    assert {key: place.model_copy(update={"version": ""}) for key, place in read.items()} == {
        "here": HERE,
        "there": THERE,
    }


def test_a_version_changes_with_what_is_drawn_and_only_then(tmp_path: Path):
    before = versions(tmp_path, HERE, THERE)
    assert versions(tmp_path, HERE, THERE) == before
    warmer = HERE.model_copy(update={"high": tuple(one + 1 for one in YEAR)})
    after = versions(tmp_path, warmer, THERE)
    assert (after["here"] == before["here"], after["there"] == before["there"]) == (False, True)
    moved = HERE.model_copy(update={"lat": 37.0})
    assert versions(tmp_path, moved, THERE)["there"] != before["there"], "it may be shown as a neighbour"
    (tmp_path / "world.npz").write_bytes(b"other coasts")
    assert versions(tmp_path, HERE, THERE)["here"] != before["here"]


def test_addresses_have_the_version(tmp_path: Path):
    write_places(tmp_path, [HERE])
    place = read_places(tmp_path)["here"]
    assert addresses([place]) == {"here": f"/api/destinations/here/picture.png?v={place.version}"}


@pytest.mark.parametrize("content", [b"", b"{}", b'{"places": [{"id": "a"}]}', b"\xff"])
def test_a_damaged_list_is_told(tmp_path: Path, content: bytes):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ValueError, match="damaged"):
        read_places(tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK", b"nothing"])
def test_a_damaged_world_is_told(tmp_path: Path, content: bytes):
    (tmp_path / "world.npz").write_bytes(content)
    with pytest.raises((ValueError, LookupError)):
        World.load(tmp_path)


def test_every_destination_of_the_catalogue_can_be_drawn(studio: Studio, places_of_catalogue: set[str]):
    assert set(studio.places) == places_of_catalogue


def test_colours_go_from_blue_to_red_and_numbers_stay_readable():
    for celsius in range(-30, 46):
        red, blue = (int(colours.temperature(celsius)[at : at + 2], 16) for at in (1, 5))
        assert blue > red if celsius < 14 else red > blue if celsius > 17 else abs(red - blue) < 70, celsius
        ink = colours.ink_on_temperature(celsius)
        assert contrast(colours.temperature(celsius), ink) >= 4.5, celsius
    assert colours.temperature(-60) == colours.temperature(-15)
    assert colours.temperature(60) == colours.temperature(38)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
