"""How often a carrier's aircraft fly the routes from one base."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

MOST_SCALE = 5.0
"""Aircraft stand idle rather than fly more often than this much times what is wanted."""
WEEKLY_HOURS = 84.0
"""Hours in the air that an aircraft manages a week; each flight takes some for turning round."""
TURN_HOURS = 0.9
CRUISE_KMH = 760.0


def scheduled(wanted: Numbers, km: Numbers, least: Numbers, most: Numbers, aircraft: float) -> Counts:
    """Flights a week one way on each route, in proportion to what is wanted, that keep ``aircraft`` busy.

    No route has more than ``most``, and none has fewer than ``least`` except for those that have none.
    """
    each = 2 * (km / CRUISE_KMH + TURN_HOURS)
    low, high = 0.0, MOST_SCALE
    for _ in range(10):
        middle = (low + high) / 2
        enough = float(_whole(wanted * middle, least, most).dot(each)) > aircraft * WEEKLY_HOURS
        low, high = (low, middle) if enough else (middle, high)
    return _whole(wanted * low, least, most).astype(np.int64)


def _whole(wanted: Numbers, least: Numbers, most: Numbers) -> Numbers:
    """Whole flights a week, and whole flights a day from seven."""
    rounded = np.where(wanted < 7, np.rint(wanted), 7 * np.rint(wanted / 7))
    found: Numbers = np.floor(np.minimum(rounded, most)) * (wanted >= least)
    return found
