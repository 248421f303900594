"""Climate by month from the catalogue of destinations, behind the port ``WeatherSource``."""

from __future__ import annotations

from collections.abc import Sequence

from recommender.catalogue import Destination
from suppliers.demo.places import distance_km
from travel.weather import MonthClimate

NEAR_KM = 60.0


class CatalogueClimate:
    """Long-term averages of the destinations."""

    def __init__(self, destinations: Sequence[Destination]) -> None:
        self._destinations = tuple(destinations)
        self._by_id = {one.id: one for one in destinations}
        self._by_id.update({f"gn:{one.geonames}": one for one in destinations if one.geonames is not None})

    def climate(self, place: str, lat: float, lon: float, month: int) -> MonthClimate | None:
        """The average of the place itself, else of the nearest destination within 60 km; None when there is none."""
        known = self._by_id.get(place) or self._nearest(lat, lon)
        if known is None:
            return None
        climate, index = known.climate, month - 1
        return MonthClimate(
            place=known.name,
            month=month,
            high=climate.high[index],
            low=climate.low[index],
            rain_days=climate.rain_days[index],
            sea=climate.sea[index] if climate.sea else None,
        )

    def _nearest(self, lat: float, lon: float) -> Destination | None:
        measured = ((distance_km(lat, lon, one.lat, one.lon), one.id, one) for one in self._destinations)
        nearest = min(measured, key=lambda found: found[:2], default=None)
        return nearest[2] if nearest is not None and nearest[0] <= NEAR_KM else None
