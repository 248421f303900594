"""Changing the profile by chat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.actions.account.conftest import ADDRESS, code_sent, signed_in
from tests.actions.talk import Talk
from travel.account.profile import Companion, Profile


def profile(talk: Talk) -> Profile:
    return talk.desk.accounts.known(talk.user)  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("change my name to Marta Nowak", "name", "Marta Nowak"),
        ("change my name to marta nowak please", "name", "Marta Nowak"),
        ("call me Marta from now on", "name", "Marta"),
        ("my home airport is now Graz", "home_airport", "GRZ"),
        ("switch my home airport from Gatwick to Luton", "home_airport", "LTN"),
        ("I moved to Hamburg, update my profile", "home_airport", "HAM"),
        ("change the currency of my account to dollars", "currency", "USD"),
        ("set my language to German", "language", "de"),
    ],
)
async def test_a_value_in_the_sentence_is_taken_at_once(marta: Talk, text: str, field: str, value: str):
    await marta.say(text, "update_profile")
    assert getattr(profile(marta), field) == value
    assert (marta.said, marta.signals) == (["utter_update_profile_changed"], ["profile"])
    assert marta.question is None


async def test_old_and_new_are_told(marta: Talk):
    await marta.say("change my name to Marta Kowalska", "update_profile")
    await marta.say("I got married, my surname is now Rossi", "update_profile")
    assert "Marta Kowalska → Marta Rossi" in marta.text
    await marta.say("change my name to Marta Rossi", "update_profile")
    assert marta.said == ["utter_update_profile_unchanged"]


async def test_several_at_once(marta: Talk):
    await marta.say("call me Marta, and my home airport is Graz", "update_profile")
    assert (profile(marta).name, profile(marta).home_airport) == ("Marta", "GRZ")


async def test_what_is_only_named_is_asked_for(marta: Talk):
    await marta.say("change my name", "update_profile")
    assert marta.asked == "profile_value"
    await marta.say("Marta Nowak", "inform")
    assert profile(marta).name == "Marta Nowak"


async def test_nothing_named_asks_which(marta: Talk):
    await marta.say("change my profile", "update_profile")
    assert (marta.asked, marta.labels()[:2]) == ("profile_field", ["Name", "E-mail"])
    await marta.tap("Currency")
    await marta.say("us dollars", "inform")
    assert profile(marta).currency == "USD"


async def test_a_city_with_several_airports_is_asked_about(marta: Talk):
    await marta.say("my home airport is London", "update_profile")
    assert marta.asked == "home_airport"
    await marta.say("gatwick", "inform")
    assert profile(marta).home_airport == "LGW"


async def test_a_name_of_several_currencies_is_asked_about(marta: Talk):
    await marta.say("change my currency to krone", "update_profile")
    assert marta.asked == "currency"
    await marta.say("danish", "inform")
    assert profile(marta).currency == "DKK"


async def test_a_currency_without_a_rate_is_not_kept(marta: Talk):
    await marta.say("change my currency to Swiss francs", "update_profile")
    assert (marta.said, profile(marta).currency) == (["utter_update_profile_no_rate"], None)


async def test_travellers_with_birth_dates(marta: Talk):
    await marta.say("add my son Leo, born 4 May 2019", "update_profile")
    await marta.say("add my wife to my profile", "update_profile")
    await marta.say("Anna Berg", "inform")
    assert "When was Anna Berg born?" in marta.text
    await marta.say("12.03.1985", "inform")
    assert profile(marta).companions == (
        Companion("Leo", date(2019, 5, 4)),
        Companion("Anna Berg", date(1985, 3, 12)),
    )
    await marta.say("remove Leo from my profile", "update_profile")
    assert [one.name for one in profile(marta).companions] == ["Anna Berg"]


async def test_a_birth_date_that_cannot_be_is_refused(marta: Talk):
    await marta.say("add my son Leo, born 4 May 2055", "update_profile")
    assert (marta.said[0], profile(marta).companions) == ("utter_update_profile_refused", ())


async def test_a_new_address_needs_its_own_code(marta: Talk):
    await marta.say("change my email to marta@new.example", "update_profile")
    assert (marta.asked, profile(marta).email) == ("sign_in_code", ADDRESS)
    await marta.say("000000", "inform")
    assert "4 tries left" in marta.text
    await marta.say(code_sent(marta), "inform")
    assert (profile(marta).email, marta.signals) == ("marta@new.example", ["profile"])


async def test_an_address_of_another_account_is_refused_after_the_code(marta: Talk, elsewhere: Callable[[], Talk]):
    await signed_in(elsewhere(), "jan@example.org")
    await marta.say("change my email to jan@example.org", "update_profile")
    assert marta.asked == "sign_in_code"
    await marta.say(code_sent(marta), "inform")
    assert (marta.said[0], profile(marta).email) == ("utter_update_profile_taken", ADDRESS)


async def test_a_guest_signs_in_and_the_wish_goes_on_by_itself(talk: Talk):
    await talk.say("my home airport is Graz", "update_profile")
    assert (talk.said[0], talk.asked) == ("utter_sign_in_first", "email")
    await talk.say(ADDRESS, "inform")
    await talk.say(code_sent(talk), "inform")
    assert talk.signals == ["signed_in", "profile"]
    assert profile(talk).home_airport == "GRZ"


async def test_a_guests_new_address_is_not_taken_to_sign_in_with(talk: Talk):
    await talk.say("my new email is marta@new.example", "update_profile")
    assert (talk.asked, talk.desk.sign_in_codes.sent) == ("email", [])  # type: ignore[attr-defined]
    await talk.say(ADDRESS, "inform")
    await talk.say(code_sent(talk), "inform")
    assert talk.desk.sign_in_codes.sent[-1][0] == "marta@new.example"  # type: ignore[attr-defined]
    assert talk.asked == "sign_in_code"


async def test_what_a_profile_has_no_room_for_is_said(marta: Talk):
    await marta.say("change my phone number", "update_profile")
    assert marta.said[0] == "utter_update_profile_not_kept"


async def test_stopping_gives_back_the_question_before(marta: Talk):
    await marta.say("a hotel in lisbon 12-19 feb", "search_stays")
    await marta.say("change my name", "update_profile")
    await marta.say("stop", "stop")
    assert marta.asked == "adults"


async def test_a_change_in_the_middle_keeps_the_question(marta: Talk):
    await marta.say("a hotel in lisbon 12-19 feb", "search_stays")
    await marta.say("change my name to Marta Nowak", "update_profile")
    assert (profile(marta).name, marta.asked) == ("Marta Nowak", "adults")


@pytest.mark.parametrize("text", ["call me Max Downs", "add my son Leo, born 4 May 2019"])
async def test_facts_about_people_are_for_the_profile_while_no_trip_is_under_way(marta: Talk, text: str):
    await marta.say(text, "inform")
    assert marta.signals == ["profile"]


async def test_a_guest_who_says_a_name_is_not_asked_to_sign_in(talk: Talk):
    await talk.say("call me Max Downs", "inform")
    assert talk.asked is None


async def test_where_one_lives_is_no_place_to_go(marta: Talk):
    await marta.say("a hotel in lisbon 12-19 feb for 2", "search_stays")
    await marta.say("i live in graz", "inform")
    assert (profile(marta).home_airport, marta.slots["place"]["name"]) == ("GRZ", "Lisbon")
