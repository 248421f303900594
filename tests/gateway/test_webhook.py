"""Other programs talk for their users: who may, whose conversation it is, what comes back."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from connectors.webhook import sign
from gateway.house import House
from tests.gateway.conftest import BOTH, Clock, until
from tests.gateway.fakes import FakeEngine
from tests.gateway.programs import ADDRESS, SECRET, Program, new_program

DATABASES = BOTH

HI = {"sender": "guest-42", "text": "hello"}


@pytest.fixture
def overrides() -> dict[str, Any]:
    return {"server_secret": SECRET}


@pytest.fixture
async def program(client: TestClient[Any, Any], house: House) -> Program:
    return await new_program(client, house)


async def test_a_message_is_answered_in_the_response(program: Program, engine: FakeEngine) -> None:
    status, answer = await program.post({**HI, "locale": "de-DE", "time_zone": "Europe/Berlin"}, "msg_1")
    assert (status, answer["state"], answer["sender"], answer["message_id"]) == (200, "answered", "guest-42", "msg_1")
    assert answer["replies"][0]["text"] == "echo: hello"
    metadata = engine.turns[0]["metadata"]
    assert (metadata["channel"], metadata["locale"], metadata["time_zone"]) == ("webhook", "de-DE", "Europe/Berlin")
    assert "traveller" not in metadata


async def test_each_sender_of_each_key_has_a_conversation(
    program: Program, client: TestClient[Any, Any], house: House, engine: FakeEngine
) -> None:
    other = await new_program(client, house)
    for one, sender in ((program, "a"), (program, "b"), (program, "a"), (other, "a")):
        await one.post({"sender": sender, "text": "hello"})
    ids = [turn["conversation"] for turn in engine.turns]
    assert ids[0] == ids[2]
    assert len(set(ids)) == 3


async def test_its_conversations_are_not_opened_on_the_web(
    program: Program, client: TestClient[Any, Any], engine: FakeEngine
) -> None:
    await program.post(HI)
    conversation = engine.turns[0]["conversation"]
    async with client.get(f"/api/chat/{conversation}") as response:
        assert response.status == 404
    async with client.post("/api/chat", json={"conversation": conversation, "text": "mine"}) as response:
        assert response.status == 404


async def test_a_replay_gets_the_first_answer(program: Program, engine: FakeEngine) -> None:
    first = await program.post(HI, "msg_1")
    engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": "another"}]}
    assert await program.post(HI, "msg_1") == first
    assert await program.post({**HI, "message_id": "own", "text": "x"}) == await program.post(
        {**HI, "message_id": "own", "text": "x"}
    )
    assert len(engine.ran) == 2


async def test_two_at_once_with_one_id_run_once(program: Program, engine: FakeEngine) -> None:
    async def slowly(body: dict[str, Any]) -> Any:
        await asyncio.sleep(0.1)
        return {"state": "ok", "replies": [{"text": "once"}]}

    engine.behaviour = slowly
    answers = await asyncio.gather(*(program.post(HI, "msg_1") for _ in range(5)))
    assert {(status, answer["replies"][0]["text"]) for status, answer in answers} == {(200, "once")}
    assert engine.ran == ["msg_1"]


async def test_a_choice_is_taken_once_by_its_sender(program: Program, engine: FakeEngine) -> None:
    offer = {"label": "Lisbon", "intent": "inform", "entities": []}
    engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": "Where?", "choices": [offer]}]}
    _, answer = await program.post({"sender": "a", "text": "hello"})
    value = answer["replies"][0]["choices"][0]["value"]
    assert (await program.post({"sender": "b", "choice": value}))[0] == 404
    assert (await program.post({"sender": "a", "choice": value}))[0] == 200
    assert engine.turns[-1]["parse"]["intent"] == "inform"
    assert (await program.post({"sender": "a", "choice": value}))[0] == 409


def slug(body: Any) -> str:
    return str(body["type"]).rsplit("#", 1)[1]


async def test_without_a_good_key_nothing_is_opened(program: Program, house: House, engine: FakeEngine) -> None:
    for authorization in ("", "Bearer", "Bearer tw_x", f"Basic {program.token}", f"Bearer {program.token[:-1]}"):
        status, body = await program.post(HI, Authorization=authorization)
        assert (status, slug(body)) == (401, "wrong-key"), authorization
    await house.keys.revoke(program.key, now=house.clock())
    assert (await program.post(HI))[0] == 401
    assert engine.turns == []


async def test_a_key_without_the_scope_is_told_so(client: TestClient[Any, Any], house: House) -> None:
    program = await new_program(client, house, scopes=["understand", "recommend"])
    status, body = await program.post(HI)
    assert (status, slug(body)) == (403, "missing-scope")


async def test_what_is_not_signed_now_by_the_key_is_refused(
    program: Program, client: TestClient[Any, Any], house: House, engine: FakeEngine
) -> None:
    other = await new_program(client, house)
    away = timedelta(minutes=5, seconds=2)
    signature = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    refused = [
        await program.post(HI, at=house.clock() - away),
        await program.post(HI, at=house.clock() + away),
        await program.post(HI, webhook_signature=signature),
        await program.post(HI, **{"webhook-id": "swapped"}),
        await program.post(HI, webhook_timestamp=str(int(house.clock().timestamp()) - 1)),
        await program.post(HI, "with.dot"),
        await program.post(HI, Authorization=f"Bearer {other.token}"),
        # Not even read before it is proven.
        await program.post(b"{", webhook_signature=signature),
    ]
    assert {(status, slug(body)) for status, body in refused} == {(401, "wrong-signature")}
    assert engine.turns == []


async def test_a_body_changed_on_its_way_is_refused(
    program: Program, client: TestClient[Any, Any], house: House
) -> None:
    raw = json.dumps(HI).encode()
    headers = {"Authorization": f"Bearer {program.token}", **sign(program.secret, "m", house.clock(), raw)}
    async with client.post(ADDRESS, data=raw.replace(b"42", b"43"), headers=headers) as response:
        assert response.status == 401
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
    async with client.post(ADDRESS, data=raw, headers=headers) as response:
        assert response.status == 200


async def test_a_recorded_request_is_of_no_use_later(program: Program, clock: Clock, house: House) -> None:
    then = house.clock()
    assert (await program.post(HI, "msg_1", at=then))[0] == 200
    clock.ahead += timedelta(minutes=6)
    assert (await program.post(HI, "msg_1", at=then))[0] == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 422),
        (b"\xff", 400),
        ({"text": "hello"}, 422),
        ({"sender": "", "text": "hello"}, 422),
        ({"sender": " a", "text": "hello"}, 422),
        ({"sender": "a\0b", "text": "hello"}, 422),
        ({"sender": "a" * 101, "text": "hello"}, 422),
        ({"sender": 42, "text": "hello"}, 422),
        ({"sender": "a"}, 422),
        ({"sender": "a", "text": "hello", "choice": "c_1"}, 422),
        ({"sender": "a", "text": ["hello"]}, 422),
        ({"sender": "a", "text": " "}, 422),
        ({"sender": "a", "text": "a" * 2001}, 422),
        ({"sender": "a", "text": "hello", "message_id": ""}, 422),
        ({"sender": "a", "text": "hello", "locale": "!"}, 422),
        ({"sender": "a", "text": "hello", "time_zone": "Mars/Base"}, 422),
        ({"sender": "a", "text": "hello", "more": 1}, 422),
        ({"sender": "a", "text": "hello", "callback": 1}, 422),
        ({"sender": "a", "text": "hello", "callback": True}, 422),
        ({"sender": "a", "text": "hello", "callback": "https://desk.example.org/"}, 422),
        ({"sender": "a", "text": "x" * 17_000}, 413),
    ],
)
async def test_what_does_not_fit_is_named(program: Program, engine: FakeEngine, body: Any, status: int) -> None:
    got, problem = await program.post(body)
    assert (got, problem["status"]) == (status, status), problem
    assert engine.turns == []


async def test_a_longest_sender_and_no_callback_are_taken(program: Program) -> None:
    assert (await program.post({"sender": "a b@c:" + "d" * 94, "text": "hello", "callback": False}))[0] == 200


async def test_a_typed_command_is_no_command(program: Program, engine: FakeEngine) -> None:
    status, _ = await program.post({"sender": "a", "text": "/book{}"})
    assert status == 200
    assert "text" not in engine.turns[0]


async def test_when_the_engine_is_away_the_same_request_gets_the_answer_later(
    program: Program, engine: FakeEngine, house: House
) -> None:
    engine.behaviour = lambda body: {"state": "busy"}
    status, answer = await program.post(HI, "msg_1")
    assert (status, answer["state"]) == (200, "waiting")
    engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": "there"}]}

    async def again() -> bool:
        return (await program.post(HI, "msg_1"))[1]["replies"][0]["text"] == "there"

    await until(again)


class TestLimits:
    @pytest.fixture
    def overrides(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
        monkeypatch.setattr("gateway.limits.BURST", 1)
        return {"server_secret": SECRET, "rate_limit_per_minute": 1}

    async def test_a_sender_is_limited_and_the_others_are_not(self, program: Program) -> None:
        assert [(await program.post(HI))[0] for _ in range(2)] == [200, 429]
        assert (await program.post({"sender": "b", "text": "hello"}))[0] == 200

    async def test_wrong_keys_cost_the_address_and_not_the_key(self, program: Program) -> None:
        assert [(await program.post(HI, Authorization="Bearer tw_x"))[0] for _ in range(2)] == [401, 429]
        assert (await program.post(HI))[0] == 200

    async def test_a_key_is_limited_over_all_its_senders(self, program: Program) -> None:
        statuses = [(await program.post({"sender": f"s{number}", "text": "hello"}))[0] for number in range(16)]
        assert statuses[:10] == [200] * 10
        assert 429 in statuses[10:]

    async def test_a_reader_with_a_key_has_a_limit_of_its_own(self, client: TestClient[Any, Any], house: House) -> None:
        reader = await new_program(client, house, scopes=["understand"])

        async def read() -> int:
            headers = {"Authorization": f"Bearer {reader.token}"}
            async with client.post("/api/understand", json={"text": "hello"}, headers=headers) as response:
                return response.status

        statuses = [await read() for _ in range(130)]
        assert statuses[:100] == [200] * 100
        assert 429 in statuses[100:]


async def test_readers_need_the_scope_of_what_they_read(client: TestClient[Any, Any], house: House) -> None:
    chatting = await new_program(client, house)
    for token, expected in ((chatting.token, 403), ("tw_wrong", 401)):
        headers = {"Authorization": f"Bearer {token}"}
        async with client.post("/api/understand", json={"text": "hello"}, headers=headers) as response:
            assert response.status == expected
        async with client.get("/api/recommendations", headers=headers) as response:
            assert response.status == expected


class TestWithoutASecret:
    @pytest.fixture
    def overrides(self) -> dict[str, Any]:
        return {"server_secret": None}

    async def test_the_channel_is_off(self, program: Program) -> None:
        status, body = await program.post(HI)
        assert (status, slug(body)) == (503, "unavailable")


async def test_it_is_described(client: TestClient[Any, Any]) -> None:
    async with client.get("/api/openapi.json") as response:
        description = await response.json()
    operation = description["paths"][ADDRESS]["post"]
    assert {one["name"] for one in operation["parameters"]} == {
        "webhook-id",
        "webhook-timestamp",
        "webhook-signature",
    }
    assert operation["security"] == [{"key": []}]
    called = operation["callbacks"]["answer"]["{$request.body#/callback}"]["post"]
    assert called["requestBody"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Callback"}
    assert "Callback" in description["components"]["schemas"]
    assert {"200", "202", "400", "401", "403", "404", "409", "410", "413", "422", "429", "503"} == set(
        operation["responses"]
    )
    assert description["paths"]["/api/understand"]["post"]["security"] == [{}, {"key": []}]
