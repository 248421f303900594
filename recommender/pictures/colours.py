"""The colours of pictures; none of them is told from another by red and green alone."""

from __future__ import annotations

from itertools import pairwise

PAPER = "#fbfaf7"
SEA = "#d6e6ef"
LAND = "#f3efe4"
COAST = "#7f9cab"
BORDER = "#b3a48c"
STATE = "#d2c8b4"
INK = "#1d2b33"
BLACK, WHITE = "#000000", "#ffffff"
QUIET = "#4a5a64"
PIN = "#c2410c"
NEIGHBOUR = "#33474f"
RAIN = "#2a6f9e"
BEST = "#0f5f5b"

_SCALE = (
    (-15, (49, 84, 160)),
    (-5, (88, 138, 196)),
    (5, (150, 196, 223)),
    (13, (214, 232, 238)),
    (19, (253, 240, 190)),
    (25, (253, 200, 112)),
    (31, (240, 130, 62)),
    (38, (196, 48, 38)),
)
"""°C and its colour, from cold blue over pale to hot red; in between it is mixed."""


def temperature(celsius: float) -> str:
    """The colour of a temperature."""
    red, green, blue = (round(part) for part in _mixed(celsius))
    return f"#{red:02x}{green:02x}{blue:02x}"


def ink_on_temperature(celsius: float) -> str:
    """Black or white, whichever is easier to read on the colour of a temperature."""
    red, green, blue = (_linear(part / 255) for part in _mixed(celsius))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return WHITE if 1.05 / (light + 0.05) > (light + 0.05) / 0.05 else BLACK


def _mixed(celsius: float) -> tuple[float, ...]:
    if celsius <= _SCALE[0][0]:
        return _SCALE[0][1]
    for (low, cold), (high, warm) in pairwise(_SCALE):
        if celsius <= high:
            share = (celsius - low) / (high - low)
            return tuple(one + (other - one) * share for one, other in zip(cold, warm, strict=True))
    return _SCALE[-1][1]


def _linear(part: float) -> float:
    """A channel of sRGB as light (WCAG's relative luminance)."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
