"""The sheet that a picture is drawn on, with Pillow: three times as fine as shown, so that lines come out smooth."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from recommender.pictures.colours import PAPER

FINE = 3
WIDTH, HEIGHT = 640, 480
COLOURS = 128
"""Of the picture's palette; a third of the size of one without, and no difference to be seen."""
HALO = 2.5
REGULAR, BOLD = "Inter-Medium.ttf", "Inter-SemiBold.ttf"
Anchor = Literal["ls", "ms"]
"""Where a text's point is: left or in the middle of its baseline."""
Lines = Iterable[NDArray[np.float64]]
"""Each (n, 2): pixels to the right and down."""


@dataclass(frozen=True)
class Fonts:
    """The fonts that set-up has fetched into a folder."""

    folder: Path

    @classmethod
    def load(cls, folder: Path) -> Fonts:
        """Raises OSError when one is missing or damaged."""
        fonts = cls(folder)
        for name in (REGULAR, BOLD):
            fonts.font(name, 20)
        return fonts

    def font(self, name: str, size: float) -> ImageFont.FreeTypeFont:
        """The font for text of a size in pixels of the picture."""
        return _font(self.folder / name, size * FINE)

    def width(self, words: str, size: float, name: str) -> float:
        """Pixels from the first character's beginning to the last one's end."""
        return self.font(name, size).getlength(words) / FINE


class Sheet:
    """All places and sizes are in pixels of the finished picture, 640 × 480."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def areas(self, rings: Lines, fill: str) -> None:
        """Fill rings."""
        for ring in rings:
            if len(ring) > 1:
                self._draw.polygon(_flat(ring), fill=fill)

    def lines(self, lines: Lines, colour: str, width: float) -> None:
        """Draw lines."""
        for line in lines:
            if len(line) > 1:
                self._draw.line(_flat(line), fill=colour, width=round(width * FINE), joint="curve")

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        """Fill a circle."""
        self._draw.circle((x * FINE, y * FINE), radius * FINE, fill=fill)

    def rectangle(
        self, left: float, top: float, width: float, height: float, fill: str, *, corner: float = 0.0
    ) -> None:
        """Fill a rectangle; ``corner`` is the radius of its corners. What has no height is not drawn."""
        # Pillow counts the last row and column in.
        right, bottom = (left + width) * FINE - 1, (top + height) * FINE - 1
        if bottom >= top * FINE:
            self._draw.rounded_rectangle((left * FINE, top * FINE, right, bottom), corner * FINE, fill=fill)

    def text(
        self,
        x: float,
        baseline: float,
        words: str,
        *,
        size: float,
        fill: str,
        font: str,
        anchor: Anchor = "ms",
        halo: bool = False,
    ) -> None:
        """Write a line of text; a halo keeps it readable on lines."""
        self._draw.text(
            (x * FINE, baseline * FINE),
            words,
            fill=fill,
            font=self._fonts.font(font, size),
            anchor=anchor,
            stroke_width=HALO * FINE if halo else 0,
            stroke_fill=PAPER,
        )

    def png(self) -> bytes:
        """The finished picture."""
        small = self._image.reduce(FINE).quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        made = io.BytesIO()
        small.save(made, "PNG", compress_level=6)
        return made.getvalue()


@cache
def _font(path: Path, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _flat(line: NDArray[np.float64]) -> list[float]:
    flat: list[float] = (line * FINE).ravel().tolist()
    return flat
