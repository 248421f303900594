"""The demo market's stays behind the port ``StaySupplier``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from recommender.catalogue import Destination
from suppliers.demo.flights import SEED
from suppliers.demo.places import Place, distance_km
from suppliers.demo.rates import in_currency
from suppliers.demo.rooms import rates
from suppliers.demo.rooms.areas import lies_in
from suppliers.demo.rooms.choice import choose
from suppliers.demo.rooms.properties import Board, Property, Room, properties_of
from suppliers.demo.rooms.rates import RATES, Rate
from suppliers.demo.rooms.towns import Town, Towns
from travel.offers import StayOffer, StockUse
from travel.party import Party
from travel.ports import StockReader
from travel.search.queries import StayQuery

MOST_KEYS = 900
ROOM_TYPES_TRIED = 2


@dataclass(frozen=True, slots=True)
class Lodging:
    """Rooms of one type in one property for a party: what is priced and sold."""

    town: Town
    house: Property
    room: Room
    rooms: int
    check_in: date
    check_out: date
    party: Party
    currency: str

    @property
    def nights(self) -> list[date]:
        return [self.check_in + timedelta(days=day) for day in range((self.check_out - self.check_in).days)]

    @property
    def keys(self) -> list[str]:
        return [rates.stock_key(self.house, self.room, night) for night in self.nights]


class DemoStays:
    """Stays in all ``destinations`` and in ``cities`` above 100,000 inhabitants; the same seed, the same market.

    ``cities`` also give destinations their time zone. Rooms sold are read from ``stock`` at every search.
    """

    def __init__(
        self, cities: Sequence[Place], destinations: Sequence[Destination], stock: StockReader, seed: int = SEED
    ) -> None:
        self._towns = Towns(cities, destinations)
        self._stock = stock
        self._seed = seed
        self._houses = lru_cache(maxsize=128)(lambda town: properties_of(town, seed))

    async def search(self, query: StayQuery, *, now: datetime) -> list[StayOffer]:
        """Bookable offers, best value first, those in the wished area before all others; at most 60."""
        town = self._towns.find(query.place, query.lat, query.lon)
        if town is None or not rates.on_sale(town, query.check_in, now):
            return []
        houses = self._houses(town)
        inside = {house.id for house in houses if query.area and lies_in(house, query.area)}
        lodgings = self._lodgings(town, houses, query, inside)
        sold = await self._stock.sold([key for lodging in lodgings for key in lodging.keys])
        offers = [offer for lodging in lodgings for offer in self._offers(lodging, sold, now)]
        return [replace(offer, distance_km=_distance(offer, query)) for offer in choose(offers, inside)]

    async def refresh(self, offer: StayOffer, *, now: datetime) -> StayOffer | None:
        """The same room and nights at today's price and rule; None when sold out, past, or not of this market."""
        lodging = self._lodging_of(offer)
        if lodging is None or not rates.on_sale(lodging.town, lodging.check_in, now):
            return None
        sold = await self._stock.sold(lodging.keys)
        fresh = next((fresh for fresh in self._offers(lodging, sold, now) if fresh.key == offer.key), None)
        return fresh and replace(fresh, distance_km=offer.distance_km)

    def _lodgings(self, town: Town, houses: Iterable[Property], query: StayQuery, inside: set[str]) -> list[Lodging]:
        """As many as one reading of the stock should ask for; the wished area and good ratings come first."""
        ranked = sorted(houses, key=lambda house: (house.id not in inside, -house.rating / house.level, house.id))
        found = [
            (nth, Lodging(town, house, room, count, query.check_in, query.check_out, query.party, query.currency))
            for house in ranked
            for nth, (room, count) in enumerate(_fitting(house, query.party.seats, query.rooms))
        ]
        found.sort(key=lambda one: one[0])
        return [lodging for _, lodging in found[: max(1, MOST_KEYS // query.nights)]]

    def _offers(self, lodging: Lodging, sold: Mapping[str, int], now: datetime) -> list[StayOffer]:
        """The rates of a lodging; none where a night lacks rooms."""
        capacities = [rates.sellable(lodging.house, lodging.room, night, self._seed) for night in lodging.nights]
        left = [capacity - sold.get(key, 0) for capacity, key in zip(capacities, lodging.keys, strict=True)]
        if min(left) < lodging.rooms:
            return []
        days = (rates.check_in_at(lodging.town, lodging.check_in) - now).days
        cents = sum(
            rates.night_cents(lodging.town, lodging.house, lodging.room, night, free, days, self._seed)
            for night, free in zip(lodging.nights, left, strict=True)
        )
        return [
            self._offer(lodging, board, rate, cents * lodging.rooms, capacities)
            for board in lodging.house.boards
            for rate in RATES
            if not rate.refundable or _still_free(rate, lodging, now)
        ]

    def _offer(
        self, lodging: Lodging, board: Board, rate: Rate, room_cents: int, capacities: Sequence[int]
    ) -> StayOffer:
        town, house = lodging.town, lodging.house
        meals = rates.meal_cents(town, board, lodging.party.seats, len(capacities))
        uses = zip(lodging.keys, capacities, strict=True)
        return StayOffer(
            key=_key(lodging, board, rate),
            property_id=house.id,
            name=house.name,
            place=town.name,
            country=town.country,
            neighbourhood=house.neighbourhood,
            lat=house.lat,
            lon=house.lon,
            stars=house.stars,
            rating=house.rating,
            amenities=house.amenities,
            room=lodging.room.type,
            rooms=lodging.rooms,
            board=board,
            check_in=lodging.check_in,
            check_out=lodging.check_out,
            check_in_at=rates.check_in_at(town, lodging.check_in),
            distance_km=0.0,
            party=lodging.party,
            price=in_currency(round(room_cents * rate.factor) + meals, lodging.currency),
            rule=rates.rate_rule(rate, town, house, lodging.check_in),
            stock=tuple(StockUse(key, lodging.rooms, capacity) for key, capacity in uses),
            supplier="demo",
        )

    def _lodging_of(self, offer: StayOffer) -> Lodging | None:
        """The offer's rooms in today's market."""
        town = self._towns.by_id(offer.property_id.rpartition(".")[0])
        houses = self._houses(town) if town is not None else ()
        for house in houses:
            for room in house.rooms:
                if (house.id, room.type) == (offer.property_id, offer.room) and town is not None:
                    dates = (offer.check_in, offer.check_out)
                    return Lodging(town, house, room, offer.rooms, *dates, offer.party, offer.price.currency)
        return None


def _fitting(house: Property, people: int, rooms: int) -> list[tuple[Room, int]]:
    """The cheapest room types for the party, in as many rooms as wished, or more where no room is large enough."""
    needed = {room: max(rooms, -(-people // room.sleeps)) for room in house.rooms}
    exact = {room: count for room, count in needed.items() if count == rooms} or needed
    return sorted(exact.items(), key=lambda item: (item[0].factor * item[1], item[0].type))[:ROOM_TYPES_TRIED]


def _still_free(rate: Rate, lodging: Lodging, now: datetime) -> bool:
    """A free cancellation that has ended already is no promise."""
    until = rates.rate_rule(rate, lodging.town, lodging.house, lodging.check_in).refund_until
    return until is not None and now < until


def _key(lodging: Lodging, board: Board, rate: Rate) -> str:
    dates = f"{lodging.check_in:%Y%m%d}-{lodging.check_out:%Y%m%d}"
    return f"demo:{lodging.house.id}:{lodging.room.type.replace(' ', '-')}:{lodging.rooms}:{board}:{rate.name}:{dates}"


def _distance(offer: StayOffer, query: StayQuery) -> float:
    return round(distance_km(query.lat, query.lon, offer.lat, offer.lon), 1)
