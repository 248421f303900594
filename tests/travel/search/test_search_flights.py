"""Finding flights: which days, which offers, in which order, kept for whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.fakes.samples import BACK, NOW, OUT, flight, journey
from tests.fakes.stores import MemoryBookingStore, MemoryOfferStore
from tests.fakes.suppliers import FixedRates, ShelfSupplier
from travel.errors import BadQuery
from travel.offers import FlightOffer
from travel.party import Party
from travel.search.queries import FlightQuery
from travel.search.search_flights import KEPT, Found, search_flights

QUERY = FlightQuery(("BER",), ("LIS",), OUT, BACK, Party(1))
DIRECT = {"attr": "stops", "op": "max", "value": 0}


def one_a_day(query: FlightQuery) -> list[FlightOffer]:
    """The later the day, the cheaper."""
    price = 300 - (query.depart - OUT).days * 10
    return [flight(journey(query.depart), journey(query.back or BACK), price=f"{price}.00")]


class Desk:
    def __init__(self, shelf: Any = one_a_day) -> None:
        self.offers = MemoryOfferStore()
        self.supplier: ShelfSupplier[FlightOffer, FlightQuery] = ShelfSupplier(MemoryBookingStore(), shelf)

    async def search(
        self, query: FlightQuery = QUERY, *wishes: dict[str, Any], days: int = 0, today: Any = NOW
    ) -> Found:
        return await search_flights(
            query,
            wishes,
            flexible_days=days,
            conversation="c",
            supplier=self.supplier,
            offers=self.offers,
            now=NOW,
            today=today,
            rates=FixedRates({"USD": "1.25"}),
            lifetime=timedelta(minutes=30),
        )


async def test_what_is_found_is_kept_for_the_conversation():
    desk = Desk()
    found = await desk.search()
    assert [offer.expires for offer in found.offers] == [NOW + timedelta(minutes=30)]
    assert await desk.offers.get("c", [offer.id for offer in found.offers]) == found.offers
    assert not found.lifted


@pytest.mark.parametrize(("days", "searched"), [(0, 1), (1, 3), (3, 7), (10, 7)])
async def test_flexible_days_move_both_ways_together_at_most_three(days: int, searched: int):
    desk = Desk()
    found = await desk.search(days=days)
    assert len(desk.supplier.asked) == searched
    assert {query.back - query.depart for query in desk.supplier.asked if query.back} == {BACK - OUT}
    prices = [offer.price.amount for offer in found.offers]
    assert prices == sorted(prices)
    assert len(prices) == searched


async def test_days_that_have_passed_are_not_searched():
    desk = Desk()
    query = FlightQuery(("BER",), ("LIS",), NOW.date() + timedelta(days=1))
    await desk.search(query, days=3)
    assert sorted(one.depart for one in desk.supplier.asked) == [NOW.date() + timedelta(days=n) for n in range(5)]


async def test_today_is_the_travellers():
    """At noon in UTC the next day has begun far east: a flight of today, UTC, has passed there."""
    query = FlightQuery(("BER",), ("LIS",), NOW.date())
    assert (await Desk().search(query)).offers
    with pytest.raises(BadQuery) as refusal:
        await Desk().search(query, today=NOW + timedelta(hours=13))
    assert refusal.value.problem == "in_the_past"


async def test_a_bad_query_never_reaches_the_supplier():
    desk = Desk()
    with pytest.raises(BadQuery):
        await desk.search(FlightQuery(("BER",), ("BER",), OUT))
    assert desk.supplier.asked == []


async def test_wishes_narrow_down_and_are_lifted_when_nothing_meets_them():
    via = flight(journey(via="FRA", minutes=400), price="90.00")
    direct = flight(price="171.80")
    mixed = await Desk(lambda query: [via, direct]).search(QUERY, DIRECT)
    assert ([one.content for one in mixed.offers], mixed.lifted) == ([direct], False)
    lifted = await Desk(lambda query: [via]).search(QUERY, DIRECT)
    assert ([one.content for one in lifted.offers], lifted.lifted) == ([via], True)


async def test_nothing_found_is_not_a_lifted_wish():
    found = await Desk(lambda query: []).search(QUERY, DIRECT)
    assert (found.offers, found.lifted) == ([], False)


async def test_each_way_out_comes_once_before_any_comes_again():
    out = [journey(leaves=f"{hour:02d}:00", number=f"TP{hour}") for hour in range(6, 12)]
    home = [journey(BACK, leaves=f"{hour:02d}:00", number=f"TP9{hour}") for hour in range(6, 10)]
    shelf = [
        flight(there, back, price=f"{n}.00") for n, (there, back) in enumerate(((a, b) for a in out for b in home), 90)
    ]
    found = await Desk(lambda query: shelf).search()
    assert len(found.offers) == KEPT
    ways = [offer.content.slices[0].segments[0].number for offer in found.offers]  # type: ignore[union-attr]
    assert len(set(ways[:6])) == 6
    assert found.offers[0].content == shelf[0]


async def test_sold_out_flights_are_not_found():
    stock = MemoryBookingStore()
    desk = Desk()
    desk.supplier.stock = stock
    stock.taken[one_a_day(QUERY)[0].stock[0].key] = 9
    assert (await desk.search()).offers == []


async def test_a_limit_in_dollars_is_compared_with_prices_in_euros():
    limit = {"attr": "price", "op": "max", "value": {"currency": "USD", "per": "total"}}
    below, at = ({**limit, "value": {**limit["value"], "amount": amount}} for amount in ("374.99", "375"))
    assert (await Desk().search(QUERY, below)).lifted
    assert not (await Desk().search(QUERY, at)).lifted
