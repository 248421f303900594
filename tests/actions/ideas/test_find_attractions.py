"""What there is to see: from the catalogue, with closing days, and never made up."""

from __future__ import annotations

import pytest

from actions.formatting import time_needed
from recommender.catalogue import Destination
from tests.actions.talk import Talk


def destination(talk: Talk, id: str) -> Destination:
    found = talk.desk.recommender.destination(id)
    assert found is not None
    return found


def facts(talk: Talk) -> dict[str, dict[str, str]]:
    return {card["title"]: {fact["label"]: fact["value"] for fact in card["facts"]} for card in talk.cards}


async def test_the_sights_of_a_place_with_time_and_closing_day(talk: Talk):
    await talk.say("what can one see in Lisbon", "find_attractions")
    lisbon = destination(talk, "lisbon")
    assert talk.kinds() == ["activity"] * 5
    assert [card["title"] for card in talk.cards] == [one.name for one in lisbon.sights[:5]]
    for card, sight in zip(talk.cards, lisbon.sights, strict=False):
        assert card["data"]["hours"] == sight.hours
        assert card["data"].get("closed") == sight.closed
        assert card["subtitle"].endswith(", Lisbon")
    assert facts(talk)["Jerónimos Monastery"] == {"Time": "about 2 h", "Closed": "Mondays"}
    assert talk.labels() == ["More", "Flights", "Stays", "Another place"]


async def test_more_goes_on_to_the_end(talk: Talk):
    await talk.say("what can one see in Lisbon", "find_attractions")
    first = {card["title"] for card in talk.cards}
    await talk.tap("More")
    second = {card["title"] for card in talk.cards}
    assert first | second == {one.name for one in destination(talk, "lisbon").sights}
    assert not first & second
    assert "More" not in talk.labels()
    await talk.say("show me more", "show_more")
    assert (talk.said, talk.cards) == (["utter_find_attractions_end"], [])


async def test_more_can_be_said(talk: Talk):
    await talk.say("what can one see in Lisbon", "find_attractions")
    first = [card["title"] for card in talk.cards]
    await talk.say("show me more", "show_more")
    assert talk.cards
    assert not set(first) & {card["title"] for card in talk.cards}


async def test_kinds_that_are_asked_for(talk: Talk):
    await talk.say("museums in Vienna", "find_attractions")
    assert talk.said[0] == "utter_find_attractions_fitting"
    assert talk.text.startswith("Museums in Vienna")
    assert {card["data"]["kind"] for card in talk.cards} <= {"museum", "gallery"}
    await talk.say("and churches?", "find_attractions")
    assert {card["data"]["kind"] for card in talk.cards} == {"church"}


async def test_for_children_and_for_rain_the_reason_is_said(talk: Talk):
    await talk.say("something for the kids in Lisbon", "find_attractions")
    assert all(card["reasons"] == ["the kind of place that children enjoy"] for card in talk.cards)
    await talk.say("what to do when it rains in Lisbon", "find_attractions")
    assert all(card["reasons"] == ["mostly under a roof"] for card in talk.cards)


async def test_a_few_words_go_on_with_what_was_shown(talk: Talk):
    await talk.say("what can one see in Lisbon", "find_attractions")
    await talk.say("indoors please", "refine_search")
    assert all(card["reasons"] == ["mostly under a roof"] for card in talk.cards)
    await talk.say("and churches?", "out_of_scope")
    assert {card["data"]["kind"] for card in talk.cards} == {"church"}


async def test_what_is_not_there_is_said_so(talk: Talk):
    await talk.say("volcanoes in Vienna", "find_attractions")
    assert "utter_find_attractions_none_fitting" in talk.said
    assert talk.cards


async def test_what_entry_costs_is_not_known(talk: Talk):
    await talk.say("which museums in Vienna cost nothing", "find_attractions")
    assert "utter_find_attractions_entry" in talk.said


async def test_a_place_nearby_stands_in_and_is_named(talk: Talk):
    await talk.say("what can one see in Cascais", "find_attractions")
    assert "Of Cascais itself I know no sights" in talk.text
    assert "Sintra, 12 km away" in talk.text
    assert talk.cards[0]["data"]["destination"] == "sintra"


async def test_elsewhere_nothing_is_made_up(talk: Talk):
    await talk.say("what can one see in Winnipeg", "find_attractions")
    assert (talk.said, talk.cards) == (["utter_find_attractions_unknown"], [])
    assert talk.labels() == ["Another place"]


async def test_a_country_shows_its_places_in_turns(talk: Talk):
    await talk.say("things worth seeing in Portugal", "find_attractions")
    places = [card["data"]["destination"] for card in talk.cards]
    assert len(set(places)) == min(5, len([one for one in talk.desk.recommender.destinations if one.country == "PT"]))
    await talk.tap("More")
    assert talk.cards


async def test_where_is_asked_and_the_kind_is_kept(talk: Talk):
    await talk.say("any good museums?", "find_attractions")
    assert talk.asked == "place"
    await talk.say("Vienna", "inform")
    assert talk.text.startswith("Museums in Vienna")
    assert talk.question is None


async def test_a_sight_says_where(talk: Talk):
    await talk.say("what is there near the Belém Tower", "find_attractions", near="Belém Tower")
    assert {card["data"]["destination"] for card in talk.cards} == {"lisbon"}


async def test_where_the_traveller_is_is_asked(talk: Talk):
    await talk.say("what can one see in Lisbon", "find_attractions")
    await talk.say("anything worth seeing near me?", "find_attractions")
    assert (talk.asked, talk.cards) == ("place", [])


async def test_the_idea_that_is_pointed_at_is_taken(talk: Talk):
    await talk.say("a city with art and good food", "recommend_destinations")
    second = talk.cards[1]
    await talk.say("the second looks lovely. what would we do there?", "find_attractions")
    assert {card["data"]["destination"] for card in talk.cards} == {second["id"]}
    assert talk.slots["destination"]["name"] == second["title"]
    assert talk.labels()[-3:] == ["Flights", "Stays", "Another place"]
    await talk.tap("Flights")
    assert (talk.asked, talk.slots["destination"]["name"]) == ("origin", second["title"])


async def test_pointing_at_an_idea_comes_before_the_sights_shown_last(talk: Talk):
    await talk.say("a city with art and good food", "recommend_destinations")
    third = talk.cards[2]
    await talk.say("what can one see in Porto", "find_attractions")
    await talk.say("the third sounds good, what would we do there?", "find_attractions")
    assert {card["data"]["destination"] for card in talk.cards} == {third["id"]}


async def test_another_place_goes_back_to_the_wish_without_repeating(talk: Talk):
    await talk.say("a city with art and good food", "recommend_destinations")
    seen = {card["id"] for card in talk.cards}
    await talk.say("the second looks lovely. what would we do there?", "find_attractions")
    await talk.tap("Another place")
    assert talk.kinds() == ["destination"] * 4
    assert seen.isdisjoint(card["id"] for card in talk.cards)
    assert talk.desk.impressions.shown[-1].query == "a city with art and good food"  # type: ignore[attr-defined]


async def test_among_several_ideas_it_is_asked_which(talk: Talk):
    await talk.say("a city with art and good food", "recommend_destinations")
    ideas = talk.cards
    await talk.say("what would we do there?", "find_attractions")
    assert (talk.said, talk.asked) == (["utter_find_attractions_which"], "place")
    await talk.say("the third", "select_option")
    shown = [card for card in talk.cards if card["kind"] == "activity"]
    assert {card["data"]["destination"] for card in shown} == {ideas[2]["id"]}
    assert talk.asked == "option"


async def test_in_the_middle_of_a_search_the_question_comes_again(talk: Talk):
    await talk.say("flights from Berlin to Lisbon 12-19 feb", "search_flights")
    asked = talk.asked
    await talk.say("things to do in Porto", "find_attractions")
    assert talk.kinds() == ["activity"] * 5
    assert (talk.asked, talk.slots["destination"]["name"]) == (asked, "Lisbon")
    assert talk.replies[0]["choices"][0]["label"] == "More"


async def test_closing_days_that_fall_on_the_trip_are_pointed_out(talk: Talk):
    await talk.say("flights for 2 from Berlin to Lisbon 12-19 feb", "search_flights")
    await talk.say("what could we see there?", "find_attractions")
    assert "Belém Tower is closed on Mon 15 Feb" in talk.text
    assert facts(talk)["Belém Tower"]["Closed"] == "Mondays (Mon 15 Feb)"


async def test_days_of_a_trip_elsewhere_close_nothing(talk: Talk):
    await talk.say("flights for 2 from Berlin to Vienna 12-19 feb", "search_flights")
    await talk.say("what can one see in Lisbon", "find_attractions")
    assert "is closed on" not in talk.text


async def test_a_single_day_puts_what_is_closed_last(talk: Talk):
    await talk.say("what can one see in Lisbon", "find_attractions", date="2026-11-30")
    assert "monday" not in [card["data"].get("closed") for card in talk.cards]
    await talk.tap("More")
    assert "monday" in [card["data"].get("closed") for card in talk.cards]


@pytest.mark.parametrize(("hours", "said"), [(0.5, "about 30 min"), (2.5, "about 2.5 h"), (48, "about 2 days")])
def test_time_needed(hours: float, said: str):
    assert time_needed(hours) == said
