"""Questions that name two places: which is asked about."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from world.places import Gazetteer
from world.reading import read, slots


@pytest.mark.parametrize(
    ("text", "intent", "place", "origin"),
    [
        ("time difference between Vienna and Boston", "ask_time", "Boston", "Vienna"),
        ("if it is noon in Vienna what time is it in Boston", "ask_time", "Boston", "Vienna"),
        ("at 4 pm Vienna time, how late is it in Boston", "ask_time", "Boston", "Vienna"),
        ("is Porto in the same time zone as Vienna", "ask_time", "Porto", "Vienna"),
        ("will a UK plug work in Singapore", "ask_plug", "Singapore", "United Kingdom"),
        ("can I use a plug from Germany in Italy", "ask_plug", "Italy", "Germany"),
        ("I'm from India, do I need a visa for Oman", "ask_visa", "Oman", "India"),
        ("do UK citizens need a visa for Oman", "ask_visa", "Oman", "United Kingdom"),
        ("a visa for Oman as a UK citizen", "ask_visa", "Oman", "United Kingdom"),
        ("what time is it in Vienna", "ask_time", "Vienna", None),
    ],
)
def test_the_place_asked_about_and_the_one_seen_from(
    gazetteer: Gazetteer, text: str, intent: str, place: str, origin: str | None
):
    now = datetime(2026, 11, 22, 10, tzinfo=timezone.utc)  # noqa: UP017 (runs on Python 3.10)
    values = slots(read(text, now, gazetteer=gazetteer, intent=intent).entities)
    assert values["place"]["name"] == place
    assert (values.get("origin") or {}).get("name") == origin
