"""Going on from a messenger, by chat."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.actions.account.conftest import ADDRESS, code_sent
from tests.actions.talk import Talk
from tests.fakes.people import MemoryLinks
from travel.errors import BadCode, TooManyTries


def links(talk: Talk) -> MemoryLinks:
    kept = talk.desk.links
    assert isinstance(kept, MemoryLinks)
    return kept


def code_shown(talk: Talk) -> str:
    found = re.search(r"link ([A-Z0-9]{8})\b", talk.text)
    assert found, talk.text
    return found[1]


async def test_a_code_and_a_deep_link_lead_into_this_conversation(marta: Talk):
    await marta.say("link telegram", "link_channel")
    code = code_shown(marta)
    assert f"https://t.me/the_trip_bot?start=link_{code}" in marta.text
    link = await links(marta).redeem(code, "telegram", "4711", now=marta.now)
    assert (link.user, link.conversation) == (marta.user, marta.conversation)


async def test_where_there_is_no_deep_link_the_words_to_send_are_said(marta: Talk):
    await marta.say("connect slack please", "link_channel")
    assert marta.said == ["utter_link_channel_code"]
    assert "t.me" not in marta.text
    assert "Slack" in marta.text
    await links(marta).redeem(code_shown(marta), "slack", "U1", now=marta.now)


async def test_the_code_is_good_for_ten_minutes(marta: Talk):
    await marta.say("link slack", "link_channel")
    with pytest.raises(BadCode):
        await links(marta).redeem(code_shown(marta), "slack", "U1", now=marta.now + timedelta(minutes=10))


async def test_which_messenger_is_asked_with_buttons(marta: Talk):
    await marta.say("link", "link_channel")
    assert marta.labels() == ["Slack", "Telegram"]
    await marta.tap("Telegram")
    assert marta.said == ["utter_link_channel_telegram_link"]


async def test_the_only_messenger_need_not_be_named(marta: Talk):
    links(marta).served = {"slack": ""}
    await marta.say("link", "link_channel")
    assert marta.said == ["utter_link_channel_code"]


@pytest.mark.parametrize(
    ("served", "said"),
    [({}, "utter_link_channel_nowhere"), ({"slack": ""}, "utter_link_channel_not_served")],
)
async def test_it_says_where_it_cannot_be_reached(marta: Talk, served: dict[str, str], said: str):
    links(marta).served = served
    await marta.say("link telegram", "link_channel")
    assert marta.said == [said]


async def test_a_guest_signs_in_first_and_gets_the_code_by_itself(talk: Talk):
    await talk.say("link telegram", "link_channel")
    assert talk.asked == "email"
    await talk.say(ADDRESS, "inform")
    await talk.say(code_sent(talk), "inform")
    assert "utter_link_channel_telegram_link" in talk.said


async def test_the_open_question_comes_again(marta: Talk):
    await marta.say("a hotel in lisbon 12-19 feb", "search_stays")
    await marta.say("link slack", "link_channel")
    assert marta.asked == "adults"


async def test_on_the_messenger_itself_a_guest_hears_how_to_come_there(talk: Talk):
    talk.channel = "telegram"
    await talk.say("link", "link_channel")
    assert talk.said == ["utter_link_channel_from_web"]
    assert talk.desk.settings.address in talk.text


async def test_on_the_messenger_that_is_linked_nothing_is_left_to_do(marta: Talk):
    marta.channel = "telegram"
    await marta.say("link telegram", "link_channel")
    assert marta.said == ["utter_link_channel_here_already"]
    await marta.say("link slack", "link_channel")
    assert marta.said == ["utter_link_channel_code"]


async def test_too_many_codes_are_refused(marta: Talk, monkeypatch: pytest.MonkeyPatch):
    async def refuse(*_args: object, **_rest: object) -> str:
        raise TooManyTries

    monkeypatch.setattr(links(marta), "issue", refuse)
    await marta.say("link slack", "link_channel")
    assert marta.said == ["utter_link_channel_too_many_codes"]
