"""How far a wish wants to go at most."""

from __future__ import annotations

from datetime import date
from math import acos, cos, radians, sin

import numpy as np
import pytest

from recommender.reach import DRIVE_HOURS, NOT_LONG_HOURS, SHORT_HOURS, Limit, hours_of, limit_said
from recommender.recommender import Recommender
from recommender.wish import Origin, Wish

TODAY = date(2026, 11, 22)
BERLIN = Origin("Berlin", 52.52, 13.4)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("sun in January without a long flight", Limit(NOT_LONG_HOURS, "flight")),
        ("we hate long flights", Limit(NOT_LONG_HOURS, "flight")),
        ("the flight should not be too long", Limit(NOT_LONG_HOURS, "flight")),
        ("no long-haul please", Limit(NOT_LONG_HOURS, "flight")),
        ("a short flight and a beach", Limit(SHORT_HOURS, "flight")),
        ("warm but not too far", Limit(SHORT_HOURS, "flight")),
        ("not so far from Vienna", Limit(SHORT_HOURS, "flight")),
        ("within three hours by plane", Limit(3, "flight")),
        ("at most 2.5 hours of flight", Limit(2.5, "flight")),
        ("less than two and a half hours flying", Limit(2.5, "flight")),
        ("a 4-hour flight at most", Limit(4, "flight")),
        ("within a 5 hour drive", Limit(5, "drive")),
        ("three hours or less by car", Limit(3, "drive")),
        ("drivable from Munich", Limit(DRIVE_HOURS, "drive")),
        ("somewhere we can drive to", Limit(DRIVE_HOURS, "drive")),
        ("long walks on the beach, no long queues", None),
        ("a hotel not far from the beach", None),
        ("spend 3 hours in a museum", None),
        ("a road trip through the mountains", None),
        ("somewhere far away", None),
        ("", None),
    ],
)
def test_limits_in_words(text: str, limit: Limit | None):
    assert limit_said(text) == limit


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("winter sun without a long flight", 1),
        ("a beach, but a short flight please", 7),
        ("culture within 2 hours by plane", 5),
        ("mountains, drivable", 8),
        ("a lake within 4 hours by car", 6),
    ],
)
def test_what_is_suggested_is_near_enough_and_says_how_far(recommender: Recommender, text: str, month: int):
    limit = limit_said(text)
    assert limit is not None
    found = recommender.recommend(Wish(text, month=month, origin=BERLIN), today=TODAY)
    assert found
    for one in found:
        km = kilometres(one.destination.lat, one.destination.lon)
        hours = km * 1.3 / 85 if limit.by == "drive" else 0.5 + km / 800
        assert hours <= limit.hours
        assert limit.by == "flight" or not {"island", "archipelago"} & set(one.destination.kinds)
        first = one.reasons[0]
        assert first.kind == ("drive" if limit.by == "drive" else "near")
        assert first.values == {"hours": f"{hours:.1f}", "origin": "Berlin"}


def test_hours_under_way_are_those_of_a_jet_and_of_roads_that_turn():
    assert hours_of(800.0) == pytest.approx(1.5)
    assert hours_of(850.0, "drive") == pytest.approx(13.0)
    assert np.allclose(hours_of(np.array([0.0, 4000.0])), [0.5, 5.5])


def test_without_a_start_nothing_is_too_far(recommender: Recommender):
    """What is asked then is where the journey starts."""
    text = "winter sun without a long flight"
    assert recommender.recommend(Wish(text, month=1), today=TODAY)


def test_no_miami_for_berliners_who_hate_long_flights(recommender: Recommender):
    wish = Wish("winter sun without a long flight", month=1, origin=BERLIN)
    shown = {one.destination.id for one in recommender.recommend(wish, today=TODAY, limit=20)}
    assert not shown & {"miami", "mauritius", "bangkok", "dubai"}
    assert shown & {"tenerife", "gran-canaria", "lanzarote", "madeira"}


def kilometres(lat: float, lon: float) -> float:
    """From Berlin."""
    one, other = radians(BERLIN.lat), radians(lat)
    return 6371 * acos(sin(one) * sin(other) + cos(one) * cos(other) * cos(radians(lon - BERLIN.lon)))
