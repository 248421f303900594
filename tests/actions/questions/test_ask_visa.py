"""Visas: what is known for a passport, what is known in general, and no guess for the rest."""

from __future__ import annotations

from tests.actions.talk import Talk


async def test_in_general(talk: Talk):
    await talk.say("do I need a visa for Vietnam", "ask_visa")
    for told in (
        "Vietnam: tourists apply for an e-visa online",
        "up to 45 days",
        "citizens of the United Kingdom",
        "valid for six months",
        "As of June 2025",
        "check with the embassy",
    ):
        assert told in talk.text
    assert (talk.asked, talk.cards) == (None, [])


async def test_a_passport_that_needs_none(talk: Talk):
    await talk.say("do germans need a visa for japan", "ask_visa")
    assert "utter_ask_visa_free" in talk.said
    assert "German passports" in talk.text
    assert "up to 90 days" in talk.text
    assert "United Kingdom" not in talk.text


async def test_a_passport_of_which_nothing_is_known(talk: Talk):
    await talk.say("visa for vietnam as an indian", "ask_visa")
    assert "Vietnam: what Indian passports need I do not know for certain. What I know in general:" in talk.text
    assert "utter_ask_visa_free" not in talk.said


async def test_free_movement_within_europe(talk: Talk):
    await talk.say("do I need a visa for Italy with a Swiss passport", "ask_visa")
    assert "utter_ask_visa_at_home" in talk.said


async def test_home_and_goal_are_not_mixed_up(talk: Talk):
    await talk.say("visa for Vietnam as a UK citizen", "ask_visa")
    assert "Vietnam: holders of British passports need no visa" in talk.text


async def test_who_is_from_somewhere_has_its_passport(talk: Talk):
    await talk.say("I'm from Germany, do I need a visa for Japan", "ask_visa")
    assert "German passports" in talk.text
    await talk.say("do I need a visa from Berlin to Japan", "ask_visa")
    assert "passports" not in talk.text


async def test_the_trip_under_way_says_where(talk: Talk):
    await talk.say("flight for 2 from berlin to lisbon 12-19 feb", "search_flights")
    await talk.say("does my wife need a visa, she is Brazilian", "ask_visa")
    assert "Portugal: what Brazilian passports need I do not know" in talk.text
    assert talk.asked == "option"


async def test_where_is_asked_once_and_the_passport_is_remembered(talk: Talk):
    await talk.say("do I need a visa with a German passport", "ask_visa")
    assert (talk.asked, talk.said) == ("place", ["utter_question_where"])
    await talk.say("Japan", "inform")
    assert "Japan: holders of German passports need no visa" in talk.text
    assert talk.question is None


async def test_the_question_before_comes_again_after_the_place(talk: Talk):
    await talk.say("a flight please", "search_flights")
    assert talk.asked == "destination"
    await talk.say("do I need a visa", "ask_visa")
    assert talk.asked == "place"
    await talk.say("Japan", "inform")
    assert "Japan: many tourists" in talk.text
    assert talk.asked == "destination"
    assert talk.question
    assert talk.question["owner"] == "search_flights"


async def test_adjectives_name_the_country_too(talk: Talk):
    await talk.say("do I need a Japanese visa", "ask_visa")
    assert "Japan: many tourists" in talk.text


async def test_a_follow_up_keeps_the_question(talk: Talk):
    await talk.say("do I need a visa for Vietnam", "ask_visa")
    await talk.say("and for Japan?", "inform")
    assert "Japan: many tourists" in talk.text


async def test_a_country_without_facts_is_said(talk: Talk):
    await talk.say("do I need a visa for Kenya", "ask_visa")
    assert (talk.said, "Of Kenya" in talk.text) == (["utter_question_no_facts"], True)


async def test_a_region_of_several_countries_is_asked_about(talk: Talk):
    await talk.say("do I need a visa for Scandinavia", "ask_visa")
    assert (talk.asked, talk.said) == ("place", ["utter_question_which_country"])
    await talk.say("Norway", "inform")
    assert "Norway: the visa rules of the Schengen area apply" in talk.text
