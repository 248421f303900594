"""What the demo market asks for a flight."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from suppliers.demo import DemoFlights
from tests.suppliers.market import NOW
from tests.suppliers.test_flights import AIRCRAFT, BACK, ask, number_of
from travel.offers import FlightOffer
from travel.party import Party


async def test_fares_grow_with_what_they_allow(flights: DemoFlights) -> None:
    offers = await flights.search(ask("FRA-JFK", back=BACK), now=NOW)
    by_trip: dict[tuple[str, ...], dict[str, FlightOffer]] = {}
    for offer in offers:
        by_trip.setdefault(tuple(use.key for use in offer.stock), {})[offer.fare] = offer
    full = [fares for fares in by_trip.values() if len(fares) == 3]
    assert full
    for fares in full:
        light, classic, flex = fares["light"], fares["classic"], fares["flex"]
        assert light.price < classic.price
        assert classic.price < flex.price
        assert (light.bags, classic.bags) == (0, 1)
        assert light.rule.refund_share == 0
        assert light.rule.change_fee is not None
        assert classic.rule.change_fee is not None
        assert flex.rule.change_fee is not None
        assert classic.rule.change_fee < light.rule.change_fee
        assert flex.rule.change_fee.amount == 0
        assert flex.rule.refund_until == flex.starts - timedelta(hours=24)
        before = flex.starts - timedelta(hours=25)
        assert flex.rule.refund(flex.price, starts=flex.starts, now=before) == flex.price
        assert flex.rule.refund(flex.price, starts=flex.starts, now=before + timedelta(hours=2)).amount == 0


async def test_business_costs_three_to_five_times_as_much(flights: DemoFlights) -> None:
    for route in ("FRA-JFK", "CDG-SIN", "LHR-LIS"):
        light = (await flights.search(ask(route, back=BACK), now=NOW))[0]
        business = (await flights.search(ask(route, back=BACK, cabin="business"), now=NOW))[0]
        assert 2.6 <= business.price.amount / light.price.amount <= 5.2
        assert any(":business" in use.key for use in business.stock)


async def test_cabins_that_the_aircraft_lacks_are_not_sold(flights: DemoFlights) -> None:
    assert await flights.search(ask("BER-MUC", cabin="first"), now=NOW) == []
    for offer in await flights.search(ask("FRA-JFK", cabin="first", nonstop=True), now=NOW):
        assert "first" in AIRCRAFT[offer.slices[0].segments[0].aircraft].seats


async def test_children_and_infants_pay_their_share(flights: DemoFlights) -> None:
    alone = {one.key: one for one in await flights.search(ask("BER-LIS", back=BACK), now=NOW)}
    family = Party(2, (4, 9), 1)
    for offer in await flights.search(ask("BER-LIS", back=BACK, party=family), now=NOW):
        if offer.key in alone:
            adult = alone[offer.key].price.amount
            assert offer.price.amount == pytest.approx(adult * Decimal("3.6"), abs=Decimal("0.05"))
            assert {use.units for use in offer.stock} == {4}


async def test_a_return_costs_the_sum_of_its_directions(flights: DemoFlights) -> None:
    for currency in ("EUR", "JPY", "GBP"):
        out = {
            number_of(o): o
            for o in await flights.search(ask("BER-LIS", currency=currency), now=NOW)
            if o.fare == "light"
        }
        back = {
            number_of(o): o
            for o in await flights.search(ask("LIS-BER", BACK, currency=currency), now=NOW)
            if o.fare == "light"
        }
        checked = 0
        for offer in await flights.search(ask("BER-LIS", back=BACK, currency=currency), now=NOW):
            there, home = ("+".join(s.number for s in one.segments) for one in offer.slices)
            if offer.fare == "light" and there in out and home in back:
                assert offer.price == out[there].price + back[home].price
                checked += 1
        assert checked


async def test_currencies_are_exact(flights: DemoFlights) -> None:
    euros = {one.key: one.price.amount for one in await flights.search(ask("BER-LIS"), now=NOW)}
    for currency, rate, unit in (
        ("USD", "1.17", "0.01"),
        ("PLN", "4.26", "0.01"),
        ("JPY", "173", "1"),
        ("HUF", "390", "1"),
    ):
        for offer in await flights.search(ask("BER-LIS", currency=currency), now=NOW):
            assert offer.price.currency == currency
            assert offer.price.amount == (euros[offer.key] * Decimal(rate)).quantize(Decimal(unit), "ROUND_HALF_UP")
    unknown = await flights.search(ask("BER-LIS", currency="XYZ"), now=NOW)
    assert {one.key: one.price.amount for one in unknown} == euros
    assert {one.price.currency for one in unknown} == {"EUR"}


async def test_the_nearer_the_departure_the_dearer(flights: DemoFlights) -> None:
    offer = (await flights.search(ask("BER-LIS", back=BACK), now=NOW))[0]
    prices = []
    for days in (80, 45, 30, 21, 14, 7, 3, 1):
        fresh = await flights.refresh(offer, now=offer.starts - timedelta(days=days, hours=1))
        assert fresh is not None
        prices.append(fresh.price.amount)
    assert prices == sorted(prices)
    assert prices[-1] > prices[0] * Decimal("1.3")
