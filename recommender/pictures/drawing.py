"""The picture of a destination: a map around it, and the climate of its year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from recommender.pictures import colours
from recommender.pictures.climate import draw_climate
from recommender.pictures.globe import RADIUS, X, Y, draw_globe
from recommender.pictures.names import Area, Name, other_names, own_name
from recommender.pictures.places import Place, read_places
from recommender.pictures.sheet import BOLD, REGULAR, WIDTH, Fonts, Sheet
from recommender.pictures.view import HEIGHT, View, area, view_of
from recommender.pictures.world import World, once

PIN, RIM = 10.0, 2.5
NEIGHBOUR = 4.5
GRID = 2.0
"""Steps of a pixel that lines are drawn in."""
_GLOBE = Area(X - RADIUS - 8, 0, WIDTH, Y + RADIUS + 8)
_PIN = Area(WIDTH / 2 - PIN - RIM, HEIGHT / 2 - PIN - RIM, WIDTH / 2 + PIN + RIM, HEIGHT / 2 + PIN + RIM)


@dataclass(frozen=True)
class Studio:
    """Everything that pictures are drawn from."""

    world: World
    fonts: Fonts
    places: Mapping[str, Place]

    @classmethod
    def load(cls, folder: Path) -> Studio:
        """What set-up has put into a folder. Raises OSError, ValueError or LookupError."""
        return cls(World.load(folder), Fonts.load(folder), read_places(folder))

    def draw(self, destination: str) -> bytes:
        """The picture of a destination as PNG, 640 × 480. Raises KeyError for an id that is not known."""
        place = self.places[destination]
        others = list(self.places.values())
        view = view_of(place, others, self.world)
        sheet = Sheet(self.fonts)
        _draw_map(sheet, view, self.world)
        self._write_names(sheet, view, place, others)
        draw_globe(sheet, self.world, place.lat, place.lon)
        sheet.rectangle(0, HEIGHT, WIDTH, HEIGHT, colours.PAPER)
        draw_climate(sheet, place)
        return sheet.png()

    def _write_names(self, sheet: Sheet, view: View, place: Place, others: list[Place]) -> None:
        own = own_name(place, self.fonts, (_GLOBE,))
        for name in other_names(view, place, others, self.fonts, (_GLOBE, _PIN, own.area)):
            _write(sheet, name, NEIGHBOUR, colours.NEIGHBOUR, colours.NEIGHBOUR, REGULAR)
        _write(sheet, own, PIN, colours.PIN, colours.INK, BOLD)


def _draw_map(sheet: Sheet, view: View, world: World) -> None:
    box = view.box
    land = [once((view.pixels(ring) * GRID).round() / GRID) for ring in world.land.within(box)]
    signs = [(area(ring), ring) for ring in land]
    sheet.rectangle(0, 0, WIDTH, HEIGHT, colours.SEA)
    sheet.areas((ring for size, ring in signs if size >= 0), colours.LAND)
    sheet.areas((ring for size, ring in signs if size < 0), colours.SEA)
    sheet.lines((view.pixels(line) for line in world.states.within(box)), colours.STATE, 1.4)
    sheet.lines((view.pixels(line) for line in world.borders.within(box)), colours.BORDER, 1.7)
    sheet.lines(land, colours.COAST, 1.4)


def _write(sheet: Sheet, name: Name, radius: float, dot: str, ink: str, font: str) -> None:
    sheet.disc(name.x, name.y, radius + RIM, colours.WHITE)
    sheet.disc(name.x, name.y, radius, dot)
    sheet.text(name.middle, name.baseline, name.words, size=name.size, fill=ink, font=font, halo=True)
