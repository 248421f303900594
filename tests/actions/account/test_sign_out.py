"""Signing out by chat."""

from __future__ import annotations

from tests.actions.account.conftest import ADDRESS
from tests.actions.talk import Talk


async def test_signing_out_is_told_to_the_gateway_at_once(marta: Talk):
    await marta.say("log me out", "sign_out")
    assert (marta.signals, marta.asked) == (["signed_out"], None)
    assert ADDRESS in marta.text


async def test_what_was_under_way_does_not_wait_for_the_next_one(marta: Talk):
    await marta.say("a hotel in lisbon 12-19 feb", "search_stays")
    await marta.say("log me out", "sign_out")
    assert (marta.question, marta.slots["place"]) == (None, None)


async def test_a_guest_hears_that_nobody_is_signed_in(talk: Talk):
    await talk.say("log me out", "sign_out")
    assert (talk.said, talk.signals) == (["utter_sign_out_nobody"], [])


async def test_a_guests_open_question_comes_again(talk: Talk):
    await talk.say("a hotel in lisbon 12-19 feb", "search_stays")
    await talk.say("log me out", "sign_out")
    assert talk.asked == "adults"
