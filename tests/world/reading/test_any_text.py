"""Whatever is typed, under whatever intent: the whole reading raises nothing, gives sound spans and plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from world.reading import read

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=timezone.utc)  # noqa: UP017 (runs on Python 3.10)
LONGEST = 4000
GENEROUS = 0.5
"""Seconds: the aim is a tenth of it, which a busy machine and hypothesis' own oddities may miss."""

INTENTS = (None, "inform", "search_flights", "search_stays", "plan_itinerary", "ask_time", "ask_exchange_rate", "book")
SAID = """my sister is two years old Paris sydney miller will travel too , and i share a an the JFK lax to - brussels
sprouts glass of name : guests are international airport münchen barcelna 31 feb 12/13 3-10 august 12:30 € 300 nights
tw-7k2m9q a@b.c second cheapest not instead reading nice İ ß 東京 next friday 1e9 ½"""
WORDS = st.sampled_from([*SAID.split(), "\u0301", "\x00", "\u200d"])
SENTENCES = st.lists(WORDS, max_size=60).map(" ".join)
TEXTS = st.builds(lambda text, times: (f"{text} " * times)[:LONGEST], st.text() | SENTENCES, st.integers(1, 400))
"""A few words or signs said over and over make the longest texts; hypothesis alone keeps to short ones."""


@pytest.fixture(scope="module")
def worst() -> Iterator[list[float]]:
    """Seconds of all readings; the longest is told at the end (pytest -s)."""
    seconds = [0.0]
    yield seconds
    print(f"\nlongest reading of any text: {max(seconds) * 1000:.1f} ms")  # noqa: T201 (told, not asserted)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=LONGEST) | TEXTS, intent=st.sampled_from(INTENTS), day_first=st.booleans())
def test_any_text_is_read(gazetteer, cpu_seconds, worst, text, intent, day_first):
    reading = read(text, NOW, gazetteer=gazetteer, intent=intent, day_first=day_first)

    assert 0 <= reading.coverage <= 1
    for entity in reading.entities:
        assert 0 <= entity.start <= entity.end <= len(text)
        assert json.loads(json.dumps(entity.value)) == entity.value
    worst.append(cpu_seconds(read, text, NOW, gazetteer=gazetteer, intent=intent, day_first=day_first))
    assert worst[-1] <= GENEROUS
