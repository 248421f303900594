"""Ideas where to go."""

from __future__ import annotations

import pytest

from recommender.wish import Suggestion
from tests.actions.talk import Talk


async def test_a_vague_wish_gets_places_with_reasons(talk: Talk):
    await talk.say("somewhere warm by the sea in June, from Vienna", "recommend_destinations")
    assert (talk.kinds(), talk.asked) == (["destination"] * 4, "option")
    assert "June" in talk.text
    assert "Vienna" in talk.text
    for card in talk.cards:
        assert 2 <= len(card["reasons"]) <= 3
        assert card["data"]["month"] == 6
        assert [one["label"] for one in card["choices"]] == ["Flights", "Stays", "More like this", "Not for me"]


async def test_what_was_shown_is_logged_with_its_place_in_the_list(talk: Talk):
    await talk.say("somewhere warm by the sea in June", "recommend_destinations")
    log = talk.desk.impressions.shown  # type: ignore[attr-defined]
    assert [one.destination for one in log] == [card["id"] for card in talk.cards]
    assert [one.position for one in log] == [0, 1, 2, 3]
    assert {one.model for one in log} == {talk.desk.recommender.model}
    assert {one.conversation for one in log} == {talk.conversation}


async def test_more_ideas_are_new_ones(talk: Talk):
    await talk.say("a city with art and good food", "recommend_destinations")
    seen = {card["id"] for card in talk.cards}
    await talk.tap("More")
    assert talk.kinds() == ["destination"] * 4
    assert seen.isdisjoint(card["id"] for card in talk.cards)


async def test_a_further_wish_adds_to_the_first(talk: Talk):
    await talk.say("somewhere warm", "recommend_destinations")
    await talk.say("in June, from Vienna", "inform")
    assert (talk.kinds(), "June" in talk.text, "Vienna" in talk.text) == (["destination"] * 4, True, True)
    assert "somewhere warm" in talk.desk.impressions.shown[-1].query  # type: ignore[attr-defined]


async def test_a_country_is_kept_to(talk: Talk):
    await talk.say("where in Portugal should we go in May", "recommend_destinations")
    assert {card["subtitle"] for card in talk.cards} == {"Portugal"}


async def test_an_idea_is_chosen_by_place_in_the_list_or_by_name(talk: Talk):
    await talk.say("a city with art and good food", "recommend_destinations")
    second = talk.cards[1]["title"]
    await talk.say("the second one", "select_option")
    assert talk.said == ["utter_recommend_destinations_chosen"]
    assert talk.slots["destination"]["name"] == second
    await talk.say("a city with art and good food", "recommend_destinations")
    await talk.say(second, "inform")
    assert talk.slots["destination"]["name"] == second


async def test_from_an_idea_to_flights_without_saying_it_again(talk: Talk):
    await talk.say("somewhere warm by the sea in June, from Vienna", "recommend_destinations")
    await talk.say("the first one", "select_option")
    name = talk.slots["destination"]["name"]
    await talk.tap("Flights")
    assert talk.asked == "depart_date"
    assert "Vienna (VIE)" in talk.text
    assert name in talk.text


async def test_a_cards_own_button_leads_to_stays(talk: Talk):
    await talk.say("a city with art and good food", "recommend_destinations")
    name = talk.cards[0]["title"]
    await talk.tap("Stays")
    assert (talk.asked, name in talk.text) == ("check_in", True)


async def test_what_nobody_can_meet_is_said(talk: Talk):
    await talk.say("under 5 euros", "recommend_destinations")
    assert "utter_recommend_destinations_nearest" in talk.said
    assert ("In the way: the budget" in talk.text, talk.kinds()) == (True, ["destination"])
    cheapest = min(talk.desk.recommender.destinations, key=lambda one: one.cost.low)
    assert f"about {cheapest.cost.low} EUR a person" in talk.text


async def test_a_digression_brings_the_ideas_back(talk: Talk):
    await talk.say("a city with art and good food", "recommend_destinations")
    await talk.say("thanks", "thank")
    assert (talk.said[0], talk.asked) == ("utter_thank", "option")


async def test_a_continent_is_kept_to(talk: Talk):
    await talk.say("temples and old markets in southern Europe", "recommend_destinations")
    assert talk.cards
    assert {card["subtitle"] for card in talk.cards} <= {"Portugal", "Spain", "Italy", "Greece"}


async def test_how_far_at_most_is_said_with_the_start(talk: Talk):
    await talk.say("a beach in July without a long flight, from Vienna", "recommend_destinations")
    assert "within about 5.5 h of flight" in talk.text
    assert all("h flight from Vienna" in card["reasons"][0] for card in talk.cards)


async def test_without_a_start_what_is_too_far_is_asked_for(talk: Talk):
    await talk.say("a beach in July, a short flight please", "recommend_destinations")
    assert "where you start" in talk.text
    await talk.say("from Vienna", "inform")
    assert ("where you start" in talk.text, "within about 4 h of flight" in talk.text) == (False, True)


async def test_ideas_of_one_name_are_told_apart_by_their_country(talk: Talk, monkeypatch: pytest.MonkeyPatch):
    granada = next(one for one in talk.desk.recommender.destinations if one.id == "granada")
    lisbon = next(one for one in talk.desk.recommender.destinations if one.id == "lisbon")
    namesake = granada.model_copy(update={"id": "granada-portugal", "country": "PT"})
    page = [Suggestion(one, 0.5, {}, ()) for one in (granada, namesake, lisbon)]
    monkeypatch.setattr(type(talk.desk.recommender), "suggestions", lambda *_, **__: page)
    await talk.say("somewhere warm in March", "recommend_destinations")
    labels = {option["label"] for option in talk.question["ask"]["options"]}
    assert labels == {"Granada, Spain", "Granada, Portugal", "Lisbon"}


@pytest.mark.parametrize("said", ["not for me: the first one", "skip the first one", "I don't like the first"])
async def test_what_is_pointed_at_can_be_turned_down(talk: Talk, said: str):
    await talk.say("a city with art and good food", "recommend_destinations")
    first = talk.cards[0]["id"]
    await talk.say(said, "select_option")
    assert talk.kinds() == ["destination"] * 4
    assert first not in {card["id"] for card in talk.cards}


async def test_a_place_that_is_an_example_is_not_where_to_go(talk: Talk):
    await talk.say("somewhere like Lisbon but less busy", "recommend_destinations")
    assert "lisbon" not in {card["id"] for card in talk.cards}
    assert len({card["subtitle"] for card in talk.cards}) > 1
    assert "Lisbon:" not in talk.text
