"""Alive, ready, figures, and a description that is what is served."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from pydantic import TypeAdapter
from sqlalchemy import text as sql

from gateway import problems, shapes
from gateway.handlers.pages import STATIC
from gateway.house import House
from gateway.routes import ROUTES
from messages import Reply
from tests.gateway.conftest import Say
from tests.gateway.fakes import TOKEN, FakeActions, FakeEngine


async def ready(client: TestClient[Any, Any]) -> tuple[int, dict[str, str]]:
    async with client.get("/readyz") as response:
        body = await response.json()
        shapes.Readiness.model_validate(body)
        assert body["ready"] is (response.status == 200)
        return response.status, body["parts"]


async def test_all_is_well(client: TestClient[Any, Any]) -> None:
    assert await ready(client) == (200, dict.fromkeys(("engine", "model", "actions", "database"), "ready"))
    async with client.get("/healthz") as response:
        assert await response.json() == {"alive": True}


async def test_the_engine_goes_and_comes_back(client: TestClient[Any, Any], engine: FakeEngine) -> None:
    await engine.stop()
    status, parts = await ready(client)
    assert (status, parts["engine"]) == (503, "does not answer")
    async with client.get("/healthz") as response:
        assert response.status == 200
    engine.loaded = False
    await engine.start()
    assert (await ready(client))[1]["model"] == "is not loaded"
    engine.loaded = True
    assert (await ready(client))[0] == 200


async def test_actions_that_are_away_or_starting(client: TestClient[Any, Any], actions: FakeActions) -> None:
    actions.ready = False
    status, parts = await ready(client)
    assert (status, parts["actions"]) == (503, "is starting")
    await actions.stop()
    assert (await ready(client))[1]["actions"] == "does not answer"


async def test_a_database_without_tables(client: TestClient[Any, Any], house: House) -> None:
    async with house.database.write() as session:
        await session.execute(sql("ALTER TABLE conversations RENAME TO elsewhere"))
    status, parts = await ready(client)
    assert (status, parts["database"]) == (503, "cannot be read; has it been migrated?")


async def test_figures_count_turns_and_name_nobody(client: TestClient[Any, Any], say: Say, engine: FakeEngine) -> None:
    _, body = await say(text="hello from Marta")
    await engine.stop()
    await say(text="hello")
    async with client.get("/metrics") as response:
        shown = await response.text()
        assert response.content_type == "text/plain"
    assert 'tripwright_turns_total{state="answered"} 1.0' in shown
    assert 'tripwright_turns_total{state="waiting"} 1.0' in shown
    assert 'tripwright_engine_errors_total{state="unreachable"}' in shown
    assert "tripwright_turn_seconds_count 2.0" in shown
    assert 'tripwright_outbox{state="waiting"} 0.0' in shown
    assert "tripwright_conversations_waiting 1.0" in shown
    assert "Marta" not in shown
    assert body["conversation"] not in shown


async def described(client: TestClient[Any, Any]) -> Any:
    async with client.get("/api/openapi.json") as response:
        return await response.json()


async def test_every_route_is_described_and_every_description_served(client: TestClient[Any, Any]) -> None:
    api = await described(client)
    assert api["openapi"] == "3.1.0"
    listed = {(method.upper(), path) for path, methods in api["paths"].items() for method in methods}
    served = {
        (route.method, route.resource.canonical)
        for route in client.app.router.routes()
        if route.method != "HEAD" and route.resource and not route.resource.canonical.startswith("/static")
    }
    undescribed = {
        (route.method, re.sub(r"{(\w+):.*}", r"{\1}", route.path)) for route in ROUTES if not route.described
    }
    pages, messengers = {"/", "/widget.js", "/widget/assets/{name}"}, {"/channels/telegram", "/channels/slack"}
    assert {path for _, path in undescribed} == {*pages, *messengers, "/internal/push"}
    assert listed == served - undescribed
    for methods in api["paths"].values():
        for operation in methods.values():
            assert operation["summary"]
            assert len(operation["description"]) > 20
            assert operation["responses"]


async def test_references_of_the_description_lead_somewhere(client: TestClient[Any, Any]) -> None:
    api = await described(client)
    shown = json.dumps(api)
    names = set(re.findall(r'"#/components/schemas/([^"]+)"', shown))
    assert names <= set(api["components"]["schemas"])
    assert {"ChatBody", "ChatAnswer", "Reply", "ProblemBody"} <= names
    assert TOKEN not in shown


async def test_problems_are_described_where_they_happen(client: TestClient[Any, Any]) -> None:
    slugs = [kind.slug for kind in problems.KINDS]
    assert len(slugs) == len(set(slugs))
    api = await described(client)
    answers = [
        one for path in api["paths"].values() for operation in path.values() for one in operation["responses"].values()
    ]
    named = {slug for one in answers for slug in re.findall(r"\(([a-z-]+)\)", one["description"])}
    everywhere = {"not-found", "wrong-method", "unexpected"}  # of any address
    assert set(slugs) - named == everywhere
    assert list(api["x-problems"]) == slugs


async def test_the_schema_of_a_reply_is_served(client: TestClient[Any, Any]) -> None:
    async with client.get("/api/schema/reply.json") as response:
        assert await response.json() == TypeAdapter(Reply).json_schema(mode="serialization")


@pytest.mark.parametrize("path", ["/api/docs", "/static/docs.js", "/static/docs.css"])
async def test_pages_are_served(path: str, client: TestClient[Any, Any]) -> None:
    async with client.get(path) as response:
        assert response.status == 200
        assert len(await response.text()) > 500


def test_pages_load_own_files_only_and_keep_to_the_policy() -> None:
    for page in STATIC.glob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)", html), page
        assert not re.search(r"<style|\sstyle=|\son\w+=", html), page
        assert not re.search(r'(?:src|href)="(?:https?:)?//', html), page
        for name in re.findall(r'(?:src|href)="/static/([^"]+)"', html):
            assert (STATIC / name).is_file(), name
    for script in STATIC.glob("*.js"):
        code = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", code), script
        for name in re.findall(r'from "\./([^"]+)"', code):
            assert (STATIC / name).is_file(), name


@pytest.mark.parametrize("path", ["/healthz", "/api/docs", "/api/openapi.json"])
async def test_headers_can_be_asked_for_alone(path: str, client: TestClient[Any, Any]) -> None:
    async with client.head(path) as head, client.get(path) as response:
        assert (head.status, await head.read()) == (response.status, b"")
        assert head.content_type == response.content_type
        assert head.headers["Server"] == "tripwright"
