"""Finding stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.fakes.samples import BACK, NOW, OUT, stay
from tests.fakes.stores import MemoryBookingStore, MemoryOfferStore
from tests.fakes.suppliers import FixedRates, ShelfSupplier
from travel.errors import BadQuery
from travel.offers import StayOffer
from travel.party import Party
from travel.search.queries import StayQuery
from travel.search.search_flights import KEPT, Found
from travel.search.search_stays import search_stays

QUERY = StayQuery("gn:2267057", "Lisbon", "PT", 38.72, -9.13, "Europe/Lisbon", OUT, BACK, Party(2))


async def search(shelf: list[StayOffer], *wishes: dict[str, Any], query: StayQuery = QUERY) -> Found:
    supplier: ShelfSupplier[StayOffer, StayQuery] = ShelfSupplier(MemoryBookingStore(), lambda asked: shelf)
    return await search_stays(
        query,
        wishes,
        conversation="c",
        supplier=supplier,
        offers=MemoryOfferStore(),
        now=NOW,
        today=NOW,
        rates=FixedRates({"USD": "1.25"}),
        lifetime=timedelta(minutes=30),
    )


async def test_the_suppliers_order_is_kept_one_rate_of_each_property_first():
    rates = [stay(name, board=board) for name in ("One", "Two") for board in ("room_only", "breakfast")]
    found = await search(rates)
    shown = [(one.content.name, one.content.board) for one in found.offers]  # type: ignore[union-attr]
    assert shown == [("One", "room_only"), ("Two", "room_only"), ("One", "breakfast"), ("Two", "breakfast")]


async def test_a_wish_for_breakfast_finds_the_rate_that_has_it():
    rates = [stay(name, board=board) for name in ("One", "Two") for board in ("room_only", "breakfast")]
    found = await search(rates, {"attr": "board", "op": "with", "value": "breakfast"})
    assert [(one.content.name, one.content.board) for one in found.offers] == [  # type: ignore[union-attr]
        ("One", "breakfast"),
        ("Two", "breakfast"),
    ]


async def test_three_pages_are_kept():
    found = await search([stay(f"House {n}") for n in range(40)])
    assert len(found.offers) == KEPT
    assert {one.expires for one in found.offers} == {NOW + timedelta(minutes=30)}


async def test_wishes_that_nothing_meets_are_lifted():
    found = await search([stay(stars=3)], {"attr": "stars", "op": "min", "value": 5})
    assert (len(found.offers), found.lifted) == (1, True)


async def test_a_town_without_rooms():
    found = await search([], {"attr": "stars", "op": "min", "value": 5})
    assert (found.offers, found.lifted) == ([], False)


async def test_a_bad_query_is_refused():
    with pytest.raises(BadQuery) as refusal:
        await search([stay()], query=replace(QUERY, check_out=OUT))
    assert refusal.value.problem == "no_night"
