"""Local time, and how far it is from the traveller's own (Berlin, in these conversations)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.actions.talk import Talk


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what time is it in Tokyo", "In Tokyo it is 21:00 on Sun 22 Nov 2026, 8 hours ahead of you."),
        ("time in New York", "In New York it is 07:00 on Sun 22 Nov 2026, 6 hours behind you."),
        ("is Vienna on another time", "In Vienna it is 13:00 on Sun 22 Nov 2026, the same time as yours."),
        ("local time in Kathmandu", "17:45 on Sun 22 Nov 2026, 4 hours and 45 minutes ahead of you."),
        (
            "time difference between London and Delhi",
            "17:30 on Sun 22 Nov 2026, 5 hours and 30 minutes ahead of London.",
        ),
        ("is Porto in the same time zone as London", "12:00 on Sun 22 Nov 2026, the same time as London."),
    ],
)
async def test_time_and_distance(talk: Talk, text: str, told: str):
    await talk.say(text, "ask_time")
    assert told in talk.text


async def test_clocks_that_change_are_those_of_the_day(talk: Talk):
    talk.now = datetime(2027, 7, 1, 12, 0, tzinfo=UTC)
    await talk.say("time in Tokyo", "ask_time")
    assert "21:00 on Thu 1 Jul 2027, 7 hours ahead of you." in talk.text


async def test_another_day_over_there(talk: Talk):
    talk.now = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    await talk.say("time in Auckland", "ask_time")
    assert "09:00 on Mon 23 Nov 2026" in talk.text


async def test_a_country_with_several_times(talk: Talk):
    await talk.say("what time is it in Australia", "ask_time")
    assert "23:00 in Sydney (Sun 22 Nov)" in talk.text
    assert "20:00 in Perth (Sun 22 Nov)" in talk.text
    await talk.say("and in Perth?", "inform")
    assert "7 hours ahead of you" in talk.text


async def test_a_country_with_one_time(talk: Talk):
    await talk.say("what time is it in Japan", "ask_time")
    assert "In Japan it is 21:00" in talk.text


async def test_a_wide_region_is_asked_about(talk: Talk):
    await talk.say("what time is it in Scandinavia", "ask_time")
    assert (talk.asked, talk.said) == ("place", ["utter_ask_time_which_town"])
    await talk.say("Oslo", "inform")
    assert "In Oslo it is 13:00" in talk.text


async def test_without_a_place_it_is_the_travellers_own(talk: Talk):
    await talk.say("what time is it", "ask_time")
    assert talk.text == "It is 13:00 on Sun 22 Nov 2026 where you are (Europe/Berlin)."


async def test_the_trip_under_way_says_where(talk: Talk):
    await talk.say("flight for 2 from berlin to lisbon 12-19 feb", "search_flights")
    await talk.say("what time is it there", "ask_time")
    assert "In Lisbon it is 12:00 on Sun 22 Nov 2026, 1 hour behind you." in talk.text
    assert talk.asked == "option"
