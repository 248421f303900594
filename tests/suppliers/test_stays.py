"""Searching the demo market for stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender.catalogue import Destination
from suppliers.demo import DemoStays
from suppliers.demo.places import distance_km
from tests.suppliers.market import NOW, MemoryStock, Spot, read_cities, read_destinations
from travel.offers import StayOffer
from travel.party import Party
from travel.search.queries import StayQuery

IN, OUT = date(2027, 2, 12), date(2027, 2, 20)
LISBON = ("lisbon", "Lisbon", "PT", 38.7167, -9.1333, "Europe/Lisbon")
DESTINATIONS = read_destinations()
CITIES = [city for city in read_cities() if city.population >= 100_000]


def ask(check_in: date = IN, check_out: date = OUT, **more: object) -> StayQuery:
    return StayQuery(*LISBON, check_in, check_out, **more)  # type: ignore[arg-type]


def check_sound(offers: list[StayOffer], query: StayQuery) -> None:
    """What holds for every answer."""
    assert len(offers) <= 60
    assert len({offer.key for offer in offers}) == len(offers)
    nights = [query.check_in + timedelta(days=day) for day in range(query.nights)]
    for offer in offers:
        assert offer.supplier == "demo"
        assert offer.price == offer.price.rounded()
        assert offer.price.amount > 0
        assert offer.party == query.party
        assert offer.rooms >= query.rooms
        assert (offer.check_in, offer.check_out) == (query.check_in, query.check_out)
        assert (offer.check_in_at.date(), offer.check_in_at.hour) == (query.check_in, 15)
        assert 1 <= offer.stars <= 5
        assert 0 < offer.rating <= 10
        assert 0 <= offer.distance_km < 100
        assert offer.name
        assert offer.neighbourhood
        slug = offer.room.replace(" ", "-")
        assert [use.key for use in offer.stock] == [f"stay:{offer.property_id}:{slug}:{night}" for night in nights]
        assert all(use.units == offer.rooms <= use.capacity <= 40 for use in offer.stock)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    city=st.sampled_from(CITIES),
    ahead=st.integers(1, 350),
    nights=st.integers(1, 60),
    adults=st.integers(1, 6),
    children=st.lists(st.integers(2, 11), max_size=3).map(tuple),
    data=st.data(),
)
async def test_every_answer_is_sound(
    stays: DemoStays,
    city: Spot,
    ahead: int,
    nights: int,
    adults: int,
    children: tuple[int, ...],
    data: st.DataObject,
) -> None:
    party = Party(adults, children)
    rooms = data.draw(st.integers(1, party.seats))
    check_in = NOW.date() + timedelta(days=ahead)
    spot = (city.id, city.name, city.country, city.lat, city.lon, city.tz)
    query = StayQuery(*spot, check_in, check_in + timedelta(days=nights), party, rooms)
    offers = await stays.search(query, now=NOW)
    check_sound(offers, query)
    for offer in offers[:3]:
        assert await stays.refresh(offer, now=NOW) == offer


@pytest.mark.parametrize("destination", DESTINATIONS, ids=lambda one: one.id)
async def test_every_catalogue_destination_has_stays(stays: DemoStays, destination: Destination) -> None:
    for month in (2, 7):
        spot = (destination.id, destination.name, destination.country, destination.lat, destination.lon, "UTC")
        query = StayQuery(*spot, date(2027, month, 12), date(2027, month, 15), Party(2))
        offers = await stays.search(query, now=NOW)
        check_sound(offers, query)
        assert len({offer.property_id for offer in offers}) >= 8
        assert {offer.place for offer in offers} == {destination.name}


async def test_large_cities_outside_the_catalogue_have_stays(stays: DemoStays) -> None:
    known = {destination.name for destination in DESTINATIONS}
    for city in [city for city in CITIES if city.name not in known][:40]:
        query = StayQuery(city.id, city.name, city.country, city.lat, city.lon, city.tz, IN, OUT)
        assert await stays.search(query, now=NOW)


async def test_other_places_take_the_nearest_city_within_sixty_kilometres(stays: DemoStays) -> None:
    near = replace(ask(), place="gn:999999999", lat=38.9, lon=-9.3)
    offers = await stays.search(near, now=NOW)
    assert offers
    assert all(distance_km(38.9, -9.3, offer.lat, offer.lon) < 75 for offer in offers)
    assert all(abs(distance_km(38.9, -9.3, offer.lat, offer.lon) - offer.distance_km) < 0.1 for offer in offers)
    assert await stays.search(replace(near, lat=30.0, lon=-30.0), now=NOW) == []


async def test_a_place_is_found_by_its_geonames_id_too(stays: DemoStays) -> None:
    by_geonames = await stays.search(replace(ask(), place="gn:2267057"), now=NOW)
    assert by_geonames == await stays.search(ask(), now=NOW)


async def test_prices_are_believable(stays: DemoStays) -> None:
    offers = await stays.search(ask(party=Party(2)), now=NOW)
    by_stars = {stars: [o.price.amount / 8 for o in offers if o.stars == stars] for stars in (2, 3, 4, 5)}
    assert 35 <= min(by_stars[2]) <= 90
    assert 50 <= min(by_stars[3]) <= 130
    assert min(by_stars[3]) < min(by_stars[5])
    assert 120 <= min(by_stars[5]) <= 450


async def test_summer_is_dearer_than_february(stays: DemoStays) -> None:
    winter = {o.key[:-17]: o.price.amount for o in await stays.search(ask(), now=NOW)}
    summer = {
        o.key[:-17]: o.price.amount for o in await stays.search(ask(date(2027, 8, 13), date(2027, 8, 21)), now=NOW)
    }
    same = winter.keys() & summer.keys()
    assert len(same) >= 10
    assert all(summer[key] > winter[key] * Decimal("1.2") for key in same)


async def test_there_is_something_at_every_level_of_comfort(stays: DemoStays) -> None:
    offers = await stays.search(ask(party=Party(2)), now=NOW)
    assert {offer.stars for offer in offers} >= {2, 3, 4}
    assert len({offer.property_id for offer in offers}) >= 20
    assert any(offer.board == "breakfast" for offer in offers)
    assert any("pool" in offer.amenities for offer in offers)


@pytest.mark.parametrize("area", ["the Old Town", "old town", "Alfama", "belem", "city centre", "near the station"])
async def test_the_wished_area_comes_first(stays: DemoStays, area: str) -> None:
    offers = await stays.search(ask(area=area), now=NOW)
    plain = await stays.search(ask(), now=NOW)
    wanted = {"Alfama": "Alfama", "belem": "Belém", "near the station": "Station Quarter"}.get(area)
    if wanted is not None:
        places = [offer.neighbourhood == wanted for offer in offers]
        assert places[0]
        assert places == sorted(places, reverse=True)
    else:
        assert [o.key for o in offers] != [o.key for o in plain]


async def test_an_unknown_area_changes_nothing(stays: DemoStays) -> None:
    assert await stays.search(ask(area="zzyzx"), now=NOW) == await stays.search(ask(), now=NOW)


async def test_free_cancellation_and_nothing_back_are_two_offers_of_one_stock(stays: DemoStays) -> None:
    rates: dict[tuple[object, ...], dict[bool, StayOffer]] = {}
    for offer in await stays.search(ask(), now=NOW):
        same = (offer.property_id, offer.room, offer.board)
        rates.setdefault(same, {})[offer.rule.refund_share > 0] = offer
    pairs = [pair for pair in rates.values() if len(pair) == 2]
    assert pairs
    for pair in pairs:
        free, saver = pair[True], pair[False]
        assert saver.price < free.price
        assert saver.stock == free.stock
        assert saver.rule.refund(saver.price, starts=saver.starts, now=NOW).amount == 0
        until = free.rule.refund_until
        assert until is not None
        assert (until.hour, until.tzinfo) == (18, ZoneInfo("Europe/Lisbon"))
        assert 1 <= (IN - until.date()).days <= 7
        assert free.rule.refund(free.price, starts=free.starts, now=until) == free.price
        assert free.rule.refund(free.price, starts=free.starts, now=until + timedelta(minutes=1)).amount == 0


async def test_free_cancellation_is_not_promised_once_it_has_ended(stays: DemoStays) -> None:
    late = datetime(2027, 2, 12, 9, tzinfo=ZoneInfo("UTC"))
    offers = await stays.search(ask(), now=late)
    assert offers
    assert all(offer.rule.refund_share == 0 for offer in offers)
    assert await stays.search(ask(), now=late.replace(hour=22)) == []


async def test_stock_is_taken_by_night_across_the_end_of_a_month(stays: DemoStays, stock: MemoryStock) -> None:
    query = ask(date(2027, 2, 26), date(2027, 3, 3))
    offer = (await stays.search(query, now=NOW))[0]
    assert [use.key[-10:] for use in offer.stock] == [
        "2027-02-26",
        "2027-02-27",
        "2027-02-28",
        "2027-03-01",
        "2027-03-02",
    ]
    last = offer.stock[-1]
    stock.taken[last.key] = last.capacity
    assert await stays.refresh(offer, now=NOW) is None
    assert last.key not in {use.key for one in await stays.search(query, now=NOW) for use in one.stock}
    earlier = await stays.search(ask(date(2027, 2, 26), date(2027, 3, 2)), now=NOW)
    assert offer.property_id in {one.property_id for one in earlier}


async def test_rooms_get_dearer_and_are_never_oversold(stays: DemoStays, stock: MemoryStock) -> None:
    offer = (await stays.search(ask(), now=NOW))[0]
    prices = []
    while fresh := await stays.refresh(offer, now=NOW):
        prices.append(fresh.price.amount)
        assert stock.take(fresh)
    assert prices == sorted(prices)
    assert len(prices) == min(use.capacity for use in offer.stock)
    assert all(stock.taken[use.key] <= use.capacity for use in offer.stock)


async def test_large_parties_get_as_many_rooms_as_they_need(stays: DemoStays) -> None:
    for offer in await stays.search(ask(party=Party(7, (5, 6))), now=NOW):
        assert offer.rooms * {"single": 1, "double": 2, "twin": 2, "triple": 3, "apartment": 6}.get(offer.room, 4) >= 9
    for offer in await stays.search(ask(party=Party(4), rooms=2), now=NOW):
        assert offer.rooms >= 2


async def test_currencies_are_exact(stays: DemoStays) -> None:
    euros = {one.key: one.price.amount for one in await stays.search(ask(), now=NOW)}
    for offer in await stays.search(ask(currency="JPY"), now=NOW):
        assert offer.price.amount == (euros[offer.key] * 173).quantize(Decimal(1), "ROUND_HALF_UP")


async def test_one_reading_of_the_stock_serves_a_search(stays: DemoStays, stock: MemoryStock) -> None:
    await stays.search(ask(date(2027, 1, 1), date(2027, 3, 1)), now=NOW)
    assert stock.reads == 1


async def test_names_are_told_apart(stays: DemoStays) -> None:
    offers = await stays.search(ask(check_out=IN + timedelta(days=1)), now=NOW)
    names = {offer.property_id: offer.name for offer in offers}
    assert len(set(names.values())) == len(names)
