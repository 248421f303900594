"""Whole sentences into slots: every case gives all slots and no other."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from world.places import Gazetteer
from world.reading import Entity, read, slots

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=timezone.utc)  # noqa: UP017 (runs on Python 3.10)
LONGEST_MESSAGE = 2000
CASES = [json.loads(line) for line in Path(__file__).with_name("cases.jsonl").read_text(encoding="utf-8").splitlines()]


def brief(value: Any) -> Any:
    """Places by name and country, so that a case says them in a word."""
    if isinstance(value, dict) and "airports" in value:
        return f"{value['name']}, {value['country']}"
    return [brief(one) for one in value] if isinstance(value, list) else value


def said(gazetteer: Gazetteer, text: str, intent: str | None = None, **options: Any) -> dict[str, Any]:
    values = slots(read(text, NOW, gazetteer=gazetteer, intent=intent, **options).entities)
    return {name: brief(value) for name, value in values.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_sentence(gazetteer, case):
    assert said(gazetteer, case["text"], case["intent"]) == case["slots"]


def test_there_are_enough_cases():
    assert len(CASES) >= 80
    assert len({case["text"] for case in CASES}) == len(CASES)


def test_entities_are_json_and_know_their_words(gazetteer):
    text = "2 adults from Vienna to San Jose on 3 May, budget 900 €, TW-7K2M9Q, ana@example.org"
    for entity in read(text, NOW, gazetteer=gazetteer, intent="search_flights").entities:
        assert json.loads(json.dumps(entity.value)) == entity.value
        assert text[entity.start : entity.end] == entity.text


def test_rivals_of_a_place_come_along(gazetteer):
    values = slots(read("flihgt san jose portland 9 mar", NOW, gazetteer=gazetteer, intent="search_flights").entities)
    assert {place["country"] for place in values["origin"]["others"]} == {"CR"}
    assert {place["admin"] for place in values["destination"]["others"]} == {"Maine"}


def test_a_place_inside_an_address_is_none(gazetteer):
    assert said(gazetteer, "paris.berlin@london.com", "inform") == {"email": "paris.berlin@london.com"}


def test_month_first_where_it_is_usual(gazetteer):
    assert said(gazetteer, "on 3/4/2027", "ask_weather")["date"] == "2027-04-03"
    assert said(gazetteer, "on 3/4/2027", "ask_weather", day_first=False)["date"] == "2027-03-04"


@pytest.mark.parametrize(
    ("locale", "currency"), [("en-US", "USD"), ("en-CA", "CAD"), ("en-AU", "AUD"), ("en-GB", "USD")]
)
def test_a_bare_dollar_is_the_one_at_home(gazetteer, locale, currency):
    assert said(gazetteer, "under $300", "search_flights", locale=locale)["budget"]["currency"] == currency


def test_a_name_needs_capitals_unless_asked_for(gazetteer):
    assert said(gazetteer, "Marta Kowalska", "inform") == {"name": "Marta Kowalska"}
    assert said(gazetteer, "window seat", "inform") == {}
    assert said(gazetteer, "Marta Kowalska", "search_flights") == {}


def test_coverage_tells_bare_answers_from_sentences(gazetteer):
    def covered(text: str) -> float:
        return read(text, NOW, gazetteer=gazetteer).coverage

    assert covered("from Berlin, 2 adults, on 12 February") == 1
    assert covered("how do I get my money back for a delayed flight") == 0
    assert covered("???") == 0


def test_slots_collect_lists_and_keep_the_last_scalar():
    entities = [
        Entity("amenities", "pool", 0, 1, ""),
        Entity("amenities", "spa", 2, 3, ""),
        Entity("adults", 1, 4, 5, ""),
        Entity("adults", 2, 6, 7, ""),
    ]
    assert slots(entities) == {"amenities": ["pool", "spa"], "adults": 2}


WORDS = """flight from to rome berlin near the and 2 adults 12 feb back on monday under 300 € a night with pool not in
may cheap""".split()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=4000) | st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_any_text_is_read_quickly(gazetteer, cpu_seconds, text):
    assert cpu_seconds(read, text, NOW, gazetteer=gazetteer, intent="search_flights") <= 0.05
    reading = read(text, NOW, gazetteer=gazetteer, intent="search_flights")
    assert all(0 <= one.start <= one.end <= len(text) for one in reading.entities)


def test_the_longest_message_is_read_quickly(gazetteer, cpu_seconds):
    text = " ".join(WORDS * 40)[:LONGEST_MESSAGE]
    assert cpu_seconds(read, text, NOW, gazetteer=gazetteer, intent="search_flights") <= 0.05
