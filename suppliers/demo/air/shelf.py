"""Turning journeys into offers: prices for the party, pairs of directions, and a choice worth reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from suppliers.demo.air import fares
from suppliers.demo.air.fares import CHILD_SHARE, FARES, INFANT_SHARE, Fare
from suppliers.demo.air.journeys import Journey, Leg, partners, under_way
from suppliers.demo.places import Carrier
from suppliers.demo.rates import in_currency
from travel.money import Money, total
from travel.offers import Cabin, FlightOffer, Segment, Slice, StockUse
from travel.party import Party

MOST_OFFERS = 60
MOST_TRIPS = 40
UPSELL_TRIPS = 10
PER_OUTBOUND = 4
PER_DIRECTION = 14
TURNAROUND = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Priced:
    """One direction with seats for the party: what an adult pays in the cabin's cheapest fare, in EUR."""

    journey: Journey
    price: float
    minutes: float


Trip = tuple[Priced, ...]


@dataclass(frozen=True)
class Desk:
    """Prices journeys for one party and cabin at one moment, with what ``sold`` leaves."""

    cabin: Cabin
    party: Party
    currency: str
    now: datetime
    seed: int
    sold: Mapping[str, int]
    _made: dict[tuple[int, str], tuple[Slice, Money, tuple[StockUse, ...]]] = field(default_factory=dict)

    def price(self, journey: Journey) -> Priced | None:
        """None when a leg lacks seats for the party."""
        fullest = (1.0, 1, 1)
        for leg in journey:
            cabin = fares.cabin_on(leg, self.cabin)
            seats = leg.flight.aircraft.seats[cabin]
            left = fares.sellable(leg, cabin, self.seed) - self.sold.get(fares.stock_key(leg, cabin), 0)
            if left < self.party.seats:
                return None
            fullest = min(fullest, (left / seats, left, seats))
        price = fares.seat_price(journey, self.cabin, fullest[1], fullest[2], self.now, self.seed)
        return Priced(journey, price, under_way(journey).total_seconds() / 60)

    def offer(self, trip: Trip, fare: Fare) -> FlightOffer:
        journeys = [priced.journey for priced in trip]
        long = any(map(fares.is_long, journeys))
        made = [self._direction(priced, fare) for priced in trip]
        return FlightOffer(
            key=journey_key(self.cabin, fare, journeys),
            slices=tuple(one for one, _, _ in made),
            cabin=self.cabin,
            fare=fare.name,
            bags=fare.bags,
            party=self.party,
            price=total([price for _, price, _ in made]),
            rule=fares.fare_rule(fare, made[0][0].departs, long, self.currency),
            stock=tuple(use for _, _, uses in made for use in uses),
            supplier="demo",
        )

    def _direction(self, priced: Priced, fare: Fare) -> tuple[Slice, Money, tuple[StockUse, ...]]:
        """Made once, as the same direction stands in many offers; ``priced`` live as long as the search."""
        key = (id(priced), fare.name)
        if key not in self._made:
            flown = Slice(tuple(map(_segment, priced.journey)))
            self._made[key] = flown, self._for_all(priced, fare), tuple(map(self._use, priced.journey))
        return self._made[key]

    def _for_all(self, priced: Priced, fare: Fare) -> Money:
        """One direction for the party; every person's price is exact, so that sums can be checked."""
        adult = in_currency(fares.fare_cents(priced.price, fare, fares.is_long(priced.journey)), self.currency)
        shares = [(self.party.adults, Decimal(1)), (len(self.party.child_ages), CHILD_SHARE)]
        return total(
            [(adult * share).rounded() * count for count, share in [*shares, (self.party.infants, INFANT_SHARE)]]
        )

    def _use(self, leg: Leg) -> StockUse:
        cabin = fares.cabin_on(leg, self.cabin)
        return StockUse(fares.stock_key(leg, cabin), self.party.seats, fares.sellable(leg, cabin, self.seed))


def journey_key(cabin: Cabin, fare: Fare, journeys: Iterable[Journey]) -> str:
    """Names a journey so that it can be found again: numbers, routes and days of all legs."""
    ways = ["+".join(f"{leg.flight.number}.{_route(leg)}.{leg.day:%Y%m%d}" for leg in journey) for journey in journeys]
    return f"demo:{cabin}:{fare.name}:{'/'.join(ways)}"


def shelve(desk: Desk, out: Sequence[Priced], back: Sequence[Priced] | None) -> list[FlightOffer]:
    """At most 60 offers, cheapest first: every trip in its cheapest fare, the best ones in the higher fares too."""
    trips = [(one,) for one in worthwhile(out)] if back is None else _pairs(worthwhile(out), worthwhile(back))
    chosen = _diverse(trips)
    cheapest, *higher = FARES[desk.cabin]
    offers = [desk.offer(trip, cheapest) for trip in chosen]
    best = sorted(chosen, key=_value)[:UPSELL_TRIPS]
    offers += [desk.offer(trip, fare) for trip in best for fare in higher]
    return sorted(offers, key=lambda offer: (offer.price.amount, offer.minutes, offer.key))[:MOST_OFFERS]


def worthwhile(priced: Iterable[Priced]) -> list[Priced]:
    """The best of one direction; a connection must not take absurdly longer than the fastest way."""
    ranked = sorted(priced, key=lambda one: (one.price + one.minutes / 6, one.journey[0].flight.number))
    if not ranked:
        return []
    fastest = min(ranked, key=lambda one: one.minutes)
    limit = 2 * fastest.minutes + (90 if len(fastest.journey) == 1 else 300)
    bearable = [one for one in ranked if one.minutes <= limit]
    nonstop = [one for one in bearable if len(one.journey) == 1]
    changing = [one for one in bearable if len(one.journey) > 1]
    room = PER_DIRECTION if not nonstop else PER_DIRECTION // 3
    return nonstop[: PER_DIRECTION * 2] + changing[:room]


def _pairs(out: Sequence[Priced], back: Sequence[Priced]) -> list[Trip]:
    """There and back between the same airports, with one carrier or its partners where that is possible."""
    pairs = [(one, other) for one in out for other in back if _returns(one.journey, other.journey)]
    together = [pair for pair in pairs if partners(_carrier(pair[0]), _carrier(pair[1]))]
    return list(together or pairs)


def _returns(out: Journey, back: Journey) -> bool:
    mirrored = (
        out[0].flight.origin is back[-1].flight.destination and out[-1].flight.destination is back[0].flight.origin
    )
    return mirrored and back[0].takes_off >= out[-1].lands + TURNAROUND


def _diverse(trips: Iterable[Trip]) -> list[Trip]:
    """Cheap and quick trips, each flight out only a few times; the best nonstop trips are always among them."""
    uses: Counter[tuple[str, ...]] = Counter()
    chosen: dict[int, Trip] = {}
    ranked = sorted(trips, key=_value)
    nonstop_first = sorted(ranked, key=lambda trip: max(len(one.journey) for one in trip) > 1)
    for trip in (*nonstop_first[:8], *sorted(ranked, key=_cost), *ranked):
        flights = tuple(leg.flight.number for leg in trip[0].journey)
        if id(trip) not in chosen and uses[flights] < PER_OUTBOUND and len(chosen) < MOST_TRIPS:
            uses[flights] += 1
            chosen[id(trip)] = trip
    return list(chosen.values())


def _cost(trip: Trip) -> float:
    return sum(one.price for one in trip)


def _value(trip: Trip) -> float:
    """Price with time under way at 10 EUR an hour and 15 EUR for a change."""
    return _cost(trip) + sum(one.minutes / 6 + 15 * (len(one.journey) - 1) for one in trip)


def _carrier(priced: Priced) -> Carrier:
    return max(priced.journey, key=lambda leg: leg.flight.km).flight.carrier


def _route(leg: Leg) -> str:
    return leg.flight.origin.code + leg.flight.destination.code


def _segment(leg: Leg) -> Segment:
    flight = leg.flight
    return Segment(
        carrier=flight.carrier.code,
        carrier_name=flight.carrier.name,
        number=flight.number,
        origin=flight.origin.code,
        destination=flight.destination.code,
        departs=leg.departs,
        arrives=leg.arrives,
        aircraft=flight.aircraft.name,
    )
