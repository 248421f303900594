"""Signing out by chat."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    ("text", "all_of_them"),
    [
        ("log me out everywhere", True),
        ("sign out of all my devices", True),
        ("I lost my phone, log it out", True),
        ("my phone was stolen, end every session", True),
        ("this is a shared computer, sign me out", False),
        ("log this phone out", False),
    ],
)
async def test_every_device_is_signed_out_when_one_is_not_at_hand(marta: Talk, text: str, all_of_them: bool):
    user = marta.user
    await marta.say(text, "sign_out")
    assert marta.desk.sessions.closed == ([user] if all_of_them else [])  # type: ignore[attr-defined]
    assert marta.signals == ["signed_out"]
