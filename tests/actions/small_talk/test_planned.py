"""What is understood but not built, and what only sounds like it."""

from __future__ import annotations

from tests.actions.talk import Talk


async def test_what_flights_cost_on_some_days_is_a_search(talk: Talk):
    await talk.say("from Berlin to Lisbon, what do flights cost around the 10th, for a week", "price_outlook")
    assert talk.question is not None
    assert talk.question["owner"] == "search_flights"


async def test_what_becomes_of_prices_is_not_foretold(talk: Talk):
    await talk.say("what will flights cost in February", "price_outlook")
    assert talk.said[0] == "utter_planned"
