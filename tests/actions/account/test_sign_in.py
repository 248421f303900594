"""Signing in by chat: a code by mail, and the conversation comes along."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.account.conftest import ADDRESS, code_sent, signed_in
from tests.actions.booking.test_cancel_booking import booked
from tests.actions.talk import Talk
from tests.fakes.samples import stay
from travel.booking.bookings import Owner


async def test_an_address_then_the_code(talk: Talk):
    await talk.say("sign me in", "sign_in")
    assert (talk.asked, talk.replies[-1]["ask"]["kind"]) == ("email", "email")
    await talk.say(ADDRESS, "inform")
    assert (talk.asked, talk.replies[-1]["ask"]["kind"]) == ("sign_in_code", "text")
    assert f"six-digit code to {ADDRESS}" in talk.text
    await talk.say(code_sent(talk), "inform")
    assert talk.signals == ["signed_in"]
    assert (talk.question, talk.user is None) == (None, False)
    assert f"signed in, {ADDRESS}" in talk.text


async def test_an_address_in_the_sentence_is_taken(talk: Talk):
    await talk.say(f"log me in with {ADDRESS}", "sign_in")
    assert talk.asked == "sign_in_code"


@pytest.mark.parametrize("written", ["{a} {b}", "{a}-{b}", "it is {a}{b}", " {a}.{b} "])
async def test_a_code_may_be_grouped(talk: Talk, written: str):
    await talk.say(f"sign in with {ADDRESS}", "sign_in")
    code = code_sent(talk)
    await talk.say(written.format(a=code[:3], b=code[3:]), "nlu_fallback")
    assert talk.signals == ["signed_in"]


async def test_nothing_tells_whether_an_address_is_known(talk: Talk, elsewhere: Callable[[], Talk]):
    await signed_in(talk)
    known, unknown = elsewhere(), elsewhere()
    await known.say(f"sign in with {ADDRESS}", "sign_in")
    await unknown.say("sign in with nobody@example.org", "sign_in")
    assert known.text.replace(ADDRESS, "") == unknown.text.replace("nobody@example.org", "")


async def test_a_wrong_code_says_how_many_tries_are_left(talk: Talk):
    await talk.say(f"sign in with {ADDRESS}", "sign_in")
    await talk.say("999999", "inform")
    assert "4 tries left" in talk.text
    assert talk.labels() == ["New code", "Another address", "Stop"]
    for _ in range(4):
        await talk.say("999999", "inform")
    assert "utter_sign_in_too_many" in talk.said
    await talk.say(code_sent(talk), "inform")
    assert talk.signals == [], "the right code comes too late"
    await talk.tap("New code")
    await talk.say(code_sent(talk), "inform")
    assert talk.signals == ["signed_in"]


async def test_five_digits_cost_no_try(talk: Talk):
    await talk.say(f"sign in with {ADDRESS}", "sign_in")
    await talk.say("12345", "inform")
    assert "utter_sign_in_not_six" in talk.said
    await talk.say("999999", "inform")
    assert "4 tries left" in talk.text


@pytest.mark.parametrize(
    ("text", "intent"),
    [("no code arrived, send it again", "sign_in"), ("can you resend it", "repeat"), ("I didn't get it", "deny")],
)
async def test_a_code_that_did_not_come_is_sent_again(talk: Talk, text: str, intent: str):
    await talk.say(f"sign in with {ADDRESS}", "sign_in")
    await talk.say(text, intent)
    assert len(talk.desk.sign_in_codes.sent) == 2  # type: ignore[attr-defined]
    assert talk.asked == "sign_in_code"


async def test_another_address_gets_its_own_code(talk: Talk):
    await talk.say(f"sign in with {ADDRESS}", "sign_in")
    await talk.tap("Another address")
    assert talk.asked == "email"
    await talk.say("jan@example.org", "inform")
    assert talk.desk.sign_in_codes.sent[-1][0] == "jan@example.org"  # type: ignore[attr-defined]


async def test_too_many_codes_end_it(talk: Talk):
    await talk.say(f"sign in with {ADDRESS}", "sign_in")
    for _ in range(3):
        await talk.say("send a new code", "sign_in")
    assert talk.said == ["utter_sign_in_too_many_codes"]
    assert talk.question is None


async def test_what_is_no_address_is_asked_again(talk: Talk):
    await talk.say("sign me in", "sign_in")
    await talk.say("marta@example", "inform")
    assert (talk.said[0], talk.asked) == ("utter_sign_in_bad_email", "email")
    await talk.say("why do you need that?", "deny")
    assert (talk.said[0], talk.asked) == ("utter_sign_in_why", "email")


@pytest.mark.parametrize(("text", "intent"), [("stop", "stop"), ("no", "deny"), ("never mind", "stop")])
async def test_stopping_gives_back_the_question_before(talk: Talk, text: str, intent: str):
    await talk.say("a hotel in lisbon 12-19 feb", "search_stays")
    assert talk.asked == "adults"
    await talk.say("sign me in", "sign_in")
    await talk.say(text, intent)
    assert (talk.said[0], talk.asked) == ("utter_sign_in_stopped", "adults")
    assert talk.slots["place"]["name"] == "Lisbon", "only the sign-in is dropped"


async def test_a_question_in_the_middle_is_answered_and_the_code_asked_again(talk: Talk):
    await talk.say(f"sign in with {ADDRESS}", "sign_in")
    await talk.say("what can you do", "help")
    assert (talk.said[0], talk.asked) == ("utter_help", "sign_in_code")


async def test_the_trip_under_way_goes_on_afterwards(talk: Talk):
    await talk.say("a hotel in lisbon 12-19 feb", "search_stays")
    await signed_in(talk)
    assert talk.asked == "adults"


async def test_a_guests_bookings_come_along(talk: Talk, elsewhere: Callable[[], Talk]):
    (room,) = await booked(talk, stay())
    await signed_in(talk)
    assert "1 booking of this conversation came along" in talk.text
    again = elsewhere()
    await signed_in(again)
    assert "utter_sign_in_brought" not in again.said
    found = await talk.desk.bookings.list(Owner(again.conversation, again.user))
    assert [one.reference for one in found] == [room.reference]


async def test_who_is_signed_in_hears_so(marta: Talk):
    await marta.say("sign me in", "sign_in")
    assert marta.said == ["utter_sign_in_already"]
    assert ADDRESS in marta.text
    assert marta.question is None


async def test_another_accounts_conversation_stays_its_own(talk: Talk):
    await talk.say("sign me in", "sign_in")
    talk.desk.accounts.conversation_of[talk.conversation] = "u_other"  # type: ignore[attr-defined]
    await talk.say(ADDRESS, "inform")
    await talk.say(code_sent(talk), "inform")
    assert (talk.said, talk.signals) == (["utter_sign_in_not_yours"], [])


async def test_who_asks_whether_it_is_needed_hears_that_it_is_not(talk: Talk):
    await talk.say("do I need an account to book", "sign_in")
    assert (talk.said, talk.asked) == (["utter_sign_in_optional"], None)
    await talk.tap("Sign in")
    assert talk.asked == "email"
