"""Finished pictures, looked at pixel by pixel."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageColor

from recommender.pictures import colours
from recommender.pictures.climate import HIGH_TOP, LEFT, MONTH_TOP, RAIN_TOP, column
from recommender.pictures.drawing import Studio
from recommender.pictures.globe import RADIUS, X, Y
from recommender.pictures.view import HEIGHT, WIDTH

DIFFICULT = ("lisbon", "fiji", "samoa-upolu", "svalbard", "maldives", "bora-bora", "denver", "ushuaia", "singapore")
KILOBYTES = 60


def drawn(studio: Studio, destination: str) -> Image.Image:
    return Image.open(io.BytesIO(studio.draw(destination))).convert("RGB")


def shown(picture: Image.Image, x: float, y: float) -> tuple[int, ...]:
    pixel = picture.getpixel((round(x), round(y)))
    assert isinstance(pixel, tuple)
    return pixel


def close(pixel: tuple[int, ...], colour: str, by: int = 6) -> bool:
    return all(abs(one - other) <= by for one, other in zip(pixel, ImageColor.getrgb(colour), strict=True))


@pytest.mark.parametrize("destination", DIFFICULT)
def test_a_picture_is_small_and_has_its_size(studio: Studio, destination: str):
    content = studio.draw(destination)
    picture = Image.open(io.BytesIO(content))
    picture.load()
    assert (picture.format, picture.size) == ("PNG", (640, 480))
    assert len(content) < KILOBYTES * 1024


@pytest.mark.parametrize("destination", DIFFICULT)
def test_the_pin_is_in_the_middle_and_land_is_in_sight(studio: Studio, destination: str):
    picture = drawn(studio, destination)
    assert close(shown(picture, WIDTH / 2, HEIGHT / 2), colours.PIN)
    part = picture.crop((0, 0, WIDTH, HEIGHT))
    counts = {colour: count for count, colour in part.getcolors(WIDTH * HEIGHT) or []}
    land = sum(count for colour, count in counts.items() if close(colour, colours.LAND, 3))
    assert land > 300, "an island must not be an empty square of water"


def test_land_is_where_it_is(studio: Studio):
    picture = drawn(studio, "lisbon")
    assert close(shown(picture, 30, 150), colours.SEA), "the Atlantic is in the west"
    assert close(shown(picture, 610, 250), colours.LAND), "Portugal in the east"
    east_of_the_date_line = drawn(studio, "fiji")
    assert close(shown(east_of_the_date_line, 5, 150), colours.SEA)


@pytest.mark.parametrize("destination", ["lisbon", "svalbard", "singapore"])
def test_the_strip_has_the_colours_of_the_temperatures(studio: Studio, destination: str):
    picture = drawn(studio, destination)
    for month, high in enumerate(studio.places[destination].high):
        assert close(shown(picture, column(month) - 18, HIGH_TOP + 4), colours.temperature(high)), month


def test_rain_stands_as_tall_as_its_days(studio: Studio):
    picture, place = drawn(studio, "singapore"), studio.places["singapore"]
    for month, days in enumerate(place.rain_days):
        blue = sum(close(shown(picture, column(month), y), colours.RAIN) for y in range(RAIN_TOP, RAIN_TOP + 40))
        assert abs(blue - 40 * days / 31) <= 1.5, month


def test_the_best_months_are_marked_and_no_others(studio: Studio):
    picture = drawn(studio, "lisbon")
    marked = [
        month + 1 for month in range(12) if close(shown(picture, column(month) - 0.75, MONTH_TOP + 3), colours.BEST)
    ]
    assert marked == list(studio.places["lisbon"].best_months)


def test_a_place_without_sea_has_no_row_for_it(studio: Studio):
    assert studio.places["denver"].sea is None
    picture = drawn(studio, "denver")
    row = picture.crop((LEFT, 434, WIDTH, MONTH_TOP - 1))
    assert {colour for _, colour in row.getcolors(10_000) or []} == {ImageColor.getrgb(colours.PAPER)}


def test_the_globe_is_water_around_islands_and_not_land(studio: Studio):
    """Africa with Asia encloses the far side of Fiji: turned inside out, it would cover the ocean."""
    picture = drawn(studio, "fiji")
    around = [shown(picture, X + RADIUS * 0.5, Y + part * RADIUS) for part in (-0.3, 0.0, 0.3)]
    assert all(close(pixel, colours.SEA) for pixel in around)
    assert close(shown(picture, X, Y), colours.PIN)


def test_the_same_place_gives_the_same_picture(studio: Studio):
    assert studio.draw("zermatt") == studio.draw("zermatt")


def test_an_unknown_id_is_an_error(studio: Studio):
    with pytest.raises(KeyError):
        studio.draw("atlantis")
