"""What can be bought: flights and stays with an exact price, a rule and the stock they use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from travel.money import Money
from travel.party import Party
from travel.rules import Rule

Cabin = Literal["economy", "premium_economy", "business", "first"]


@dataclass(frozen=True)
class StockUse:
    """``units`` of a stock that holds ``capacity`` in all, e.g. 2 of ``flight:TP535:2027-02-12:economy:9``."""

    key: str
    units: int
    capacity: int


@dataclass(frozen=True)
class Segment:
    """One flight number from take-off to landing; times are aware and local to their airports."""

    carrier: str
    carrier_name: str
    number: str
    origin: str
    destination: str
    departs: datetime
    arrives: datetime
    aircraft: str


@dataclass(frozen=True)
class Slice:
    """One direction of a journey, of one or more segments."""

    segments: tuple[Segment, ...]

    @property
    def origin(self) -> str:
        return self.segments[0].origin

    @property
    def destination(self) -> str:
        return self.segments[-1].destination

    @property
    def departs(self) -> datetime:
        return self.segments[0].departs

    @property
    def arrives(self) -> datetime:
        return self.segments[-1].arrives

    @property
    def stops(self) -> int:
        return len(self.segments) - 1

    @property
    def minutes(self) -> int:
        # In UTC: Python subtracts times of one zone by the clock, whatever the clock did in between.
        return int((self.arrives.astimezone(UTC) - self.departs.astimezone(UTC)).total_seconds() // 60)


@dataclass(frozen=True)
class FlightOffer:
    """A journey for the whole party at one all-in price; ``bags`` are checked bags per person."""

    key: str
    slices: tuple[Slice, ...]
    cabin: Cabin
    fare: str
    bags: int
    party: Party
    price: Money
    rule: Rule
    stock: tuple[StockUse, ...]
    supplier: str

    @property
    def starts(self) -> datetime:
        return self.slices[0].departs

    @property
    def minutes(self) -> int:
        """Time under way, all directions together."""
        return sum(one.minutes for one in self.slices)

    @property
    def stops(self) -> int:
        """Most stops in any direction."""
        return max(one.stops for one in self.slices)

    @property
    def carriers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.carrier for one in self.slices for s in one.segments))


@dataclass(frozen=True)
class StayOffer:
    """Rooms for the whole party for all nights at one all-in price.

    ``check_in_at`` is aware and local to the place; ``distance_km`` is from the centre asked for.
    """

    key: str
    property_id: str
    name: str
    place: str
    country: str
    neighbourhood: str
    lat: float
    lon: float
    stars: int
    rating: float
    amenities: tuple[str, ...]
    room: str
    rooms: int
    board: Literal["room_only", "breakfast", "half_board", "full_board", "all_inclusive"]
    check_in: date
    check_out: date
    check_in_at: datetime
    distance_km: float
    party: Party
    price: Money
    rule: Rule
    stock: tuple[StockUse, ...]
    supplier: str

    @property
    def nights(self) -> int:
        return (self.check_out - self.check_in).days

    @property
    def starts(self) -> datetime:
        return self.check_in_at


Content = FlightOffer | StayOffer


@dataclass(frozen=True)
class Offer:
    """An offer as stored for one conversation: its price holds until ``expires``."""

    id: str
    conversation: str
    content: Content
    expires: datetime

    @property
    def kind(self) -> Literal["flight", "stay"]:
        return "flight" if isinstance(self.content, FlightOffer) else "stay"

    @property
    def price(self) -> Money:
        return self.content.price
