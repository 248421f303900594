"""Habits that are kept, and that count in searches until something else is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actions.account.conftest import ADDRESS, code_sent, signed_in
from tests.actions.talk import Talk

FLIGHT = "flights to lisbon 12-19 feb for 2"


def preferences(talk: Talk) -> dict[str, Any]:
    return dict(talk.desk.accounts.known(talk.user).preferences)  # type: ignore[attr-defined]


@pytest.fixture
async def settled(marta: Talk) -> Talk:
    """Marta starts from Hamburg, in business, direct, never with Ryanair."""
    await marta.say("my home airport is Hamburg", "update_profile")
    await marta.say("always business class and only direct, never with Ryanair", "set_preference")
    return marta


async def test_what_is_kept_is_told(marta: Talk):
    await marta.say("I prefer window seats", "set_preference")
    assert preferences(marta) == {"seat": "window"}
    assert (marta.signals, "seat: window" in marta.text) == (["profile"], True)


async def test_what_fits_nothing_is_kept_as_a_note(marta: Talk):
    await marta.say("remember that I snore", "set_preference")
    assert preferences(marta) == {"notes": ["remember that I snore"]}
    assert "utter_set_preference_note" in marta.said
    assert '"remember that I snore"' in marta.text


async def test_currency_and_home_are_fields_of_the_profile(marta: Talk):
    await marta.say("always show prices in dollars", "set_preference")
    await marta.say("I always fly from Hamburg", "set_preference")
    known = marta.desk.accounts.known(marta.user)  # type: ignore[attr-defined]
    assert (known.currency, known.home_airport, known.preferences) == ("USD", "HAM", {})


async def test_nothing_said_asks_what(marta: Talk):
    await marta.say("set my preferences", "set_preference")
    assert marta.asked == "preference"
    await marta.say("vegan food", "inform")
    assert preferences(marta) == {"meal": "vegan"}


async def test_what_is_taken_back_is_forgotten(settled: Talk):
    await settled.say("I no longer want direct flights only", "set_preference")
    assert (settled.said, "nonstop" in preferences(settled)) == (["utter_set_preference_dropped"], False)


async def test_the_same_again_changes_nothing(settled: Talk):
    before = preferences(settled)
    await settled.say("only direct flights please", "set_preference")
    assert (settled.said, preferences(settled)) == (["utter_set_preference_known"], before)


async def test_habits_are_where_a_search_starts(settled: Talk):
    await settled.say(FLIGHT, "search_flights")
    assert "Hamburg Airport (HAM) → Lisbon" in settled.text
    assert "business class, direct, not Ryanair" in settled.text
    cards = [card for card in settled.cards if card["kind"] == "flight"]
    assert all(card["data"]["slices"][0]["stops"] == 0 and card["data"]["cabin"] == "business" for card in cards)
    assert all(not number.startswith("FR") for card in cards for number in card["data"]["slices"][0]["flights"])


async def test_what_is_said_goes_before_habits(settled: Talk):
    await settled.say("economy flights from berlin to lisbon 12-19 feb for 2, stops are fine", "search_flights")
    assert "Berlin (BER) → Lisbon" in settled.text
    assert "business" not in settled.text
    assert "direct," not in settled.text
    assert "not Ryanair" in settled.text


async def test_a_contradicted_habit_stays_away(settled: Talk):
    await settled.say(FLIGHT, "search_flights")
    await settled.say("stops are fine", "refine_search")
    assert "direct," not in settled.text
    await settled.say("leave a day later", "refine_search")
    assert "direct," not in settled.text


async def test_the_way_home_does_not_start_at_home(settled: Talk):
    await settled.say("flights to hamburg 12-19 feb for 2", "search_flights")
    assert settled.asked == "origin"


async def test_stays_have_stars_and_comforts(marta: Talk):
    await marta.say("I only stay in hotels with at least four stars and a pool", "set_preference")
    await marta.say("a hotel in lisbon 12-19 feb for 2", "search_stays")
    assert "4 stars or more, with pool" in marta.text
    assert [card["title"] for card in marta.cards] == ["Pensao do Sol"]


async def test_a_limit_without_a_currency_is_meant_in_the_profiles(marta: Talk):
    await marta.say("always show prices in dollars", "set_preference")
    await marta.say("a hotel in lisbon 12-19 feb for 2, up to 150 a night", "search_stays")
    assert "150 USD" in marta.text


async def test_habits_reach_the_next_conversation(settled: Talk, elsewhere: Callable[[], Talk]):
    other = elsewhere()
    await signed_in(other)
    await other.say(FLIGHT, "search_flights")
    assert "business class, direct, not Ryanair" in other.text


async def test_a_habit_counts_at_once_for_what_is_on_screen(marta: Talk):
    await marta.say("flights from berlin to lisbon 12-19 feb for 2", "search_flights")
    await marta.say("never show me Ryanair again", "set_preference")
    assert "not Ryanair" in marta.text
    assert preferences(marta) == {"avoid_airlines": ["Ryanair"]}
    assert all("Ryanair" not in card["title"] for card in marta.cards)


async def test_a_guests_habit_counts_for_this_search(talk: Talk):
    await talk.say("flights from berlin to lisbon 12-19 feb for 2", "search_flights")
    await talk.say("never show me Ryanair again", "set_preference")
    assert (talk.said[0], "not Ryanair" in talk.text) == ("utter_set_preference_guest", True)
    assert "Sign in" in talk.labels()


async def test_a_guest_signs_in_first_and_the_wish_goes_on(talk: Talk):
    await talk.say("I prefer window seats", "set_preference")
    assert talk.asked == "email"
    await talk.say(ADDRESS, "inform")
    await talk.say(code_sent(talk), "inform")
    assert preferences(talk) == {"seat": "window"}


async def test_forget_that_drops_a_habit_and_not_the_trip(marta: Talk):
    await marta.say("I'm vegetarian, remember", "set_preference")
    await marta.say("a hotel in lisbon 12-19 feb", "search_stays")
    await marta.say("forget that I'm vegetarian", "stop")
    assert (preferences(marta), marta.slots["place"]["name"]) == ({}, "Lisbon")


async def test_all_of_them_can_be_taken_back(settled: Talk):
    await settled.say("remove all my preferences", "set_preference")
    assert preferences(settled) == {}
    await settled.say("forget my seat preference", "set_preference")
    assert settled.said == ["utter_set_preference_not_known"]


async def test_a_new_currency_prices_what_is_on_screen_anew(marta: Talk):
    await marta.say("flights from berlin to lisbon 12-19 feb for 2", "search_flights")
    await marta.say("use dollars from now on", "set_preference")
    assert "Currency" in marta.text
    assert marta.kinds() == ["flight"] * 5
    assert marta.asked == "option"
