"""The demo market's stays behind the port ``StaySupplier``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from suppliers.demo.rooms.rates import RATES, Night, Rate
from suppliers.demo.rooms.towns import Town, Towns
from travel.offers import StayOffer, StockUse
from travel.party import Party
from travel.ports import StockReader
from travel.rules import Rule
from travel.search.queries import StayQuery

MOST_KEYS = 900
ROOM_TYPES_TRIED = 2
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lodging:
    """Rooms of one type in one property for a party: what is priced and sold."""

    town: Town
    house: Property
    room: Room
    rooms: int
    nights: tuple[Night, ...]
    party: Party
    currency: str
    distance_km: float

    @property
    def check_in(self) -> date:
        return self.nights[0].day

    @property
    def check_out(self) -> date:
        return self.nights[-1].day + ONE_DAY


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
        sold = await self._stock.sold([night.key for lodging in lodgings for night in lodging.nights])
        offers = [offer for lodging in lodgings for offer in self._offers(lodging, sold, now)]
        return choose(offers, inside)

    async def refresh(self, offer: StayOffer, *, now: datetime) -> StayOffer | None:
        """The same room and nights at today's price and rule; None when sold out, past, or not of this market."""
        lodging = self._lodging_of(offer)
        if lodging is None or not rates.on_sale(lodging.town, lodging.check_in, now):
            return None
        sold = await self._stock.sold([night.key for night in lodging.nights])
        return next((fresh for fresh in self._offers(lodging, sold, now) if fresh.key == offer.key), None)

    def _lodgings(self, town: Town, houses: Iterable[Property], query: StayQuery, inside: set[str]) -> list[Lodging]:
        """As many as one reading of the stock should ask for; the wished area and good ratings come first."""
        ranked = sorted(houses, key=lambda house: (house.id not in inside, -house.rating / house.level, house.id))
        wanted = [
            (nth, house, room, count)
            for house in ranked
            for nth, (room, count) in enumerate(_fitting(house, query.party.seats, query.rooms))
        ]
        wanted.sort(key=lambda one: one[0])
        days = _days(query.check_in, query.check_out)
        return [
            Lodging(
                town,
                house,
                room,
                count,
                rates.nights_of(house, room, days, self._seed),
                query.party,
                query.currency,
                _distance(house, query),
            )
            for _, house, room, count in wanted[: max(1, MOST_KEYS // len(days))]
        ]

    def _offers(self, lodging: Lodging, sold: Mapping[str, int], now: datetime) -> list[StayOffer]:
        """The rates of a lodging; none where a night lacks rooms."""
        town, house, room = lodging.town, lodging.house, lodging.room
        left = [night.capacity - sold.get(night.key, 0) for night in lodging.nights]
        if min(left) < lodging.rooms:
            return []
        days = (rates.check_in_at(town, lodging.check_in) - now).days
        factors = (rates.night_factor(town, room, *night) for night in zip(lodging.nights, left, strict=True))
        cents = round(rates.house_price(town, house, days) * sum(factors) * 100) * lodging.rooms
        uses = tuple(StockUse(night.key, lodging.rooms, night.capacity) for night in lodging.nights)
        return [
            self._offer(lodging, board, rate, rule, cents, uses)
            for rate in RATES
            if (rule := rates.rate_rule(rate, town, house, lodging.check_in)) and _kept(rule, now)
            for board in house.boards
        ]

    def _offer(
        self, lodging: Lodging, board: Board, rate: Rate, rule: Rule, room_cents: int, uses: tuple[StockUse, ...]
    ) -> StayOffer:
        town, house = lodging.town, lodging.house
        meals = rates.meal_cents(town, board, lodging.party.seats, len(uses))
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
            distance_km=lodging.distance_km,
            party=lodging.party,
            price=in_currency(round(room_cents * rate.factor) + meals, lodging.currency),
            rule=rule,
            stock=uses,
            supplier="demo",
        )

    def _lodging_of(self, offer: StayOffer) -> Lodging | None:
        """The offer's rooms in today's market."""
        town = self._towns.by_id(offer.property_id.rpartition(".")[0])
        houses = self._houses(town) if town is not None else ()
        days = _days(offer.check_in, offer.check_out)
        for house in houses:
            for room in house.rooms:
                if (house.id, room.type) == (offer.property_id, offer.room) and town is not None:
                    nights = rates.nights_of(house, room, days, self._seed)
                    currency, centre = offer.price.currency, offer.distance_km
                    return Lodging(town, house, room, offer.rooms, nights, offer.party, currency, centre)
        return None


def _days(check_in: date, check_out: date) -> list[date]:
    return [check_in + day * ONE_DAY for day in range((check_out - check_in).days)]


def _fitting(house: Property, people: int, rooms: int) -> list[tuple[Room, int]]:
    """The cheapest room types for the party, in as many rooms as wished, or more where no room is large enough."""
    needed = {room: max(rooms, -(-people // room.sleeps)) for room in house.rooms}
    exact = {room: count for room, count in needed.items() if count == rooms} or needed
    return sorted(exact.items(), key=lambda item: (item[0].factor * item[1], item[0].type))[:ROOM_TYPES_TRIED]


def _kept(rule: Rule, now: datetime) -> bool:
    """A free cancellation that has ended already is no promise."""
    return rule.refund_until is None or now < rule.refund_until


def _key(lodging: Lodging, board: Board, rate: Rate) -> str:
    dates = f"{lodging.check_in:%Y%m%d}-{lodging.check_out:%Y%m%d}"
    return f"demo:{lodging.house.id}:{lodging.room.type.replace(' ', '-')}:{lodging.rooms}:{board}:{rate.name}:{dates}"


def _distance(house: Property, query: StayQuery) -> float:
    return round(distance_km(query.lat, query.lon, house.lat, house.lon), 1)
