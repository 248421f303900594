"""A code of the web leads somebody on Slack into the same conversation."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from gateway.house import House
from tests.db import samples
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_people import Person
from tests.fakes.slack_workspace import BOT
from tests.gateway.conftest import Clock, Say, until
from tests.gateway.fakes import FakeEngine
from tests.gateway.people import sign_in
from tests.gateway.slack.test_home import book, home

pytestmark = pytest.mark.usefixtures("known_codes")


@pytest.fixture
async def code(client: TestClient[Any, Any], connected: House, say: Say) -> str:
    """Of a signed-in traveller."""
    conversation = (await say(text="from the web"))[1]["conversation"]
    person = await sign_in(client, "ines@example.org", conversation=conversation)
    return await connected.links.issue(person.id, conversation, now=connected.clock())


@pytest.mark.parametrize("channel", ["", "C01TRIPS"])
async def test_the_conversation_goes_on_in_direct_messages(
    api: FakeSlack, engine: FakeEngine, code: str, channel: str
) -> None:
    ines = Person(api)
    await Person(api, channel=channel).say(f"<@{BOT}> link {code}" if channel else f"link {code}")
    await until(ines.texts)
    assert "Slack" in ines.texts()[0]
    await ines.say("and on slack")
    await until(lambda: len(ines.texts()) == 2)
    assert [one["text"] for one in engine.turns] == ["from the web", "and on slack"]
    assert len({one["conversation"] for one in engine.turns}) == 1
    assert api.channels["C01TRIPS"] == [] or not Person(api, channel="C01TRIPS").messages()


async def test_a_wrong_code_is_told(api: FakeSlack, connected: House, ines: Person) -> None:
    await ines.say("link ABCD2345")
    await until(ines.texts)
    assert "link" in ines.texts()[0].lower() or "code" in ines.texts()[0].lower()


async def test_trips_of_the_account_stand_on_the_home_tab(
    api: FakeSlack, connected: House, code: str, ines: Person, clock: Clock
) -> None:
    await ines.say(f"link {code}")
    await until(ines.texts)
    clock.ahead = samples.NOW - clock() + clock.ahead
    reference = await book(connected, "T01TEAM:U01INES", samples.stay())
    assert reference in await home(ines, api)
