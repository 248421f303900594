"""The web socket: frames in order, everybody told, errors answered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestClient

from gateway.house import House
from gateway.live import MAX_PER_CONVERSATION
from tests.gateway.conftest import BOTH, Say, until
from tests.gateway.fakes import TOKEN, FakeEngine, echo, text

DATABASES = BOTH

Json = dict[str, Any]


@asynccontextmanager
async def opened(client: TestClient[Any, Any], conversation: str) -> AsyncIterator[ClientWebSocketResponse]:
    async with client.ws_connect(f"/api/chat/{conversation}/socket") as socket:
        yield socket


async def frames(socket: ClientWebSocketResponse, until_type: str = "done", number: int = 1) -> list[Json]:
    """What comes until that many frames of a type have come."""
    got: list[Json] = []
    async with asyncio.timeout(20):
        while sum(one["type"] == until_type for one in got) < number:
            got.append(await socket.receive_json())
    return got


async def test_a_turn_is_typing_then_replies_then_done(
    client: TestClient[Any, Any], conversation: str, engine: FakeEngine
) -> None:
    engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": "one"}, {"text": "two"}]}
    async with opened(client, conversation) as socket:
        await socket.send_json({"message_id": "m-1", "text": "hi", "locale": "en-US", "time_zone": "Asia/Tokyo"})
        got = await frames(socket)
    assert [one["type"] for one in got] == ["typing", "reply", "reply", "done"]
    assert {one["message_id"] for one in got} == {"m-1"}
    assert [one["reply"]["text"] for one in got if one["type"] == "reply"] == ["one", "two"]
    assert got[-1]["state"] == "answered"
    assert engine.turns[-1]["metadata"]["time_zone"] == "Asia/Tokyo"


async def test_every_socket_hears_every_reply(client: TestClient[Any, Any], conversation: str, say: Say) -> None:
    async with opened(client, conversation) as first, opened(client, conversation) as second:
        await first.send_json({"message_id": "m-1", "text": "by socket"})
        one, two = await frames(first), await frames(second)
        assert one == two
        await say(conversation=conversation, text="by post", message_id="m-2")
        for got in (await frames(first), await frames(second)):
            assert got[1]["reply"]["text"] == "echo: by post"


async def test_twenty_frames_are_answered_in_order(client: TestClient[Any, Any], conversation: str) -> None:
    async with opened(client, conversation) as socket:
        for number in range(20):
            await socket.send_json({"message_id": f"m-{number}", "text": f"n{number}"})
        got = await frames(socket, number=20)
    assert [one["reply"]["text"] for one in got if one["type"] == "reply"] == [f"echo: n{n}" for n in range(20)]


async def test_a_frame_sent_again_is_answered_again_to_the_sender_alone(
    client: TestClient[Any, Any], conversation: str, engine: FakeEngine
) -> None:
    async with opened(client, conversation) as first, opened(client, conversation) as second:
        for _ in range(2):
            await first.send_json({"message_id": "m-1", "text": "hi"})
            assert (await frames(first))[-2]["reply"]["text"] == "echo: hi"
        await frames(second)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(second.receive_json(), 0.2)
    assert engine.ran.count("m-1") == 1


BAD: dict[str, tuple[str, int]] = {
    "not JSON": ("hello", 400),
    "a list": ("[]", 422),
    "no message id": (json.dumps({"text": "hi"}), 422),
    "unknown field": (json.dumps({"message_id": "m", "text": "hi", "conversation": "x"}), 422),
    "empty": (json.dumps({"message_id": "m", "text": ""}), 422),
    "nul": (json.dumps({"message_id": "m", "text": "a\0"}), 422),
    "surrogate": ('{"message_id": "m", "text": "\\ud800"}', 422),
    "long": (json.dumps({"message_id": "m", "text": "x" * 2001}), 422),
    "large": (json.dumps({"message_id": "m", "text": "x" * 20_000}), 413),
    "unknown choice": (json.dumps({"message_id": "m", "choice": "c_unknown"}), 404),
}


@pytest.mark.parametrize("kind", BAD)
async def test_a_bad_frame_is_answered_and_the_socket_stays(
    kind: str, client: TestClient[Any, Any], conversation: str
) -> None:
    raw, status = BAD[kind]
    async with opened(client, conversation) as socket:
        await socket.send_str(raw)
        (got,) = await frames(socket, "error")
        assert got["problem"]["status"] == status
        await socket.send_json({"message_id": "m-2", "text": "still there"})
        assert (await frames(socket))[1]["reply"]["text"] == "echo: still there"


async def test_a_binary_frame_is_answered(client: TestClient[Any, Any], conversation: str) -> None:
    async with opened(client, conversation) as socket:
        await socket.send_bytes(b"\x00\x01")
        (got,) = await frames(socket, "error")
    assert got["problem"]["status"] == 422


async def test_an_unknown_conversation_has_no_socket(client: TestClient[Any, Any]) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        await client.ws_connect(f"/api/chat/{'A' * 22}/socket")
    assert refused.value.status == 404


async def test_sockets_of_a_conversation_are_limited(
    client: TestClient[Any, Any], conversation: str, house: House
) -> None:
    sockets = [await client.ws_connect(f"/api/chat/{conversation}/socket") for _ in range(MAX_PER_CONVERSATION)]
    with pytest.raises(WSServerHandshakeError) as refused:
        await client.ws_connect(f"/api/chat/{conversation}/socket")
    assert refused.value.status == 429
    for socket in sockets:
        await socket.close()
    await until(lambda: len(house.live) == 0)


async def test_the_late_answer_arrives_by_itself(
    client: TestClient[Any, Any], conversation: str, engine: FakeEngine
) -> None:
    await engine.stop()
    async with opened(client, conversation) as socket:
        await socket.send_json({"message_id": "m-1", "text": "hi"})
        notice = await frames(socket)
        assert notice[-1]["state"] == "waiting"
        assert notice[-2]["reply"]["text"].startswith("Something on my side is not working.")
        await engine.start()
        late = await frames(socket)
        assert [one["type"] for one in late] == ["reply", "done"]
        assert late[0]["reply"]["text"] == "echo: hi"
        assert late[0]["message_id"] == "m-1"
        assert late[1]["state"] == "answered"
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(socket.receive_json(), 1.5)


async def test_a_push_reaches_the_sockets(client: TestClient[Any, Any], conversation: str) -> None:
    async with opened(client, conversation) as socket:
        body = {"conversation": conversation, "message_id": "event-1", **text("Gate changed.")}
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with client.post("/internal/push", json=body, headers=headers) as response:
            assert response.status == 200
        assert (await frames(socket))[0]["reply"]["text"] == "Gate changed."


async def test_a_client_that_leaves_in_the_middle_harms_nobody(
    client: TestClient[Any, Any], conversation: str, engine: FakeEngine, house: House
) -> None:
    async def slow(body: Json) -> Any:
        await asyncio.sleep(0.3)
        return echo(body)

    engine.behaviour = slow
    async with opened(client, conversation) as socket:
        await socket.send_json({"message_id": "m-1", "text": "bye"})
        await socket.receive_json()
    await until(lambda: _answered(house, conversation, "echo: bye"))
    assert len(house.live) == 0


async def _answered(house: House, conversation: str, words: str) -> bool:
    return any(one.get("reply", {}).get("text") == words for one in await house.store.history(conversation))


async def test_sockets_are_told_when_the_process_stops(
    client: TestClient[Any, Any], conversation: str, house: House
) -> None:
    async with opened(client, conversation) as socket:
        house.live.end()
        message = await asyncio.wait_for(socket.receive(), 2)
        assert message.type is WSMsgType.CLOSE
        assert message.data == 1001
