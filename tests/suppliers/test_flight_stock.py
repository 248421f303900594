"""Seats of the demo market: sold ones are gone for everyone, and never one too many is sold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from suppliers.demo import DemoFlights
from tests.suppliers.market import NOW, MemoryStock, open_flights
from travel.party import Party
from travel.search.queries import FlightQuery

QUERY = FlightQuery(("BER",), ("LIS",), date(2027, 2, 12), nonstop=True)


async def test_sold_seats_make_the_flight_dearer_and_then_disappear(flights: DemoFlights, stock: MemoryStock) -> None:
    offer = (await flights.search(QUERY, now=NOW))[0]
    use = offer.stock[0]
    prices = []
    for taken in range(use.capacity):
        stock.taken[use.key] = taken
        fresh = await flights.refresh(offer, now=NOW)
        assert fresh is not None
        prices.append(fresh.price.amount)
    assert prices == sorted(prices)
    assert prices[-1] > prices[0]
    stock.taken[use.key] = use.capacity
    assert await flights.refresh(offer, now=NOW) is None
    assert use.key not in {one.key for found in await flights.search(QUERY, now=NOW) for one in found.stock}


async def test_a_party_needs_a_seat_each(flights: DemoFlights, stock: MemoryStock) -> None:
    couple = FlightQuery(("BER",), ("LIS",), date(2027, 2, 12), nonstop=True, party=Party(2, (), 2))
    offer = (await flights.search(couple, now=NOW))[0]
    use = offer.stock[0]
    stock.taken[use.key] = use.capacity - 2
    assert await flights.refresh(offer, now=NOW) is not None
    stock.taken[use.key] = use.capacity - 1
    assert await flights.refresh(offer, now=NOW) is None
    single = [one for found in await flights.search(QUERY, now=NOW) for one in found.stock]
    assert use.key in {one.key for one in single}


async def test_buying_what_is_offered_never_oversells(flights: DemoFlights, stock: MemoryStock) -> None:
    bought = 0
    capacity: dict[str, int] = {}
    while offers := await flights.search(QUERY, now=NOW):
        for use in offers[0].stock:
            assert capacity.setdefault(use.key, use.capacity) == use.capacity
        while await flights.refresh(offers[0], now=NOW):
            assert stock.take(offers[0])
            bought += 1
    assert bought == sum(capacity.values())
    assert stock.taken == capacity


async def test_capacity_does_not_move_with_time_or_sales(flights: DemoFlights, stock: MemoryStock) -> None:
    first = {use.key: use.capacity for offer in await flights.search(QUERY, now=NOW) for use in offer.stock}
    for use in first:
        stock.taken[use] = 1
    later = await flights.search(QUERY, now=NOW + timedelta(days=70))
    assert {use.key: use.capacity for offer in later for use in offer.stock}.items() <= first.items()


async def test_now_and_then_a_flight_is_all_but_sold_out(flights: DemoFlights) -> None:
    scarce = 0
    for day in range(60):
        query = FlightQuery(("BER",), ("LIS",), date(2027, 2, 1) + timedelta(days=day), nonstop=True)
        scarce += sum(use.capacity <= 5 for offer in await flights.search(query, now=NOW) for use in offer.stock)
    assert scarce > 0


async def test_foreign_or_changed_offers_are_not_refreshed(flights: DemoFlights) -> None:
    offer = (await flights.search(QUERY, now=NOW))[0]
    assert await flights.refresh(replace(offer, key="demo:economy:light:XX1.BERLIS.20270212"), now=NOW) is None
    assert await flights.refresh(replace(offer, fare="gift"), now=NOW) is None
    elsewhere = open_flights(MemoryStock(), seed=7)
    assert all([await elsewhere.refresh(one, now=NOW) != one for one in await flights.search(QUERY, now=NOW)])


@pytest.mark.parametrize("currency", ["EUR", "USD"])
async def test_refresh_gives_the_same_offer_while_nothing_happens(flights: DemoFlights, currency: str) -> None:
    query = FlightQuery(("OPO",), ("NRT",), date(2027, 5, 1), date(2027, 5, 20), currency=currency)
    offers = await flights.search(query, now=NOW)
    assert offers
    for offer in offers:
        assert await flights.refresh(offer, now=NOW + timedelta(minutes=20)) == offer
