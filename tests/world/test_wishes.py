"""Further wishes in one sentence."""

from __future__ import annotations

import pytest

from world.wishes import other_wishes

JOINED = [
    ("flight to lisbon 12-19 feb, and somewhere to stay near the old town", "search_flights", ["search_stays"]),
    ("hotel in Rome and a car", "search_stays", ["search_cars"]),
    ("flight and hotel in rome", "search_stays", ["search_flights"]),
    ("flight and hotel in rome", "search_flights", ["search_stays"]),
    ("a flight to Rome plus a rental car", "search_flights", ["search_cars"]),
    ("fly to rome. i also need a place to stay", "search_flights", ["search_stays"]),
    ("flight to rome, a hotel too", "search_flights", ["search_stays"]),
    ("rome madrid 3 jan + hotel + car", "search_flights", ["search_stays", "search_cars"]),
    ("and also a flight to rome plus a hotel", "search_flights", ["search_stays"]),
    ("train to Paris and things to do there", "search_trains", ["find_attractions"]),
    ("plan a weekend in rome with flights and a hotel", "plan_itinerary", ["search_flights", "search_stays"]),
]

ALONE = [
    ("the hotel flight deal", "search_stays"),
    ("flight that leaves after hotel checkout", "search_flights"),
    ("i need a hotel near the train station", "search_stays"),
    ("and a hotel there for those days", "search_stays"),
    ("flight to rome, no hotel needed", "search_flights"),
    ("cheap flights to rome, we don't need a car", "search_flights"),
    ("hotel with parking for my car", "search_stays"),
    ("a hotel with a car park and a pool", "search_stays"),
    ("a romantic city break, direct flights", "recommend_destinations"),
    ("cancel the hotel and the flight", "cancel_booking"),
    ("a hotel and a flight", None),
    ("", "search_flights"),
]


@pytest.mark.parametrize(("text", "intent", "others"), JOINED)
def test_a_joined_wish_is_heard(text, intent, others):
    assert other_wishes(text, intent) == others


@pytest.mark.parametrize(("text", "intent"), ALONE)
def test_one_wish_stays_one(text, intent):
    assert other_wishes(text, intent) == []
