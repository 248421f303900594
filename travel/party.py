"""Who travels."""

from __future__ import annotations

from dataclasses import dataclass

from travel.errors import BadQuery

MAX_SEATS = 9


@dataclass(frozen=True)
class Party:
    """Adults (12 and older), children with their age in years on the day of travel (2 to 11), infants on a lap."""

    adults: int = 1
    child_ages: tuple[int, ...] = ()
    infants: int = 0

    def __post_init__(self) -> None:
        if self.adults < 1:
            raise BadQuery("no_adult")
        if self.seats > MAX_SEATS:
            raise BadQuery("too_many_people")
        if self.infants > self.adults:
            raise BadQuery("more_infants_than_adults")

    @property
    def seats(self) -> int:
        """People who need a seat of their own."""
        return self.adults + len(self.child_ages)

    @property
    def people(self) -> int:
        """Everybody, infants too."""
        return self.seats + self.infants
