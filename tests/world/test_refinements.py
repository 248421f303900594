"""How shown results should change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from world.refinements import find_refinements


def wish(attr, op, value=None):
    form = {"attr": attr, "op": op}
    return form if value is None else form | {"value": value}


def money(amount, currency=None, per="total"):
    return {"amount": amount, "currency": currency, "per": per}


FOUND = [
    ("cheaper", [wish("price", "lower")]),
    ("that's too expensive", [wish("price", "lower")]),
    ("under 200", [wish("price", "max", money("200"))]),
    ("cheaper than 200 euros", [wish("price", "max", money("200", "EUR"))]),
    ("under 120 a night", [wish("price", "max", money("120", None, "night"))]),
    ("leave later", [wish("depart_time", "later")]),
    ("a later flight", [wish("depart_time", "later")]),
    ("earlier please", [wish("depart_time", "earlier")]),
    ("can we arrive earlier", [wish("arrive_time", "earlier")]),
    ("in the morning", [wish("depart_time", "window", "morning")]),
    ("after 6pm", [wish("depart_time", "min", "18:00")]),
    ("not before noon", [wish("depart_time", "min", "12:00")]),
    ("leave before 10", [wish("depart_time", "max", "10:00")]),
    ("arrive by 5pm", [wish("arrive_time", "max", "17:00")]),
    ("a shorter flight", [wish("duration", "lower")]),
    ("less than 3 hours", [wish("duration", "max", 3)]),
    ("direct only", [wish("stops", "max", 0)]),
    ("max one stop", [wish("stops", "max", 1)]),
    ("one stop at most", [wish("stops", "max", 1)]),
    ("fewer stops", [wish("stops", "lower")]),
    ("not that airline", [wish("carrier", "not")]),
    ("a different airline", [wish("carrier", "not")]),
    ("not Ryanair", [wish("carrier", "not", "FR")]),
    ("only Lufthansa", [wish("carrier", "only", "LH")]),
    ("with a pool", [wish("amenity", "with", "pool")]),
    ("without parking", [wish("amenity", "without", "parking")]),
    ("with breakfast", [wish("board", "with", "breakfast")]),
    ("without breakfast", [wish("board", "without", "breakfast")]),
    ("at least 4 stars", [wish("stars", "min", 4)]),
    ("something fancier", [wish("stars", "higher")]),
    ("better reviews", [wish("rating", "higher")]),
    ("in the centre", [wish("near", "with", "centre")]),
    ("closer to the beach", [wish("near", "with", "beach")]),
    ("more central", [wish("near", "closer")]),
    ("with a bag", [wish("bags", "with", 1)]),
    ("hand luggage only", [wish("bags", "without")]),
    ("refundable", [wish("refundable", "with")]),
    ("free cancellation", [wish("refundable", "with")]),
    ("business class", [wish("cabin", "with", "business")]),
    ("cheapest first", [wish("sort", "by", "price")]),
    ("sort by duration", [wish("sort", "by", "duration")]),
    ("order by departure time", [wish("sort", "by", "departure")]),
    (
        "cheaper, with a pool and free cancellation",
        [wish("price", "lower"), wish("amenity", "with", "pool"), wish("refundable", "with")],
    ),
]

NOTHING = [
    "",
    "hello",
    "before 10",
    "from 12 feb",
    "until the 12th",
    "non-refundable is fine",
    "see you later, thanks for all",
]


@pytest.mark.parametrize(("text", "forms"), FOUND)
def test_wishes_are_read(text, forms):
    assert [one.as_dict() for one in find_refinements(text)] == forms


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_should_change(text):
    assert find_refinements(text) == []


@pytest.mark.parametrize("piece", ["not before ", "leave ", "cheaper ", "without ", "1 ", "after 6 ", "sort by "])
def test_repetitions_are_quick(piece, cpu_seconds):
    assert cpu_seconds(find_refinements, (piece * 4000)[:4000]) <= 0.1


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=4000))
def test_any_text_is_quick(cpu_seconds, text):
    assert cpu_seconds(find_refinements, text) <= 0.05
