"""What is no longer the newest is told to everybody who may be showing it."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from tests.gateway.conftest import BOTH, Say
from tests.gateway.fakes import FakeEngine
from tests.gateway.following import frames, own, quiet, reporting, socket
from tests.gateway.people import Person

DATABASES = BOTH
pytestmark = pytest.mark.usefixtures("known_codes")
Client = TestClient[Any, Any]
Json = dict[str, Any]


BOOKED = {
    "state": "ok",
    "replies": [{"text": "Booked.", "cards": [{"kind": "booking", "id": "b", "title": "TW-7K2M9Q", "choices": []}]}],
}


async def test_what_changed_is_told_to_all_conversations_of_the_account(
    client: Client, engine: FakeEngine, marta: Person
) -> None:
    one, other = await own(client, marta), await own(client, marta)
    engine.behaviour = lambda body: BOOKED if body["text"] == "book" else reporting("profile")(body)
    async with socket(client, one, marta) as here, socket(client, other, marta) as there:
        await here.send_json({"message_id": "m-1", "text": "book"})
        assert (await frames(here, "changed"))[-1] == {"type": "changed", "what": "bookings"}
        assert await frames(there, "changed") == [{"type": "changed", "what": "bookings"}]
        await here.send_json({"message_id": "m-2", "text": "my name is Marta"})
        assert (await frames(here, "changed"))[-1] == {"type": "changed", "what": "profile"}
        assert await frames(there, "changed") == [{"type": "changed", "what": "profile"}]
        third = await own(client, marta)
        assert await frames(there, "changed") == [{"type": "changed", "what": "conversations"}]
        assert third not in (one, other)


async def test_what_changed_for_a_guest_is_told_to_its_conversation(
    client: Client, engine: FakeEngine, conversation: str, say: Say
) -> None:
    other = (await say(text="hello"))[1]["conversation"]
    engine.behaviour = lambda body: BOOKED
    async with socket(client, conversation) as here, socket(client, other) as there:
        await here.send_json({"message_id": "m-1", "text": "book"})
        assert (await frames(here, "changed"))[-1]["what"] == "bookings"
        await quiet(there)


async def test_messages_of_an_account_keep_their_order(client: Client, marta: Person) -> None:
    conversation = await own(client, marta)
    async with socket(client, conversation, marta) as opened:
        for number in range(20):
            await opened.send_json({"message_id": f"m-{number}", "text": f"n{number}"})
        got: list[Json] = []
        while sum(one["type"] == "done" for one in got) < 20:
            got += await frames(opened, "done")
    assert [one["reply"]["text"] for one in got if one["type"] == "reply"] == [f"echo: n{n}" for n in range(20)]
