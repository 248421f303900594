"""Being forgotten: said first, and only a fresh yes erases."""

from __future__ import annotations

import pytest

from tests.actions.booking.test_cancel_booking import booked
from tests.actions.talk import Talk
from tests.fakes.samples import stay


def asked(talk: Talk) -> list[tuple[str | None, str | None]]:
    return talk.desk.erasures.asked  # type: ignore[attr-defined, no-any-return]


async def test_a_fresh_yes_erases_the_account(marta: Talk):
    user = marta.user
    await marta.say("delete my account", "forget_me")
    assert (marta.asked, marta.replies[-1]["ask"]["kind"], asked(marta)) == ("confirm", "yes_no", [])
    await marta.say("yes", "affirm")
    assert (asked(marta), marta.signals) == ([(user, None)], ["forgotten"])
    assert marta.question is None


async def test_a_guest_is_forgotten_as_well(talk: Talk):
    await talk.say("delete my data", "forget_me")
    assert "utter_forget_me_guest" in talk.said
    await talk.tap("Yes, erase")
    assert (asked(talk), talk.signals) == ([(None, talk.conversation)], ["forgotten"])


@pytest.mark.parametrize(("text", "intent"), [("no", "deny"), ("stop", "stop")])
async def test_anything_but_a_yes_keeps_it(marta: Talk, text: str, intent: str):
    await marta.say("delete my account", "forget_me")
    await marta.say(text, intent)
    assert (marta.said, asked(marta), marta.signals) == (["utter_forget_me_kept"], [], [])
    await marta.say("yes", "affirm")
    assert asked(marta) == []


async def test_a_yes_to_something_else_erases_nothing(marta: Talk):
    await marta.say("delete my account", "forget_me")
    await marta.say("a hotel in lisbon 12-19 feb", "search_stays")
    await marta.say("yes", "affirm")
    assert asked(marta) == []


async def test_journeys_ahead_are_pointed_out_first(marta: Talk):
    await booked(marta, stay())
    await marta.say("delete my account", "forget_me")
    assert marta.said[:2] == ["utter_forget_me_ahead", "utter_forget_me_account"]
    assert "utter_forget_me_stays" in marta.said
    assert marta.kinds() == ["booking"]
    await marta.tap("Cancel a booking first")
    assert "utter_cancel_booking_quote" in marta.said
    assert asked(marta) == []


async def test_what_is_past_stays_without_a_warning(marta: Talk):
    await booked(marta, stay())
    marta.later(days=200)
    await marta.say("delete my account", "forget_me")
    assert "utter_forget_me_ahead" not in marta.said
    assert "utter_forget_me_stays" in marta.said


async def test_a_question_in_between_leaves_it_open(marta: Talk):
    await marta.say("delete my account", "forget_me")
    await marta.say("what can you do", "help")
    assert (marta.said[0], marta.asked) == ("utter_help", "confirm")


async def test_the_dialogue_forgets_what_it_held(marta: Talk):
    await marta.say("a hotel in lisbon 12-19 feb for 2", "search_stays")
    await marta.say("delete my account", "forget_me")
    await marta.say("yes", "affirm")
    held = {name: value for name, value in marta.slots.items() if value not in (None, [], {}, 0)}
    assert held == {}
