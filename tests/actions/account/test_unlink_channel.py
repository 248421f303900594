"""Leaving messengers, by chat."""

from __future__ import annotations

import pytest

from tests.actions.account.test_link_channel import links
from tests.actions.talk import Talk


@pytest.fixture
def linked(marta: Talk) -> Talk:
    """Linked with both."""
    links(marta).senders = {("telegram", "4711"): marta.conversation, ("slack", "U1"): marta.conversation}
    return marta


async def test_only_the_one_that_was_named_goes(linked: Talk):
    await linked.say("unlink telegram", "unlink_channel")
    assert list(links(linked).senders) == [("slack", "U1")]
    assert (linked.said, linked.signals) == (["utter_unlink_channel_done"], ["profile"])
    assert "Telegram" in linked.text


async def test_which_one_is_asked_with_buttons(linked: Talk):
    await linked.say("disconnect my messenger", "unlink_channel")
    assert linked.labels() == ["Slack", "Telegram", "All of them"]
    assert len(links(linked).senders) == 2
    await linked.tap("All of them")
    assert links(linked).senders == {}


async def test_all_may_be_said_at_once(linked: Talk):
    await linked.say("unlink all messengers", "unlink_channel")
    assert links(linked).senders == {}
    assert "Slack and Telegram" in linked.text


async def test_what_is_not_linked_is_said(marta: Talk):
    await marta.say("unlink slack", "unlink_channel")
    assert marta.said == ["utter_unlink_channel_not_linked"]
    await marta.say("unlink everything", "unlink_channel")
    assert (marta.said, marta.signals) == (["utter_unlink_channel_none"], [])


async def test_of_others_nothing_goes(linked: Talk):
    links(linked).senders["telegram", "jan"] = "conversation-of-jan"
    await linked.say("unlink telegram", "unlink_channel")
    assert ("telegram", "jan") in links(linked).senders


async def test_the_profile_shows_what_is_linked(linked: Talk):
    await linked.say("show my profile", "show_profile")
    facts = {one["label"]: one["value"] for one in linked.cards[0]["facts"]}
    assert facts["Linked messengers"] == "Slack and Telegram"
    links(linked).senders = {}
    await linked.say("show my profile", "show_profile")
    assert "Linked messengers" not in {one["label"] for one in linked.cards[0]["facts"]}


async def test_signing_out_everywhere_leaves_every_messenger(linked: Talk):
    await linked.say("I lost my phone, log it out", "sign_out")
    assert links(linked).senders == {}
