"""Whatever is sent: a clear 4xx, never a 500, never silence, and never what was sent back again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import text as sql

from gateway.house import House
from tests.gateway.fakes import FakeEngine


def body(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


BAD = {
    "empty": (b"", 400),
    "broken": (b'{"text": "hi"', 400),
    "not utf-8": (b'{"text": "\xff\xfe"}', 400),
    "very deep": (b"[" * 16_000, 400),
    "huge number": (b'{"text": 1' + b"0" * 10_000 + b"}", 400),
    "list": (b"[]", 422),
    "string": (b'"hi"', 422),
    "null": (b"null", 422),
    "nothing said": (body(), 422),
    "both said": (body(text="hi", choice="c_1"), 422),
    "text number": (body(text=5), 422),
    "text null": (body(text=None), 422),
    "text object": (body(text={"a": 1}), 422),
    "choice number": (body(choice=5), 422),
    "choice empty": (body(choice=""), 422),
    "choice long": (body(choice="c" * 65), 422),
    "unknown field": (body(text="hi", admin=True), 422),
    "odd field": (b'{"text": "hi", "\\ud800\\u0000": 1}', 422),
    "sender": (body(text="hi", sender="me"), 422),
    "empty text": (body(text=""), 422),
    "blank text": (body(text=" \t\n\u3000\u200b"), 422),
    "controls": (body(text="\x01\x02\x1b"), 422),
    "nul": (body(text="hello\0"), 422),
    "surrogate": (b'{"text": "hello \\ud800"}', 422),
    "only marks": (body(text="\u0301\u0302"), 422),
    "long text": (body(text="x" * 2001), 422),
    "message id number": (body(text="hi", message_id=7), 422),
    "message id blank": (body(text="hi", message_id="a b"), 422),
    "message id empty": (body(text="hi", message_id=""), 422),
    "message id long": (body(text="hi", message_id="x" * 129), 422),
    "locale": (body(text="hi", locale="../../etc"), 422),
    "zone unknown": (body(text="hi", time_zone="Mars/Olympus"), 422),
    "zone path": (body(text="hi", time_zone="../../etc/passwd"), 422),
    "zone folder": (body(text="hi", time_zone="Europe"), 422),
    "zone empty": (body(text="hi", time_zone=""), 422),
    "conversation number": (body(text="hi", conversation=1), 422),
    "conversation unknown": (body(text="hi", conversation="A" * 22), 404),
    "conversation empty": (body(text="hi", conversation=""), 404),
    "conversation odd": (body(text="hi", conversation="\x00'; drop"), 404),
    "choice without conversation": (body(choice="c_0123456789abcdef"), 404),
    "choice surrogate": (b'{"choice": "c_\\ud800"}', 422),
    "choice nul": (b'{"choice": "c_\\u0000"}', 422),
    "large": (body(text="x" * 100_000), 413),
    "just too large": (b" " * (16 * 1024 - 15) + b'{"text": "hey"}' + b" ", 413),
}


@pytest.mark.parametrize("name", BAD)
async def test_bad_messages_are_refused_clearly(name: str, client: TestClient[Any, Any], engine: FakeEngine) -> None:
    raw, status = BAD[name]
    async with client.post("/api/chat", data=raw, headers={"Content-Type": "application/json"}) as response:
        assert response.status == status, await response.text()
        assert response.content_type == "application/problem+json"
        problem = await response.json()
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["instance"] == f"urn:tripwright:request:{response.headers['X-Request-ID']}"
    assert set(problem) <= {"type", "title", "status", "detail", "instance", "errors"}
    assert engine.turns == []


async def test_the_longest_text_and_body_pass(client: TestClient[Any, Any]) -> None:
    async with client.post("/api/chat", json={"text": "x" * 2000}) as response:
        assert response.status == 200
    exactly = b" " * (16 * 1024 - 15) + b'{"text": "hey"}'
    assert len(exactly) == 16 * 1024
    async with client.post("/api/chat", data=exactly) as response:
        assert response.status == 200


async def test_a_body_without_a_length_is_limited_too(client: TestClient[Any, Any]) -> None:
    async def endless() -> Any:
        for _ in range(100):
            yield b" " * 1024

    async with client.post("/api/chat", data=endless()) as response:
        assert response.status == 413


async def test_what_was_sent_does_not_come_back(client: TestClient[Any, Any]) -> None:
    async with client.post("/api/chat", json={"text": "<script>" * 300, "time_zone": "secret-zone"}) as response:
        assert response.status == 422
        shown = await response.text()
    assert "<script>" not in shown
    assert "secret-zone" not in shown


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/chat", 405),
        ("PUT", "/api/chat", 405),
        ("DELETE", "/api/chat/AAAAAAAAAAAAAAAAAAAAAA", 405),
        ("GET", "/api/nothing", 404),
        ("GET", "/api/chat/AAAAAAAAAAAAAAAAAAAAAA", 404),
        ("GET", "/api/chat/%00", 404),
        ("GET", "/api/chat/AAAAAAAAAAAAAAAAAAAAAA/socket", 404),
        ("GET", "/static/../wiring.py", 404),
        ("GET", "/static/", 403),
        ("GET", "/api/bookings", 404),
        ("GET", "/api/bookings?conversation=AAAAAAAAAAAAAAAAAAAAAA", 404),
        ("GET", "/api/bookings/TW-222222?conversation=AAAAAAAAAAAAAAAAAAAAAA", 404),
        ("GET", "/api/recommendations?month=13", 422),
        ("GET", "/api/recommendations?limit=0", 422),
        ("GET", "/api/recommendations?colour=red", 422),
    ],
)
async def test_wrong_addresses_and_methods(method: str, path: str, status: int, client: TestClient[Any, Any]) -> None:
    async with client.request(method, path) as response:
        assert response.status == status
        assert response.content_type == "application/problem+json"
        if status == 405:
            assert response.headers["Allow"]


async def test_a_history_cursor_of_another_kind_is_refused(client: TestClient[Any, Any]) -> None:
    async with client.post("/api/chat", json={"text": "hi"}) as response:
        conversation = (await response.json())["conversation"]
    for query in ("before=abc", "before=-1", "limit=0", "limit=x", "before=" + "9" * 30):
        async with client.get(f"/api/chat/{conversation}?{query}") as response:
            assert response.status == 422


async def test_every_answer_carries_the_security_headers(client: TestClient[Any, Any]) -> None:
    for method, path in (("GET", "/"), ("GET", "/api/nothing"), ("POST", "/api/chat"), ("GET", "/static/docs.js")):
        async with client.request(method, path) as response:
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
            assert "unsafe" not in response.headers["Content-Security-Policy"]
            assert response.headers["Referrer-Policy"] == "no-referrer"
            assert response.headers["X-Request-ID"]


async def test_a_failing_database_is_a_503(client: TestClient[Any, Any], house: House) -> None:
    async with house.database.write() as session:
        await session.execute(sql("ALTER TABLE messages RENAME TO elsewhere"))
    async with client.post("/api/chat", json={"text": "hi"}) as response:
        assert response.status == 503
        assert (await response.json())["type"] == "/api/docs#unavailable"
