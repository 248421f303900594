"""The demo market's flights behind the port ``FlightSupplier``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, product

from suppliers.demo.air.airports import airports_by_code
from suppliers.demo.air.fares import FARES, cabin_on, has_cabin, stock_key
from suppliers.demo.air.journeys import Journey, Journeys, fly
from suppliers.demo.air.network import Network
from suppliers.demo.air.shelf import Desk, Priced, journey_key, shelve
from suppliers.demo.air.timetable import Timetable
from suppliers.demo.places import Carrier, Place
from travel.offers import Cabin, FlightOffer
from travel.ports import StockReader
from travel.search.queries import FlightQuery

SEED = 20_260
AIRPORTS_TRIED = 3
ENOUGH = 40
SALES_END = timedelta(minutes=90)


class DemoFlights:
    """Flights between all ``airports``; the same seed gives the same market in every process.

    Seats that the assistant sold are read from ``stock`` at every search, so they are gone at once for everyone.
    """

    def __init__(
        self, airports: Sequence[Place], carriers: Sequence[Carrier], stock: StockReader, seed: int = SEED
    ) -> None:
        self._stock = stock
        self._seed = seed
        self._timetable = Timetable(Network(airports_by_code(airports), carriers, seed), seed)
        self._journeys = Journeys(self._timetable)

    async def search(self, query: FlightQuery, *, now: datetime) -> list[FlightOffer]:
        """Bookable offers, cheapest first; empty when nobody flies. At most 60."""
        starts, ends = query.origin[:AIRPORTS_TRIED], query.destination[:AIRPORTS_TRIED]
        ways = [(starts, ends, query.depart)]
        ways += [] if query.back is None else [(ends, starts, query.back)]
        found = [self._on_sale(*way, query, now) or self._anyhow(*way, query, now) for way in ways]
        desk, priced = await self._price(found, query, now)
        if all(found) and not all(priced):
            wider = [found[turn] if priced[turn] else self._anyhow(*way, query, now) for turn, way in enumerate(ways)]
            desk, priced = await self._price(wider, query, now)
        return shelve(desk, priced[0], priced[1] if len(priced) > 1 else None) if all(priced) else []

    async def _price(
        self, found: Sequence[Sequence[Journey]], query: FlightQuery, now: datetime
    ) -> tuple[Desk, list[list[Priced]]]:
        """What has seats for the party in each direction; nothing is read when a direction has no journeys."""
        sold = await self._sold(chain(*found), query.cabin) if all(found) else {}
        desk = Desk(query.cabin, query.party, query.currency, now, self._seed, sold)
        if not all(found):
            return desk, [[] for _ in found]
        return desk, [[priced for journey in one if (priced := desk.price(journey))] for one in found]

    async def refresh(self, offer: FlightOffer, *, now: datetime) -> FlightOffer | None:
        """The same journey at today's price and rule, or None when it is sold out, closed or not of this market."""
        journeys = self._journeys_of(offer)
        fare = next((fare for fare in FARES[offer.cabin] if fare.name == offer.fare), None)
        if not journeys or fare is None or journey_key(offer.cabin, fare, journeys) != offer.key:
            return None
        if not _open(journeys[0], now):
            return None
        sold = await self._sold(journeys, offer.cabin)
        desk = Desk(offer.cabin, offer.party, offer.price.currency, now, self._seed, sold)
        trip = tuple(priced for journey in journeys if (priced := desk.price(journey)))
        return desk.offer(trip, fare) if len(trip) == len(journeys) else None

    def _on_sale(
        self, starts: Iterable[str], ends: Iterable[str], day: date, query: FlightQuery, now: datetime
    ) -> list[Journey]:
        """Journeys of the day that still leave and have the cabin; changes only while the choice is small."""
        pairs = list(product(starts, ends))
        found: list[Journey] = [journey for pair in pairs for journey in self._journeys.direct(*pair, day)]
        for pair in () if query.nonstop else pairs:
            if len(found) < ENOUGH:
                found += self._journeys.changing(*pair, day)
        return _sellable(found, query.cabin, now)

    def _anyhow(
        self, starts: Iterable[str], ends: Iterable[str], day: date, query: FlightQuery, now: datetime
    ) -> list[Journey]:
        """Long ways round, for when the usual search finds nothing or all of it is sold out."""
        for pair in () if query.nonstop else product(starts, ends):
            found = _sellable(self._journeys.anyhow(*pair, day), query.cabin, now)
            if found:
                return found
        return []

    async def _sold(self, journeys: Iterable[Journey], cabin: Cabin) -> dict[str, int]:
        """One reading of the stock for all legs."""
        legs = [leg for journey in journeys for leg in journey]
        return await self._stock.sold(sorted({stock_key(leg, cabin_on(leg, cabin)) for leg in legs}))

    def _journeys_of(self, offer: FlightOffer) -> list[Journey]:
        """The offer's journeys in today's timetable; empty when a flight is unknown or does not fly that day."""
        journeys: list[Journey] = []
        for one in offer.slices:
            legs = []
            for segment in one.segments:
                flight = self._timetable.find(segment.origin, segment.destination, segment.number)
                if flight is None or not flight.flies(segment.departs.date()):
                    return []
                legs.append(fly(flight, segment.departs.date()))
            journeys.append(tuple(legs))
        return journeys


def _sellable(journeys: Iterable[Journey], cabin: Cabin, now: datetime) -> list[Journey]:
    """Those that still leave and have the cabin."""
    return [journey for journey in journeys if has_cabin(journey, cabin) and _open(journey, now)]


def _open(journey: Journey, now: datetime) -> bool:
    """Whether the first departure is far enough away to be sold."""
    return journey[0].takes_off > now + SALES_END
