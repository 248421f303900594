"""Plugs: what is in the wall, and whether a device from home fits."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk


async def test_types_voltage_and_frequency(talk: Talk):
    await talk.say("what plugs do they use in Japan", "ask_plug")
    assert talk.text == "Japan: plugs of types A and B, 100 V, 50 and 60 Hz by region. (As of June 2025.)"


@pytest.mark.parametrize(
    ("text", "verdict", "voltage"),
    [
        ("will my German plug fit in Italy", "utter_ask_plug_fits", False),
        ("will my German plug fit in Switzerland", "utter_ask_plug_partly", False),
        ("will a UK plug work in Japan", "utter_ask_plug_adapter", True),
        ("do european plugs work in Australia", "utter_ask_plug_adapter", False),
        ("can I use a plug from Germany in Greece", "utter_ask_plug_fits", False),
    ],
)
async def test_a_plug_from_home(talk: Talk, text: str, verdict: str, voltage: bool):
    await talk.say(text, "ask_plug")
    assert verdict in talk.said
    assert ("utter_ask_plug_voltage" in talk.said) is voltage


async def test_home_is_where_the_trip_starts(talk: Talk):
    await talk.say("flight for 2 from berlin to tokyo 12-19 feb", "search_flights")
    await talk.say("do I need an adapter?", "ask_plug")
    assert "Plugs from Germany (types C and F) need an adapter." in talk.text
    assert "Germany has 230 V" in talk.text
    assert talk.asked == "option"


async def test_nothing_is_said_of_a_home_that_is_not_known(talk: Talk):
    await talk.say("do I need an adapter in Greece", "ask_plug")
    assert not {"utter_ask_plug_fits", "utter_ask_plug_adapter"} & set(talk.said)


async def test_the_travellers_own_country_is_not_what_is_asked_about(talk: Talk):
    await talk.say("flight for 2 from berlin to tokyo 12-19 feb", "search_flights")
    await talk.say("can i use my uk plug", "ask_plug")
    assert talk.text.startswith("Japan")
    assert "utter_ask_plug_adapter" in talk.said
