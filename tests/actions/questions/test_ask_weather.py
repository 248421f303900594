"""The weather to expect, said to be climate."""

from __future__ import annotations

from datetime import timedelta

from tests.actions.talk import Talk
from tests.fakes.samples import NOW


async def test_place_and_month_of_the_question(talk: Talk):
    await talk.say("what is the weather like in Lisbon in May", "ask_weather")
    assert (talk.said[-1], talk.kinds()) == ("utter_ask_weather_climate", ["forecast"])
    assert "climate average, not a forecast" in talk.text
    lisbon = next(one for one in talk.desk.recommender.destinations if one.id == "lisbon")
    assert f"highs near {lisbon.climate.high[4]} °C" in talk.text
    assert f"{lisbon.climate.rain_days[4]} rain days" in talk.text
    data = talk.cards[0]["data"]
    assert (data["source"], data["month"], data["measured_at"]) == ("climate", 5, "Lisbon")
    assert [row["month"] for row in data["climate"]] == list(range(1, 13))
    highs = {fact["label"]: fact["value"] for fact in talk.cards[0]["facts"]}["High"]
    assert highs == f"{data['climate'][4]['high']} °C"
    assert [one["name"] for one in data["places"]] == ["Lisbon"]


async def test_the_trip_under_way_says_where_and_when(talk: Talk):
    await talk.say("flight for 2 from berlin to lisbon 12-19 feb", "search_flights")
    await talk.say("will it rain a lot there?", "ask_weather")
    assert "In February Lisbon" in talk.text


async def test_without_a_date_it_is_the_month_of_today(talk: Talk):
    await talk.say("what is the weather like in Lisbon", "ask_weather")
    assert f"In {NOW:%B} Lisbon" in talk.text
    talk.later(days=60)
    await talk.say("what is the weather like in Lisbon", "ask_weather")
    assert f"In {NOW + timedelta(days=60):%B} Lisbon" in talk.text


async def test_where_is_asked_and_when_is_remembered(talk: Talk):
    await talk.say("what will the weather be like in May?", "ask_weather")
    assert (talk.asked, talk.said) == ("place", ["utter_ask_weather_ask_place"])
    await talk.say("Lisbon", "inform")
    assert "In May Lisbon" in talk.text
    assert talk.question is None


async def test_inland_has_no_sea(talk: Talk):
    await talk.say("what is the weather like in Vienna in May", "ask_weather")
    assert "sea" not in talk.text
    assert [fact["label"] for fact in talk.cards[0]["facts"]] == ["High", "Low", "Rain days"]


async def test_a_place_without_figures_is_said(talk: Talk):
    await talk.say("what is the weather like in Ushuaia in May", "ask_weather")
    assert (talk.said, talk.kinds()) == (["utter_ask_weather_unknown"], [])
