"""Coming to Telegram with a trip from the web, by a deep link or by words."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from gateway.house import House
from tests.fakes.telegram import BOT, FakeTelegram
from tests.fakes.telegram import Person as Phone
from tests.gateway.conftest import until
from tests.gateway.fakes import FakeEngine
from tests.gateway.following import own
from tests.gateway.people import Person

pytestmark = pytest.mark.usefixtures("known_codes")
Client = TestClient[Any, Any]
GROUP = -1001234567890


@pytest.fixture
async def conversation(client: Client, marta: Person) -> str:
    """Hers, on the web, with a word said."""
    return await own(client, marta)


@pytest.mark.parametrize("said", ["/start link_{}", "link {}"])
async def test_the_trip_goes_on_on_telegram(
    connected: House,
    api: FakeTelegram,
    ines: Phone,
    engine: FakeEngine,
    marta: Person,
    conversation: str,
    said: str,
) -> None:
    code = await connected.links.issue(marta.id, conversation, now=connected.clock())
    ines.say(said.format(code))
    await until(lambda: api.chats.of(ines.id))
    assert "is linked" in api.chats.texts(ines.id)[0]
    ines.say("two adults")
    await until(lambda: len(api.chats.of(ines.id)) == 2)
    assert (engine.turns[-1]["conversation"], engine.turns[-1]["metadata"]["traveller"]) == (conversation, marta.id)


async def test_a_wrong_code_is_told(connected: House, api: FakeTelegram, ines: Phone, engine: FakeEngine) -> None:
    ines.say("/start link_ABCD2345")
    await until(lambda: api.chats.of(ines.id))
    assert "not right" in api.chats.texts(ines.id)[0]
    assert engine.turns == []


async def test_in_a_group_the_chat_alone_is_linked(
    connected: House, api: FakeTelegram, engine: FakeEngine, marta: Person, conversation: str
) -> None:
    code = await connected.links.issue(marta.id, conversation, now=connected.clock())
    member = Phone(api, 501, group=GROUP)
    member.say(f"@{BOT['username']} link {code}")
    await until(lambda: api.chats.of(501))
    assert "is linked" in api.chats.texts(501)[0]
    assert api.chats.of(GROUP) == []
    member.say(f"@{BOT['username']} hello")
    await until(lambda: api.chats.of(GROUP))
    assert engine.turns[-1]["conversation"] != conversation
