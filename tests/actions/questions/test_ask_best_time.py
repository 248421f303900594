"""When to go: the catalogue's months, never a guess."""

from __future__ import annotations

import pytest

from actions.questions.months import months_of, months_text
from recommender.seasons import best_months, months_by_crowds
from tests.actions.talk import Talk


async def test_a_town(talk: Talk):
    lisbon = next(one for one in talk.desk.recommender.destinations if one.id == "lisbon")
    await talk.say("when is the best time for Lisbon", "ask_best_time")
    assert f"The best time for Lisbon: {months_text(lisbon.best_months)}." in talk.text
    assert f"near {max(lisbon.climate.high[month - 1] for month in lisbon.best_months)} °C" in talk.text
    crowded, calm = months_by_crowds(lisbon)
    assert f"Crowded: {months_text(crowded)}." in talk.text
    assert f"Calm: {months_text(calm)}." in talk.text


async def test_a_month_that_is_asked_about(talk: Talk):
    lisbon = next(one for one in talk.desk.recommender.destinations if one.id == "lisbon")
    assert (5 in lisbon.best_months, 1 in lisbon.best_months) == (True, False)
    await talk.say("is May a good time for Lisbon", "ask_best_time")
    assert "May: yes, that is among the best for Lisbon." in talk.text
    assert f"days near {lisbon.climate.high[4]} °C" in talk.text
    await talk.say("is January a good time for Lisbon", "ask_best_time")
    assert "January: not among the best for Lisbon." in talk.text


async def test_a_country_has_months_in_common_and_examples(talk: Talk):
    of_portugal = [one for one in talk.desk.recommender.destinations if one.country == "PT"]
    await talk.say("best month for Portugal", "ask_best_time")
    assert months_text(best_months(of_portugal)) in talk.text
    assert "It differs by place" in talk.text


async def test_a_town_nearby_counts(talk: Talk):
    await talk.say("best time for Almada", "ask_best_time")
    lisbon = next(one for one in talk.desk.recommender.destinations if one.id == "lisbon")
    assert f"The best time for Lisbon: {months_text(lisbon.best_months)}." in talk.text


async def test_elsewhere_nothing_is_made_up(talk: Talk):
    await talk.say("best time for Winnipeg", "ask_best_time")
    assert talk.said == ["utter_ask_best_time_unknown"]


async def test_where_is_asked(talk: Talk):
    await talk.say("when is the best time to go", "ask_best_time")
    assert talk.asked == "place"
    await talk.say("Lisbon", "inform")
    assert "The best time for Lisbon" in talk.text


@pytest.mark.parametrize(
    ("months", "text"),
    [
        ([5], "May"),
        ([4, 5], "April and May"),
        ([4, 5, 6, 9], "April to June and September"),
        ([1, 2, 11, 12], "November to February"),
        (range(1, 13), "the whole year"),
    ],
)
def test_months_as_people_read_them(months: list[int], text: str):
    assert months_text(months) == text


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("2027-05-12", [5]),
        ({"start": "2026-12-01", "end": "2027-02-28"}, [12, 1, 2]),
        ({"start": "2027-01-01", "end": "2027-12-31"}, []),
        (None, []),
    ],
)
def test_months_of_a_date_that_was_said(said: object, months: list[int]):
    assert months_of(said) == months
