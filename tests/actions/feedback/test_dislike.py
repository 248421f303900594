"""A dislike is kept, and what was disliked does not come again."""

from __future__ import annotations

from collections.abc import Callable

from tests.actions.feedback.test_like import WISH, outcomes
from tests.actions.talk import Talk
from travel.booking.bookings import Owner


async def test_the_idea_pointed_at_is_replaced(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    first, *others = (card["id"] for card in talk.cards)
    await talk.tap("Not for me")
    assert outcomes(talk) == [(first, "disliked")]
    now = [card["id"] for card in talk.cards]
    assert (len(now), first in now, talk.asked) == (4, False, "option")
    await talk.say(WISH, "recommend_destinations")
    assert first not in [card["id"] for card in talk.cards]
    assert others


async def test_said_by_place_in_the_list_or_by_name(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    second = talk.cards[1]["id"]
    await talk.say("the second is not my taste", "dislike")
    assert outcomes(talk) == [(second, "disliked")]
    third = talk.cards[2]
    await talk.say(f"I don't like {third['title']}", "dislike")
    assert outcomes(talk)[-1] == (third["id"], "disliked")


async def test_which_one_is_asked_when_none_is_pointed_at(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    page = [card["id"] for card in talk.cards]
    await talk.say("meh", "dislike")
    assert (talk.said, talk.asked, outcomes(talk)) == (["utter_dislike_which"], "option", [])
    await talk.say("the second", "select_option")
    assert outcomes(talk) == [(page[1], "disliked")]


async def test_all_of_them(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    page = [card["id"] for card in talk.cards]
    await talk.say("I don't like any of these places", "dislike")
    assert outcomes(talk) == [(one, "disliked") for one in page]
    assert set(page).isdisjoint(card["id"] for card in talk.cards)
    await talk.say("meh", "dislike")
    await talk.tap("All of these")
    assert len(outcomes(talk)) == 8
    await talk.say("meh", "dislike")
    await talk.say("all of these", "show_more", confidence=0.6)
    assert len(outcomes(talk)) == 12


async def test_a_taste_leaves_out_what_is_known_for_it(talk: Talk):
    await talk.say("somewhere by the sea in June", "recommend_destinations")
    known = {one.destination for one in talk.desk.impressions.shown}  # type: ignore[attr-defined]
    beaches = {one for one in known if talk.desk.recommender.destination(one).tags.get("beach", 0) >= 0.6}  # type: ignore[union-attr]
    await talk.say("I'm not into beaches", "dislike")
    assert beaches
    assert {one for one, _ in outcomes(talk)} == beaches


async def test_an_idea_that_was_taken_is_dropped(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    await talk.say("the first one", "select_option")
    taken = outcomes(talk)[-1][0]
    await talk.say("hmm, not for us after all", "dislike")
    assert outcomes(talk)[-1] == (taken, "disliked")
    assert talk.slots["destination"] is None
    assert talk.kinds() == ["destination"] * 4


async def test_a_later_like_takes_it_back(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    first = talk.cards[0]
    await talk.tap("Not for me")
    await talk.say(f"I love {first['title']} after all", "like")
    reactions = await talk.desk.impressions.reactions(Owner(talk.conversation))
    assert (reactions.liked, reactions.disliked) == ((first["id"],), ())


async def test_what_was_not_shown_cannot_be_left_out(talk: Talk):
    await talk.say("a city in Portugal with good food", "recommend_destinations")
    await talk.say("I don't like Vienna", "dislike")
    assert (talk.said, talk.asked, outcomes(talk)) == (["utter_dislike_place"], "option", [])


async def test_another_conversation_is_not_touched(talk: Talk, elsewhere: Callable[[], Talk]):
    await talk.say(WISH, "recommend_destinations")
    first = talk.cards[0]["id"]
    await talk.tap("Not for me")
    other = elsewhere()
    await other.say(WISH, "recommend_destinations")
    assert first in [card["id"] for card in other.cards]


async def test_without_ideas_it_is_small_talk(talk: Talk):
    await talk.say("not my thing", "dislike")
    assert talk.said == ["utter_dislike_nothing"]
    await talk.say("flights from Berlin to Lisbon 12-19 feb", "search_flights")
    asked = talk.asked
    await talk.say("not my thing", "dislike")
    assert (talk.said[0], talk.asked) == ("utter_dislike_talk", asked)
