"""Likes are kept for the idea that is meant, and the next list resembles it."""

from __future__ import annotations

from tests.actions.talk import Talk

WISH = "a city with art and good food"


def outcomes(talk: Talk) -> list[tuple[str, str]]:
    log = talk.desk.impressions
    shown = log.shown  # type: ignore[attr-defined]
    return [(shown[int(one.removeprefix("r_"))].destination, kind) for one, kind in log.outcomes]  # type: ignore[attr-defined]


async def test_the_idea_pointed_at_is_kept_and_taken(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    second = talk.cards[1]
    await talk.say("I adore the second one", "like")
    assert outcomes(talk) == [(second["id"], "liked"), (second["id"], "opened")]
    assert talk.slots["destination"]["name"] == second["title"]
    assert talk.labels()[:2] == ["Flights", "Stays"]


async def test_the_idea_named_is_kept(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    name = talk.cards[2]["title"]
    await talk.say(f"{name} sounds great", "like")
    assert outcomes(talk)[0] == (talk.desk.impressions.shown[2].destination, "liked")  # type: ignore[attr-defined]


async def test_several_can_be_liked_at_once(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    first, _, third, _ = (card["id"] for card in talk.cards)
    await talk.say("I like the first and the third", "like", pick={"by": "index", "indexes": [1, 3]})
    assert outcomes(talk) == [(first, "liked"), (third, "liked")]
    assert (talk.said, talk.asked) == (["utter_like_noted"], "option")


async def test_which_one_is_asked_when_none_is_pointed_at(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    third = talk.cards[2]
    await talk.say("oh that is nice", "like")
    assert (talk.said, talk.asked, outcomes(talk)) == (["utter_like_which"], "option", [])
    await talk.say("the third", "select_option")
    assert outcomes(talk)[0] == (third["id"], "liked")


async def test_an_idea_that_was_taken_can_still_be_liked(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    first = talk.cards[0]["id"]
    await talk.say("the first one", "select_option")
    await talk.say("this is lovely", "like")
    assert outcomes(talk)[-1] == (first, "liked")
    assert (talk.said, talk.labels()[-1]) == (["utter_like_noted"], "More like this")


async def test_more_like_one_shows_others_that_resemble_it(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    first, seen = talk.cards[0], {card["id"] for card in talk.cards}
    await talk.tap("More like this")
    assert outcomes(talk) == [(first["id"], "liked")]
    assert talk.text == f"More like {first['title']}:"
    assert seen.isdisjoint(card["id"] for card in talk.cards)
    assert all("like" in one.parts for one in talk.desk.impressions.shown[-4:])  # type: ignore[attr-defined]
    assert any(f"much in common with {first['title']}" in reason for card in talk.cards for reason in card["reasons"])


async def test_more_like_one_can_be_said_by_its_place_in_the_list(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    second = talk.cards[1]
    await talk.say("more like the second", "select_option")
    assert (talk.text, talk.kinds()) == (f"More like {second['title']}:", ["destination"] * 4)
    assert outcomes(talk) == [(second["id"], "liked")]


async def test_a_like_weighs_on_the_next_list(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    await talk.say("I adore the second one", "like")
    await talk.say("somewhere for a week in June", "recommend_destinations")
    assert all("taste" in one.parts for one in talk.desk.impressions.shown[-4:])  # type: ignore[attr-defined]


async def test_a_taste_among_ideas_is_a_further_wish(talk: Talk):
    await talk.say("somewhere in June", "recommend_destinations")
    await talk.say("I love beaches", "like")
    assert (talk.kinds(), outcomes(talk)) == (["destination"] * 4, [])


async def test_liking_an_offer_chooses_it(talk: Talk):
    await talk.say("flights for 2 from Berlin to Lisbon 12-19 feb", "search_flights")
    await talk.say("I like the second one", "like")
    assert "flight" in talk.slots["chosen"]


async def test_without_ideas_it_is_small_talk(talk: Talk):
    await talk.say("I love it", "like")
    assert talk.said == ["utter_like_nothing"]
    await talk.say("I love Porto", "like")
    assert (talk.said, talk.labels()) == (["utter_like_place"], ["Flights", "Stays", "What to see"])
    await talk.say("flights from Berlin to Lisbon 12-19 feb", "search_flights")
    asked = talk.asked
    await talk.say("I love it", "like")
    assert (talk.said[0], talk.asked) == ("utter_like_talk", asked)
    assert outcomes(talk) == []


async def test_the_month_asked_for_is_kept_with_what_was_shown(talk: Talk):
    await talk.say("a city with art in June", "recommend_destinations")
    assert {one.month for one in talk.desk.impressions.shown} == {6}  # type: ignore[attr-defined]
