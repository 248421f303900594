"""What is kept of the traveller, shown in chat."""

from __future__ import annotations

from tests.actions.account.conftest import ADDRESS
from tests.actions.booking.test_cancel_booking import booked
from tests.actions.talk import Talk
from tests.fakes.samples import stay


async def test_the_card_shows_everything(marta: Talk):
    await marta.say("change my name to Marta Nowak", "update_profile")
    await marta.say("set my home airport to Vienna", "update_profile")
    await marta.say("always an aisle seat", "set_preference")
    await marta.say("show my profile", "show_profile")
    (card,) = marta.cards
    facts = {one["label"]: one["value"] for one in card["facts"]}
    assert card["kind"] == "profile"
    assert facts["Name"] == "Marta Nowak"
    assert facts["E-mail"] == ADDRESS
    assert facts["Home airport"].endswith("(VIE)")
    assert facts["Seat"] == "aisle"
    assert card["data"]["preferences"] == {"seat": "aisle"}
    assert "Change something" in marta.labels()


async def test_a_guest_is_told_what_is_kept_of_a_guest(talk: Talk):
    await booked(talk, stay())
    await talk.say("what do you know about me", "show_profile")
    assert (talk.said, talk.cards) == (["utter_show_profile_guest"], [])
    assert "1 booking" in talk.text
    assert f"{talk.desk.settings.guest_retention_days} days" in talk.text
    assert "Sign in" in talk.labels()


async def test_a_guest_costs_no_look_into_the_accounts(talk: Talk):
    await talk.say("what do you know about me", "show_profile")
    await talk.say("a hotel in lisbon 12-19 feb for 2, up to 100 a night", "search_stays")
    assert talk.desk.accounts.reads == 0  # type: ignore[attr-defined]


async def test_a_profile_is_read_once_a_turn(marta: Talk):
    before = marta.desk.accounts.reads  # type: ignore[attr-defined]
    await marta.say("a hotel in lisbon 12-19 feb for 2, up to 100 a night", "search_stays")
    assert marta.desk.accounts.reads == before + 1  # type: ignore[attr-defined]
