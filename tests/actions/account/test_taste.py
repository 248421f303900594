"""What is concluded of the traveller's taste can be seen, and is forgotten after a yes, of a guest as of an account."""

from __future__ import annotations

import pytest

from tests.actions.account.conftest import signed_in
from tests.actions.talk import Talk
from travel.booking.bookings import Owner

WISH = "a city with art and good food"


async def reactions(talk: Talk) -> list[tuple[str, str]]:
    found = await talk.desk.impressions.reactions(Owner(talk.conversation, talk.user))
    return [(one.destination, one.kind) for one in found.all]


async def liked(talk: Talk) -> tuple[str, str]:
    """Like the second idea and turn the first down; their names."""
    await talk.say(WISH, "recommend_destinations")
    first, second = talk.cards[0]["title"], talk.cards[1]["title"]
    await talk.say(f"I don't like {first}", "dislike")
    await talk.say(f"I love {second}", "like")
    return first, second


async def test_what_is_concluded_is_told_with_what_it_is_concluded_from(talk: Talk):
    _, second = await liked(talk)
    await talk.say("what do you think I like", "show_profile")
    assert "utter_show_profile_taste_likes" in talk.said
    assert "You seem to like" in talk.text
    assert f"you liked {second}" in talk.text
    assert talk.labels()[0] == "Forget my taste"
    assert f"Forget {second}" in talk.labels()


async def test_why_something_is_thought_to_be_liked(talk: Talk):
    _, second = await liked(talk)
    await talk.say("why do you think I like food?", "show_profile", interests=["food"])
    assert "utter_show_profile_taste_why" in talk.said
    assert second in talk.text
    await talk.say("why do you think I like skiing?", "show_profile", interests=["ski"])
    assert "utter_show_profile_taste_why_not" in talk.said


@pytest.mark.parametrize("intent", ["show_profile", "update_profile", "forget_me", "stop", "nlu_fallback"])
async def test_the_whole_taste_is_forgotten_after_a_yes_and_the_next_list_is_the_cold_one(talk: Talk, intent: str):
    await talk.say(WISH, "recommend_destinations")
    cold = [card["id"] for card in talk.cards]
    first = talk.cards[0]["title"]
    await talk.say(f"I don't like {first}", "dislike")
    await talk.say("forget my taste", intent)
    assert (talk.said, talk.asked) == (["utter_show_profile_taste_ask"], "confirm")
    assert await reactions(talk)
    await talk.say("yes", "affirm")
    assert "utter_show_profile_taste_forgotten" in talk.said
    assert await reactions(talk) == []
    await talk.say(WISH, "recommend_destinations")
    assert [card["id"] for card in talk.cards] == cold


async def test_without_a_yes_nothing_is_forgotten_and_what_was_open_comes_again(talk: Talk):
    await liked(talk)
    await talk.say("flights from Berlin to Lisbon 12-19 feb", "search_flights")
    asked, before = talk.asked, await reactions(talk)
    await talk.say("forget my taste", "forget_me")
    await talk.say("no", "deny")
    assert talk.said[0] == "utter_show_profile_taste_kept"
    assert (talk.asked, await reactions(talk)) == (asked, before)
    assert talk.signals == []


async def test_one_place_is_forgotten(talk: Talk):
    first, second = await liked(talk)
    await talk.say(f"forget that I liked {second}", "stop")
    assert f"you liked {second}" in talk.text
    await talk.say("yes", "affirm")
    assert "utter_show_profile_taste_forgotten_place" in talk.said
    assert [kind for _, kind in await reactions(talk)] == ["disliked"]
    await talk.say("what do you know about my taste", "show_profile")
    await talk.tap(f"Forget {first}")
    await talk.say("yes", "affirm")
    assert await reactions(talk) == []


async def test_of_what_is_not_known_nothing_can_be_forgotten(talk: Talk):
    await talk.say("what is my taste?", "show_profile")
    assert "utter_show_profile_taste_none" in talk.said
    await talk.say("forget that I liked Vienna", "update_profile")
    assert "utter_show_profile_taste_not_known" in talk.said


async def test_an_accounts_taste_outlives_the_conversation_and_stands_in_its_profile(talk: Talk):
    await signed_in(talk)
    await liked(talk)
    await talk.say("show my profile", "show_profile")
    facts = {one["label"]: one["value"] for card in talk.cards for one in card["facts"]}
    assert facts["You seem to like"]


async def test_a_kind_of_place_is_not_wanted_any_more(talk: Talk):
    await talk.say("somewhere by the sea in June", "recommend_destinations")
    await talk.say("the first one", "select_option")
    assert [kind for _, kind in await reactions(talk)] == ["opened"]
    await talk.say("stop suggesting beaches, I just clicked once", "dislike", interests=["beach"])
    assert "utter_dislike_unwanted" in talk.said
    assert await reactions(talk) == []
    await talk.say("what do you know about my taste", "show_profile")
    assert "you do not want beach" in talk.text
    await talk.say("not enough nightlife", "dislike", interests=["nightlife"])
    await talk.say("what do you know about my taste", "show_profile")
    assert "nightlife" not in talk.text
