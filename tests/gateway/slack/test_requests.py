"""The Events API: the same by signed requests, where a signing secret is set."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from tests.fakes.slack import BOT_TOKEN, SIGNING_SECRET, FakeSlack, post
from tests.fakes.slack_people import Person
from tests.gateway.conftest import until
from tests.gateway.fakes import FakeEngine, text
from tests.gateway.slack.test_talk import asking, offering


@pytest.fixture
def overrides(api: FakeSlack) -> dict[str, Any]:
    return {"slack_bot_token": BOT_TOKEN, "slack_signing_secret": SIGNING_SECRET, "slack_api_url": api.url}


@pytest.fixture
async def url(client: TestClient[Any, Any], api: FakeSlack) -> str:
    await until(lambda: api.made("auth.test"))
    return str(client.make_url("/channels/slack"))


@pytest.fixture
def ines(api: FakeSlack, url: str) -> Person:
    return Person(api, url=url)


async def test_the_address_is_verified(url: str) -> None:
    status, body = await post(url, "events_api", {"type": "url_verification", "challenge": "c-1", "token": "-"})
    assert status == 200
    assert json.loads(body) == {"challenge": "c-1"}


async def test_talk_choices_modals_and_commands(ines: Person, engine: FakeEngine, api: FakeSlack) -> None:
    asked = asking("Who travels?", "text", "name", options=[])
    turns = {"book": asked, "rome": offering("Which?", ["A", "B"])}
    engine.behaviour = lambda body: turns.get(body.get("text", ""), text(body.get("text", "chosen")))
    await ines.say("rome")
    await until(ines.buttons)
    assert await ines.tap("A") == (200, "")
    await until(lambda: len(ines.texts()) == 2)
    await ines.say("book")
    await until(lambda: "Enter names" in ines.buttons())
    await ines.tap("Enter names")
    await until(lambda: api.modals)
    await ines.fill_in("Tim Berg")
    await until(lambda: len(ines.texts()) == 4)
    status, body = await ines.command("rome again")
    assert (status, "direct messages" in body) == (200, True)
    await until(lambda: len(ines.texts()) == 5)
    assert ines.texts()[3:] == ["Tim Berg", "rome again"]
    assert api.connections == 0


async def test_retries_are_dropped(ines: Person, engine: FakeEngine) -> None:
    await ines.say("hello")
    await until(ines.messages)
    assert await ines.again(retry=1) == (200, "")
    assert await ines.again(retry=2) == (200, "")
    await ines.say("next")
    await until(lambda: len(ines.messages()) == 2)
    assert [one["text"] for one in engine.turns] == ["hello", "next"]


@pytest.mark.parametrize("wrong", [{"secret": "another"}, {"age": 400.0}, {"age": -400.0}])
async def test_a_wrong_signature_or_an_old_one_is_refused(
    ines: Person, api: FakeSlack, engine: FakeEngine, url: str, wrong: dict[str, Any]
) -> None:
    event = {"type": "message", "user": ines.user, "text": "hi", "ts": api.timestamp(), "channel": ines.here}
    body = {"type": "event_callback", "event": event, "event_id": "Ev1", "team_id": "T01TEAM", "api_app_id": "A"}
    status, _ = await post(url, "events_api", body, **wrong)
    assert status == 401
    assert engine.turns == []
    assert (await post(url, "events_api", body))[0] == 200
    await until(lambda: engine.turns)


async def test_without_a_signature_it_is_refused(url: str, client: TestClient[Any, Any]) -> None:
    assert (await client.post("/channels/slack", json={"type": "event_callback"})).status == 401
    assert (await client.post("/channels/slack", data={"ssl_check": "1", "token": "x"})).status == 401
    assert (await client.post("/channels/slack", data=io.BytesIO(b"x" * (1 << 20) + b"x"))).status == 413
    assert (await client.get("/channels/slack")).status == 405


async def test_it_is_not_described(client: TestClient[Any, Any]) -> None:
    description = await (await client.get("/api/openapi.json")).json()
    assert "/channels/slack" not in description["paths"]
