"""Lost luggage: what to do, in order."""

from __future__ import annotations

from dataclasses import replace

from actions.desk import Desk
from tests.actions.talk import Talk


async def test_the_steps_come_in_their_order(talk: Talk):
    await talk.say("my suitcase did not arrive", "ask_lost_luggage")
    steps = ["desk before you leave", "irregularity report", "receipts", "7 days", "21 days", "help@example.org"]
    places = [talk.text.index(step) for step in steps]
    assert places == sorted(places)


async def test_without_an_operator_nobody_is_named(desk: Desk):
    alone = Talk(replace(desk, settings=desk.settings.model_copy(update={"operator_contact": ""})))
    await alone.say("my suitcase did not arrive", "ask_lost_luggage")
    assert alone.said == ["utter_ask_lost_luggage_steps"]


async def test_the_open_question_comes_again(talk: Talk):
    await talk.say("a flight please", "search_flights")
    await talk.say("my suitcase did not arrive", "ask_lost_luggage")
    assert (talk.asked, len(talk.replies)) == ("destination", 2)
