"""Safety: the country's sentence, the town's own, and whom to call."""

from __future__ import annotations

from tests.actions.talk import Talk


async def test_country_town_numbers_and_who_knows_better(talk: Talk):
    lisbon = next(one for one in talk.desk.recommender.destinations if one.id == "lisbon")
    await talk.say("is Lisbon safe", "ask_safety")
    assert "Portugal: Calm by most measures" in talk.text
    assert f"Lisbon: {lisbon.safety}" in talk.text
    assert "call 112." in talk.text
    assert "Your foreign ministry has the current advice" in talk.text


async def test_a_country_has_no_towns_sentence(talk: Talk):
    await talk.say("is Portugal safe", "ask_safety")
    assert "utter_ask_safety_place" not in talk.said


async def test_emergency_numbers_alone(talk: Talk):
    await talk.say("what's the emergency number in Japan", "ask_safety")
    assert talk.text == "Emergency numbers in Japan: police 110, ambulance 119 and fire 119. (As of June 2025.)"
    await talk.say("which number do I dial in Italy", "ask_safety")
    assert "call 112 (ambulance 118)" in talk.text


async def test_where_no_number_reaches_anybody(talk: Talk):
    await talk.say("emergency number of the Marshall Islands", "ask_safety")
    assert talk.said[0] == "utter_ask_safety_no_emergency"


async def test_driving_and_tipping(talk: Talk):
    await talk.say("on which side do they drive in the UK", "ask_safety")
    assert "United Kingdom drives on the left." in talk.text
    await talk.say("do I have to tip there", "ask_safety")
    assert "Tipping in the United Kingdom: Round up" in talk.text
