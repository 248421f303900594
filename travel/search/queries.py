"""What is searched for, checked once when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from travel.errors import BadQuery
from travel.offers import Cabin
from travel.party import Party

MAX_DAYS_AHEAD = 360
MAX_NIGHTS = 60


@dataclass(frozen=True)
class FlightQuery:
    """Airports are IATA codes, best first; ``currency`` is the one prices are wanted in."""

    origin: tuple[str, ...]
    destination: tuple[str, ...]
    depart: date
    back: date | None = None
    party: Party = Party()
    cabin: Cabin = "economy"
    nonstop: bool = False
    currency: str = "EUR"

    def check(self, today: date) -> None:
        """Raise BadQuery when no airline could answer this."""
        if not self.origin or not self.destination:
            raise BadQuery("no_airport")
        if set(self.origin) & set(self.destination):
            raise BadQuery("same_place")
        check_days(self.depart, self.back, today)


@dataclass(frozen=True)
class StayQuery:
    """Rooms near a point; ``place`` is a GeoNames or catalogue id, ``area`` a wished neighbourhood or landmark."""

    place: str
    name: str
    country: str
    lat: float
    lon: float
    tz: str
    check_in: date
    check_out: date
    party: Party = Party()
    rooms: int = 1
    area: str | None = None
    currency: str = "EUR"

    @property
    def nights(self) -> int:
        return (self.check_out - self.check_in).days

    def check(self, today: date) -> None:
        """Raise BadQuery when no hotel could answer this."""
        check_days(self.check_in, self.check_out, today)
        if self.nights < 1:
            raise BadQuery("no_night")
        if self.nights > MAX_NIGHTS:
            raise BadQuery("too_many_nights")
        if not 1 <= self.rooms <= self.party.seats:
            raise BadQuery("too_many_rooms")


def check_days(first: date, last: date | None, today: date) -> None:
    """Raise BadQuery for days in the past, too far ahead, or in the wrong order."""
    if first < today:
        raise BadQuery("in_the_past")
    if (first - today).days > MAX_DAYS_AHEAD:
        raise BadQuery("too_far_ahead")
    if last is not None and last < first:
        raise BadQuery("back_before_out")
    if last is not None and (last - today).days > MAX_DAYS_AHEAD + MAX_NIGHTS:
        raise BadQuery("too_far_ahead")
