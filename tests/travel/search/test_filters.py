"""Every shape of a wish (world.refinements) about flights and stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.fakes.samples import BACK, eur, flight, journey, stay
from tests.fakes.suppliers import FixedRates
from travel.errors import UnknownCurrency
from travel.offers import FlightOffer, StayOffer
from travel.party import Party
from travel.rules import Rule
from travel.search.filters import fitting, has_feature, meets, price_per
from travel.search.wishes import limits_in, merge
from world.refinements import find_refinements

MORNING = flight(
    journey(leaves="06:30"), journey(BACK, origin="LIS", destination="BER"), price="310.00", party=Party(2)
)
NOON = flight(journey(leaves="12:00", carrier="LH", number="LH1166", via="FRA", minutes=400), price="190.00", bags=0)
EVENING = flight(journey(leaves="19:40", carrier="FR", number="FR1"), price="95.00", rule=Rule(), cabin="business")
NIGHT = flight(journey(leaves="23:30", minutes=230), price="120.00")
FLIGHTS = [MORNING, NOON, EVENING, NIGHT]

PLAIN = stay("Plain", price="400.00", stars=2, rating=6.1, distance_km=3.0, amenities=())
POOL = stay("Pool", price="800.00", stars=4, rating=9.1, distance_km=1.5, amenities=("pool", "wifi"), board="breakfast")
PALACE = stay(
    "Palace", price="1600.00", stars=5, rating=8.9, distance_km=0.2, amenities=("pool", "spa"), board="half_board"
)
STAYS = [PLAIN, POOL, PALACE]


def wish(attr: str, op: str, value: Any = None) -> dict[str, Any]:
    return {"attr": attr, "op": op} | ({} if value is None else {"value": value})


def price(amount: str, per: str = "total") -> dict[str, str]:
    return {"amount": amount, "currency": "EUR", "per": per}


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (wish("price", "max", price("190")), [NOON, EVENING, NIGHT]),
        (wish("price", "max", price("189.99")), [EVENING, NIGHT]),
        (wish("price", "max", price("155", "person")), [MORNING, EVENING, NIGHT]),
        (wish("price", "min", price("190")), [MORNING, NOON]),
        (wish("price", "about", price("100")), [EVENING]),
        (wish("price", "about", price("105")), [EVENING, NIGHT]),
        (wish("stops", "max", 0), [MORNING, EVENING, NIGHT]),
        (wish("stops", "max", 1), FLIGHTS),
        (wish("stops", "any"), FLIGHTS),
        (wish("carrier", "only", "LH"), [NOON]),
        (wish("carrier", "with", "LH"), [NOON]),
        (wish("carrier", "not", "FR"), [MORNING, NOON, NIGHT]),
        (wish("carrier", "not"), FLIGHTS),
        (wish("bags", "with"), [MORNING, EVENING, NIGHT]),
        (wish("bags", "with", 1), [MORNING, EVENING, NIGHT]),
        (wish("bags", "without"), [NOON]),
        (wish("cabin", "with", "business"), [EVENING]),
        (wish("refundable", "with"), [MORNING, NOON, NIGHT]),
        (wish("refundable", "without"), [EVENING]),
        (wish("duration", "max", 6), [MORNING, EVENING, NIGHT]),
        (wish("duration", "max", 7), FLIGHTS),
        (wish("depart_time", "window", "morning"), [MORNING]),
        (wish("depart_time", "window", "afternoon"), [NOON]),
        (wish("depart_time", "window", "evening"), [EVENING, NIGHT]),
        (wish("depart_time", "window", "night"), [NIGHT]),
        (wish("depart_time", "min", "12:00"), [NOON, EVENING, NIGHT]),
        (wish("depart_time", "max", "12:00"), [MORNING, NOON]),
        (wish("arrive_time", "max", "10:00"), [MORNING, NIGHT]),
        (wish("arrive_time", "min", "18:00"), [EVENING]),
        (wish("amenity", "with", "pool"), FLIGHTS),
        (wish("stars", "min", 4), FLIGHTS),
    ],
    ids=str,
)
def test_which_flights_stay(wanted: dict[str, Any], kept: list[FlightOffer]):
    assert fitting(FLIGHTS, [wanted]) == kept


MIXED = flight(journey(carrier="LH", number="LH1172"), journey(BACK, origin="LIS", destination="BER"))
LUFTHANSA = flight(journey(carrier="LH", number="LH1172"), journey(BACK, carrier="LH", number="LH1173"))
FRENCH = flight(journey(carrier="TO", number="TO3411"))
DUTCH = flight(journey(carrier="HV", number="HV5001"))


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (wish("carrier", "only", "LH"), [LUFTHANSA]),
        (wish("carrier", "only", ["LH", "TP"]), [MIXED, LUFTHANSA]),
        (wish("carrier", "not", "TP"), [LUFTHANSA, FRENCH, DUTCH]),
        (wish("carrier", "with", "TP"), [MIXED]),
        (wish("carrier", "not", "HV"), [MIXED, LUFTHANSA]),
        (wish("carrier", "only", "HV"), [FRENCH, DUTCH]),
        (wish("carrier", "not", "TO"), [MIXED, LUFTHANSA, DUTCH]),
    ],
    ids=str,
)
def test_an_airline_is_meant_for_every_flight_and_with_all_who_bear_its_name(
    wanted: dict[str, Any], kept: list[FlightOffer]
):
    assert fitting([MIXED, LUFTHANSA, FRENCH, DUTCH], [wanted]) == kept


ONE_BAG, TWO_BAGS = flight(bags=1), flight(bags=2)
ONE_EACH = flight(bags=1, party=Party(2))


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (wish("bags", "with", 1), [ONE_BAG, TWO_BAGS, ONE_EACH]),
        (wish("bags", "with", 2), [TWO_BAGS, ONE_EACH]),
        (wish("bags", "each", 2), [TWO_BAGS]),
        (wish("bags", "with", 3), []),
    ],
    ids=str,
)
def test_so_many_bags_as_were_said(wanted: dict[str, Any], kept: list[FlightOffer]):
    assert fitting([ONE_BAG, TWO_BAGS, ONE_EACH], [wanted]) == kept


def test_a_limit_is_compared_in_the_currency_of_the_offer():
    dollars = wish("price", "max", {"amount": "200", "currency": "USD", "per": "total"})
    (euros,) = limits_in([dollars], "EUR", FixedRates({"USD": "1.25"}))
    assert (Decimal(euros["value"]["amount"]), euros["value"]["currency"]) == (160, "EUR")
    assert fitting(FLIGHTS, [euros]) == [EVENING, NIGHT]
    assert fitting(FLIGHTS, [dollars]) == []
    assert limits_in([wish("price", "lower"), wish("stops", "max", 0)], "EUR", FixedRates({})) == [
        wish("price", "lower"),
        wish("stops", "max", 0),
    ]


def test_a_currency_without_a_rate_is_named():
    with pytest.raises(UnknownCurrency, match="XPF"):
        limits_in([wish("price", "max", price("9000") | {"currency": "XPF"})], "EUR", FixedRates({}))


def test_a_limit_by_the_night_is_none_of_a_flight():
    assert fitting(FLIGHTS, [wish("price", "max", price("60", "night"))]) == FLIGHTS


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (wish("price", "max", price("100", "night")), [PLAIN, POOL]),
        (wish("price", "max", price("99.99", "night")), [PLAIN]),
        (wish("price", "max", price("800")), [PLAIN, POOL]),
        (wish("price", "max", price("400", "person")), [PLAIN, POOL]),
        (wish("stars", "min", 4), [POOL, PALACE]),
        (wish("stars", "equal", 4), [POOL]),
        (wish("amenity", "with", "pool"), [POOL, PALACE]),
        (wish("amenity", "without", "pool"), [PLAIN]),
        (wish("board", "with", "breakfast"), [POOL, PALACE]),
        (wish("board", "with", "half_board"), [PALACE]),
        (wish("board", "without", "breakfast"), [PLAIN]),
        (wish("refundable", "with"), STAYS),
        (wish("near", "with", "the castle"), STAYS),
        (wish("stops", "max", 0), STAYS),
        (wish("carrier", "not", "FR"), STAYS),
    ],
    ids=str,
)
def test_which_stays_stay(wanted: dict[str, Any], kept: list[StayOffer]):
    assert fitting(STAYS, [wanted]) == kept


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        (wish("price", "lower"), EVENING, MORNING),
        (wish("sort", "by", "price"), EVENING, MORNING),
        (wish("duration", "lower"), NIGHT, MORNING),
        (wish("sort", "by", "duration"), NIGHT, MORNING),
        (wish("stops", "lower"), MORNING, NOON),
        (wish("sort", "by", "stops"), MORNING, NOON),
        (wish("depart_time", "earlier"), MORNING, NIGHT),
        (wish("depart_time", "later"), NIGHT, MORNING),
        (wish("arrive_time", "earlier"), MORNING, NIGHT),
        (wish("arrive_time", "later"), NIGHT, MORNING),
        (wish("sort", "by", "departure"), MORNING, NIGHT),
        (wish("sort", "by", "arrival"), MORNING, NIGHT),
    ],
    ids=str,
)
def test_how_flights_are_ordered(wanted: dict[str, Any], first: FlightOffer, last: FlightOffer):
    ordered = fitting([NOON, MORNING, NIGHT, EVENING], [wanted])
    assert (ordered[0], ordered[-1]) == (first, last)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (wish("price", "lower"), "Plain Pool Palace"),
        (wish("sort", "by", "price"), "Plain Pool Palace"),
        (wish("stars", "higher"), "Palace Pool Plain"),
        (wish("sort", "by", "stars"), "Palace Pool Plain"),
        (wish("rating", "higher"), "Pool Palace Plain"),
        (wish("sort", "by", "rating"), "Pool Palace Plain"),
        (wish("near", "closer"), "Palace Pool Plain"),
        (wish("sort", "by", "distance"), "Palace Pool Plain"),
        (wish("depart_time", "earlier"), "Pool Palace Plain"),
    ],
    ids=str,
)
def test_how_stays_are_ordered(wanted: dict[str, Any], names: str):
    assert " ".join(one.name for one in fitting([POOL, PALACE, PLAIN], [wanted])) == names


SAID = (
    "cheaper",
    "under 200 euros",
    "no stops",
    "leave later",
    "in the morning",
    "after 18:00",
    "not Ryanair",
    "only Lufthansa",
    "with a pool",
    "without breakfast",
    "closer to the centre",
    "at most 8 hours",
    "refundable",
    "4 stars or more",
    "business class",
    "with a checked bag",
    "sort by price",
    "better rated",
)


@pytest.mark.parametrize("text", SAID)
def test_whatever_is_read_can_be_asked_of_every_offer(text: str):
    found = [one.as_dict() for one in find_refinements(text)]
    assert found
    for offers in (FLIGHTS, STAYS):
        assert set(map(id, fitting(offers, found))) <= set(map(id, offers))  # type: ignore[type-var]


def test_a_later_wish_about_the_same_thing_replaces_the_earlier():
    old = [wish("stops", "max", 0), wish("price", "max", price("200")), wish("amenity", "with", "pool")]
    new = [wish("stops", "max", 1), wish("price", "lower"), wish("amenity", "with", "spa")]
    assert merge(old, new) == [
        wish("stops", "max", 1),
        wish("price", "max", price("200")),
        wish("amenity", "with", "pool"),
        wish("price", "lower"),
        wish("amenity", "with", "spa"),
    ]


def test_one_order_holds_at_a_time_and_carriers_add_up():
    assert merge([wish("price", "lower")], [wish("depart_time", "later")]) == [wish("depart_time", "later")]
    both = [wish("carrier", "not", "FR"), wish("carrier", "not", "LH")]
    assert merge(both[:1], both[1:]) == both
    assert merge([wish("amenity", "with", "pool")], [wish("amenity", "without", "pool")]) == [
        wish("amenity", "without", "pool")
    ]


def test_airlines_named_together_are_a_choice_and_the_last_word_counts():
    only = [wish("carrier", "only", "TP"), wish("carrier", "only", "LH")]
    assert merge([], only) == [wish("carrier", "only", ["TP", "LH"])]
    assert merge(only[:1], only[1:]) == only[1:]
    assert merge(only[:1], [wish("carrier", "not", "TP")]) == [wish("carrier", "not", "TP")]
    assert merge([wish("carrier", "not", "TP")], only[:1]) == only[:1]
    assert merge([wish("carrier", "not", "FR")], only[:1]) == [wish("carrier", "not", "FR"), *only[:1]]


def test_all_wishes_hold_together_and_none_leaves_the_order():
    assert fitting(FLIGHTS, []) == FLIGHTS
    wanted = [wish("stops", "max", 0), wish("price", "max", price("150")), wish("price", "lower")]
    assert fitting(FLIGHTS, wanted) == [EVENING, NIGHT]
    assert fitting(FLIGHTS, [*wanted, wish("carrier", "only", "LH")]) == []


def test_a_price_is_measured_as_the_budget_says():
    assert price_per(MORNING, "person") == Decimal(155)
    assert price_per(POOL, "night") == Decimal(100)
    assert price_per(POOL, None) == price_per(POOL, "total") == eur("800.00").amount
    assert price_per(MORNING, "night") == Decimal(310)


def test_half_board_includes_breakfast_and_a_pool_is_an_amenity():
    assert has_feature(PALACE, "breakfast")
    assert not has_feature(POOL, "half_board")
    assert has_feature(POOL, "pool")
    assert not has_feature(PLAIN, "pool")


def test_a_window_counts_the_hour_of_the_place():
    early = flight(journey(date(2027, 2, 12), "04:59"))
    assert not meets(early, wish("depart_time", "window", "morning"))
    assert meets(early, wish("depart_time", "window", "night"))
    shifted = replace(early, slices=(journey(leaves="05:00"),))
    assert meets(shifted, wish("depart_time", "window", "morning"))
    assert shifted.starts - early.starts == timedelta(minutes=1)
