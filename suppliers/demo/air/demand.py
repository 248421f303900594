"""How many flights a week travellers between two airports fill: a gravity model balanced to what each airport handles.

Every airport's flights add up to its size, so an airport far from all others has as many as one in the middle of
Europe, only to fewer places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from suppliers.demo.air.airports import Airport
from suppliers.demo.air.skies import state_of
from suppliers.demo.places import EARTH_RADIUS_KM

Numbers = npt.NDArray[np.float64]

BALANCED = 1200
"""So many of the largest airports are balanced against each other; the others take the factor of the nearest one."""
ROUNDS = 12
WEEKLY_PER_MILLION = 52.0
"""Flights a week one way that a million passengers a year fill, those with a change left out."""

GATEWAY, HOLIDAY_PLACE, OTHER = 1.5, 0.8, 0.4
"""What draws people from other continents; the two ends multiply."""
GROUND_KM, FAR_KM, LONG_KM = 700.0, 3000.0, 4500.0
"""Below the first many go by land; beyond the last, large cities attract each other more than small ones do."""

WORLDLY_SIZE = 1.5
"""Smaller airports have few flights abroad."""

_TIES = (
    "GB IE US CA AU NZ IN ZA KE NG GH SG HK MT BB JM TT AG LC GD BS KY BM MV MU SC",
    "ES MX CO AR PE CL EC CU DO VE UY PY BO GT CR PA SV HN NI",
    "PT BR AO MZ CV ST",
    "FR DZ MA TN SN CI CM GA CG MG ML BF NE TG BJ TD LB",
    "DE AT CH",
)
_TIED = {country: group for group, several in enumerate(_TIES, start=1) for country in several.split()}
"""Groups of countries whose people visit each other more than distance says."""


class Demand:
    """Distances and travellers' wishes from any airport to all others, in the order of ``airports``."""

    def __init__(self, airports: Sequence[Airport]) -> None:
        self.sizes = _numbers(airport.size for airport in airports)
        self.holiday = np.array([airport.holiday for airport in airports], dtype=np.bool_)
        self.renown = _numbers(_renown(airport) for airport in airports)
        self._axes = _axes(airports)
        self._north = np.abs(_numbers(airport.lat for airport in airports))
        states = [state_of(airport.country) for airport in airports]
        number = {state: place for place, state in enumerate(sorted(set(states)))}
        self._states = np.array([number[state] for state in states])
        self._ties = np.array(
            [_TIED.get(airport.country, _TIED.get(state_of(airport.country), 0)) for airport in airports]
        )
        self._factors = self._balance()

    def kilometres(self, place: int) -> Numbers:
        """Great-circle distances from the airport at ``place``."""
        # Not a matrix product: for arrays this small its threads cost more than they bring.
        x, y, z = self._axes
        cosines: Numbers = np.clip(x * x[place] + y * y[place] + z * z[place], -1.0, 1.0)
        return EARTH_RADIUS_KM * np.arccos(cosines)

    def domestic(self, place: int) -> npt.NDArray[np.bool_]:
        """Which airports lie in the same state."""
        same: npt.NDArray[np.bool_] = np.equal(self._states, self._states[place])
        return same

    def weekly(self, place: int, km: Numbers) -> Numbers:
        """Flights a week one way between the airport at ``place`` and every other, all carriers together."""
        weekly: Numbers = self._factors[place] * self._factors * self._pull(place, km, slice(None))
        return weekly

    def _pull(self, place: int, km: Numbers, of: slice | npt.NDArray[np.int64]) -> Numbers:
        """Before balancing, to some of the airports; the same both ways. Many people go to the sun."""
        size, sizes, holiday = self.sizes[place], self.sizes[of], self.holiday[of]
        decay = np.clip(km / GROUND_KM, 0.25, 1.0) / (1 + (km / FAR_KM) ** 2.4)
        renown = self.renown[of] * self.renown[place]
        cities = np.where(km > LONG_KM, renown * np.clip(sizes * size / 800, 0.1, 5.0) ** 0.7, 1.0)
        abroad = np.minimum(1.0, np.minimum(sizes, size) / WORLDLY_SIZE)
        north = np.maximum(self._north[of], self._north[place])
        sunny = (holiday | self.holiday[place]) & (km > 500) & (north > 30)
        factor = np.where(self.domestic(place)[of], 2.0, np.where(holiday, np.maximum(abroad, 0.6), abroad))
        ties = np.where((self._ties[of] == self._ties[place]) & (self._ties[of] > 0), 2.0, 1.0)
        sun = np.where(sunny, np.where(km > LONG_KM, 4.0, 2.5), 1.0)
        pull: Numbers = sizes * size * decay * cities * factor * sun * ties
        pull[km < 1] = 0.0
        return pull

    def _balance(self) -> Numbers:
        """Factors of the airports that make the sums right."""
        largest = np.argsort(-self.sizes, kind="stable")[:BALANCED]
        pulls = np.stack([self._pull(place, self.kilometres(place)[largest], largest) for place in largest])
        target = self.sizes[largest] * WEEKLY_PER_MILLION
        factors = (target / np.maximum(pulls.sum(axis=1), 1e-9)) ** 0.5
        for _ in range(ROUNDS):
            factors *= (target / np.maximum(factors * (pulls * factors).sum(axis=1), 1e-9)) ** 0.5
        x, y, z = (axis[largest] for axis in self._axes)
        nearest = [np.argmax(x * here + y * east + z * north) for here, east, north in zip(*self._axes, strict=True)]
        found: Numbers = factors[nearest]
        return found


def _renown(airport: Airport) -> float:
    return GATEWAY if airport.gateway else HOLIDAY_PLACE if airport.holiday else OTHER


def _axes(airports: Sequence[Airport]) -> tuple[Numbers, Numbers, Numbers]:
    """Unit vectors of the airports, one array for each coordinate."""
    lat = np.radians(_numbers(airport.lat for airport in airports))
    lon = np.radians(_numbers(airport.lon for airport in airports))
    return np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)


def _numbers(values: Iterable[float]) -> Numbers:
    return np.array(list(values), dtype=np.float64)
