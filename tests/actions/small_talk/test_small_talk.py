"""Talk about the talk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.desk import Desk
from tests.actions.talk import Talk

FLIGHTS = "flight for 2 from berlin to lisbon 12-19 feb"
WAYS_IN = ["Ideas", "Flights", "My trips"]


async def test_the_first_greeting_welcomes_with_three_examples(talk: Talk):
    await talk.say("hello", "greet")
    assert "utter_greet_welcome" in talk.said
    assert len(talk.labels()) == 3
    await talk.say("hello", "greet")
    assert talk.said == ["utter_greet_again"]


async def test_every_example_leads_somewhere(talk: Talk):
    for label, outcome in (
        ("Somewhere warm in March", "option"),
        ("A flight to Lisbon", "origin"),
        ("A hotel in Rome", "check_in"),
    ):
        fresh = Talk(talk.desk)
        await fresh.say("hello", "greet")
        await fresh.tap(label)
        assert fresh.asked == outcome


@pytest.mark.parametrize(
    ("intent", "response", "choices"),
    [
        ("thank", "utter_thank", []),
        ("goodbye", "utter_goodbye", []),
        ("help", "utter_help", WAYS_IN),
        ("bot_challenge", "utter_bot_challenge", []),
        ("out_of_scope", "utter_out_of_scope", WAYS_IN),
        ("affirm", "utter_affirm_nothing_open", WAYS_IN),
        ("deny", "utter_deny_nothing_open", WAYS_IN),
        ("stop", "utter_stop_nothing", WAYS_IN),
        ("restart", "utter_restart", WAYS_IN),
        ("repeat", "utter_repeat_nothing", WAYS_IN),
        ("nlu_fallback", "utter_fallback_first", WAYS_IN),
    ],
)
async def test_with_nothing_under_way(talk: Talk, intent: str, response: str, choices: list[str]):
    await talk.say("…", intent)
    assert (talk.said, talk.labels(), talk.asked) == ([response], choices, None)


async def test_a_person_is_named_with_hours_and_none_is_admitted(talk: Talk, desk: Desk):
    await talk.say("let me talk to a person", "request_human")
    assert "help@example.org (9 to 17)." in talk.text
    alone = Talk(replace(desk, settings=desk.settings.model_copy(update={"operator_contact": ""})))
    await alone.say("let me talk to a person", "request_human")
    assert alone.said == ["utter_request_human_none"]


@pytest.mark.parametrize("intent", ["stop", "restart"])
async def test_stopping_drops_the_trip_and_says_so(talk: Talk, intent: str):
    await talk.say(FLIGHTS, "search_flights")
    await talk.say("forget it", intent)
    assert talk.said == [{"stop": "utter_stop_dropped", "restart": "utter_restart"}[intent]]
    kept = {name: value for name, value in talk.slots.items() if value not in (None, 0)}
    assert set(kept) <= {"welcomed"}
    await talk.say("a flight please", "search_flights")
    assert talk.asked == "destination"


async def test_repeating_says_all_of_it_again_and_the_question_stays_open(talk: Talk):
    await talk.say(FLIGHTS, "search_flights")
    before = list(talk.replies)
    await talk.say("say that again", "repeat")
    assert talk.replies == before
    await talk.say("the second one", "select_option")
    assert talk.slots["chosen"]


async def test_two_misunderstandings_offer_choices_and_a_person(talk: Talk):
    await talk.say("asdkj qwe", "nlu_fallback", confidence=0.1)
    assert talk.said == ["utter_fallback_first"]
    await talk.say("sdf", "nlu_fallback", confidence=0.1)
    assert "utter_fallback_second" in talk.said
    assert talk.labels() == ["Choose", "A person"]
    await talk.tap("A person")
    assert "utter_request_human_contact" in talk.said
    await talk.say("asdkj qwe", "nlu_fallback", confidence=0.1)
    assert talk.said == ["utter_fallback_first"]


async def test_a_misunderstanding_in_between_counts_anew(talk: Talk):
    await talk.say("asdkj qwe", "nlu_fallback", confidence=0.1)
    await talk.say("thanks", "thank")
    await talk.say("sdf", "nlu_fallback", confidence=0.1)
    assert talk.said == ["utter_fallback_first"]


async def test_not_understood_in_a_question_asks_it_again(talk: Talk):
    await talk.say("a flight please", "search_flights")
    await talk.say("asdkj qwe", "nlu_fallback", confidence=0.1)
    assert (talk.said[0].startswith("utter_fallback"), talk.asked) == (True, "destination")


async def test_what_is_planned_is_refused_honestly_by_its_own_words(talk: Talk):
    planned = {name: spec for name, spec in talk.desk.capabilities.items() if spec["state"] == "planned"}
    assert planned
    for name, spec in planned.items():
        await talk.say("…", name)
        assert talk.said == ["utter_planned"]
        assert str(spec["what"]) in talk.text
        assert str(spec.get("instead", "")) in talk.text


async def test_what_is_planned_keeps_the_question_open(talk: Talk):
    await talk.say("a flight please", "search_flights")
    await talk.say("will prices drop", "price_outlook", place=None, destination=None)
    assert (talk.said[0], talk.asked) == ("utter_planned", "destination")


@pytest.mark.parametrize(("text", "response"), [("Lisbon", "utter_inform_place"), ("2 adults", "utter_inform_noted")])
async def test_a_bare_fact_asks_what_it_is_for(talk: Talk, text: str, response: str):
    await talk.say(text, "inform")
    assert talk.said == [response]


async def test_a_bare_place_can_become_a_flight_or_a_stay(talk: Talk):
    await talk.say("Lisbon", "inform")
    await talk.tap("Flights")
    assert talk.asked == "origin"
    assert talk.slots["destination"]["name"] == "Lisbon"


async def test_a_no_to_what_is_shown_drops_the_question(talk: Talk):
    await talk.say(FLIGHTS, "search_flights")
    await talk.say("no thanks", "deny")
    assert talk.said == ["utter_deny_kept"]
    assert talk.question is None
