"""The catalogue as columns, so that a wish is held against all destinations at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from recommender.catalogue import Destination
from recommender.vocabulary import AUDIENCES, KINDS, TAGS

EARTH_KM = 6371.0


class Columns:
    """Row i of every array is destination i; months are 0 to 11 here.

    ``tags`` (n, tags), ``kinds`` (n, kinds) and ``audiences`` (n, audiences) are float32; ``high``, ``low``, ``rain``,
    ``crowds`` and ``best`` are (n, 12); ``fame`` is (n,) in 0..1, by how much a place is known for in all; ``cost`` is
    (n,) EUR a day at the lowest comfort.
    """

    def __init__(self, destinations: Sequence[Destination]) -> None:
        self.tag_names, self.kind_names, self.audience_names = sorted(TAGS), sorted(KINDS), sorted(AUDIENCES)
        self.tags = _table(destinations, self.tag_names, lambda one: one.tags)
        self.kinds = _table(destinations, self.kind_names, lambda one: dict.fromkeys(one.kinds, 1.0))
        self.audiences = _table(destinations, self.audience_names, lambda one: dict.fromkeys(one.for_whom, 1.0))
        self.high = _array(one.climate.high for one in destinations)
        self.low = _array(one.climate.low for one in destinations)
        self.rain = _array(one.climate.rain_days for one in destinations)
        self.crowds = _array(one.crowds for one in destinations)
        self.best = _array([month in one.best_months for month in range(1, 13)] for one in destinations)
        self.cost = _array(one.cost.low for one in destinations)
        self.lat = _array(one.lat for one in destinations)
        self.lon = _array(one.lon for one in destinations)
        self.sea = np.array([one.climate.sea is not None for one in destinations])
        self.countries = np.array([one.country for one in destinations])
        self.areas = np.array([one.area for one in destinations])
        self.themes = _themes(destinations)
        total = self.tags.sum(axis=1)
        self.fame: np.ndarray = total / total.max()

    def tag(self, name: str) -> np.ndarray:
        """Strength of a tag, (n,)."""
        column: np.ndarray = self.tags[:, self.tag_names.index(name)]
        return column

    def has_kind(self, names: Iterable[str]) -> np.ndarray:
        """Whether a destination is of one of these kinds, (n,)."""
        places = [self.kind_names.index(name) for name in names]
        found: np.ndarray = np.any(self.kinds[:, places] > 0, axis=1)
        return found

    def km(self, lat: float, lon: float) -> np.ndarray:
        """Great-circle distance of each destination to a point, (n,)."""
        lats, at = np.radians(self.lat), np.radians(np.float32(lat))
        half: np.ndarray = np.sin((lats - at) / 2) ** 2
        half = half + np.cos(at) * np.cos(lats) * np.sin((np.radians(self.lon) - np.radians(np.float32(lon))) / 2) ** 2
        far: np.ndarray = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
        return far


def _table(
    destinations: Sequence[Destination], names: Sequence[str], of: Callable[[Destination], Mapping[str, float]]
) -> np.ndarray:
    place = {name: column for column, name in enumerate(names)}
    table = np.zeros((len(destinations), len(names)), dtype=np.float32)
    for row, one in enumerate(destinations):
        for name, value in of(one).items():
            table[row, place[name]] = value
    return table


def _array(values: Iterable[object]) -> np.ndarray:
    return np.array(list(values), dtype=np.float32)


def _themes(destinations: Sequence[Destination]) -> dict[str, np.ndarray]:
    """The rows that have each theme; a theme is looked up by its name in lower case."""
    rows: dict[str, list[int]] = {}
    for row, one in enumerate(destinations):
        for theme in one.themes:
            rows.setdefault(theme.casefold(), []).append(row)
    return {theme: np.array(found) for theme, found in rows.items()}
