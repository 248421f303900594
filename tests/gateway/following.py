"""Sockets of guests and of accounts, and what comes over them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType
from aiohttp.test_utils import TestClient

from tests.gateway.people import Person, call

Client = TestClient[Any, Any]
Json = dict[str, Any]


@asynccontextmanager
async def socket(
    client: Client, conversation: str, person: Person | None = None
) -> AsyncIterator[ClientWebSocketResponse]:
    headers = person.bearer if person else {}
    async with client.ws_connect(f"/api/chat/{conversation}/socket", headers=headers) as opened:
        yield opened


async def frames(opened: ClientWebSocketResponse, last: str) -> list[Json]:
    """What comes until a frame of a type, or until the end ("closed")."""
    got: list[Json] = []
    async with asyncio.timeout(20):
        while not got or got[-1]["type"] != last:
            message = await opened.receive()
            got.append(message.json() if message.type is WSMsgType.TEXT else {"type": "closed"})
            assert got[-1]["type"] != "closed" or last == "closed"
    return got


async def quiet(opened: ClientWebSocketResponse) -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(opened.receive(), 0.3)


def reporting(signal: str) -> Any:
    """An engine that reports a signal beside its words."""
    return lambda body: {"state": "ok", "replies": [{"text": "Done.", "signal": signal}]}


async def own(client: Client, person: Person) -> str:
    """A conversation of the account."""
    status, body, _ = await call(client, "POST", "/api/chat", json={"text": "hello"}, headers=person.bearer)
    assert status == 200
    return str(body["conversation"])
