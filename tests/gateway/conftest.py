"""A gateway on a real database, in front of a fake engine.

SQLite is quick; a module that is about what the store does sets ``DATABASES = BOTH`` and runs on PostgreSQL too.
"""

from __future__ import annotations

import asyncio
import functools
import secrets
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from db import digests
from db.engine import migrate
from gateway import wiring
from gateway.house import HOUSE, House
from gateway.openapi import describe
from gateway.routes import ROUTES
from gateway.wiring import ROOT, build
from settings import Settings
from tests.fixtures.postgres import Cluster
from tests.gateway.fakes import TOKEN, FakeActions, FakeEngine
from tests.gateway.people import CODE, MARTA, Person, sign_in
from wording import Wording

BOTH = ("sqlite", "postgresql")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    databases = getattr(metafunc.module, "DATABASES", None)
    if databases and "database_url" in metafunc.fixturenames:
        metafunc.parametrize("database_url", databases, indirect=True)


class Clock:
    """The real time, moved ahead as a test likes."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
async def engine() -> AsyncIterator[FakeEngine]:
    fake = FakeEngine()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
async def actions() -> AsyncIterator[FakeActions]:
    fake = FakeActions()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gateway") / "empty.sqlite"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture
def overrides() -> dict[str, Any]:
    """Settings of a test; parametrise or replace it."""
    return {}


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty, migrated database of the test's own."""
    if getattr(request, "param", "sqlite") == "sqlite":
        shutil.copy(request.getfixturevalue("empty_database"), tmp_path / "tripwright.sqlite")
        yield f"sqlite:///{tmp_path}/tripwright.sqlite"
        return
    server: Cluster = request.getfixturevalue("cluster")
    name = f"g{secrets.token_hex(6)}"
    yield asyncio.run(server.create(name, template="template"))
    asyncio.run(server.drop(name))


@pytest.fixture
def settings(
    tmp_path: Path, database_url: str, engine: FakeEngine, actions: FakeActions, overrides: dict[str, Any]
) -> Settings:
    values = {
        "engine_token": TOKEN,
        "actions_token": "actions-token-of-the-tests",
        "engine_port": engine.port,
        "actions_port": actions.port,
        "database_url": database_url,
        "mail_dir": tmp_path / "mail",
        "rate_limit_per_minute": 0,
        "turn_timeout_seconds": 20.0,
        "smtp_url": None,
        "brand_name": "Tripwright",
        "operator_contact": "",
        "operator_hours": "",
        "mail_from": "Tripwright <trips@localhost>",
    }
    return Settings(_env_file=None, **{**values, **overrides})  # type: ignore[call-arg]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@functools.cache
def _wording() -> Wording:
    return Wording.read(ROOT)


@functools.cache
def _described(**of: str) -> dict[str, Any]:
    return describe(ROUTES, **of)


@pytest.fixture(autouse=True, scope="module")
def made_once() -> Iterator[None]:
    """Reading all domain files and describing all routes takes longer than most tests."""
    once, read = _wording(), Wording.read
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Wording, "read", lambda root, *rest: once if root == ROOT else read(root, *rest))
        patch.setattr(wiring, "describe", lambda routes, **of: _described(**of))
        yield


@pytest.fixture
async def client(settings: Settings, clock: Clock) -> AsyncIterator[TestClient[Any, Any]]:
    async with TestClient(TestServer(build(settings, clock=clock))) as opened:
        yield opened


@pytest.fixture
def house(client: TestClient[Any, Any]) -> House:
    return client.app[HOUSE]


@pytest.fixture
def known_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every one-time code is ``people.CODE``."""
    monkeypatch.setattr(digests, "new_code", lambda: CODE)


Say = Callable[..., Awaitable[Any]]


@pytest.fixture
def say(client: TestClient[Any, Any]) -> Say:
    """Post a message; gives status and body."""

    async def post(**body: Any) -> tuple[int, Any]:
        async with client.post("/api/chat", json=body) as response:
            return response.status, await response.json()

    return post


@pytest.fixture
async def conversation(say: Say) -> str:
    """A guest's, with a word said."""
    return str((await say(text="hello"))[1]["conversation"])


@pytest.fixture
async def marta(client: TestClient[Any, Any], known_codes: None) -> Person:
    """Signed in, in no conversation."""
    return await sign_in(client, MARTA)


async def until(condition: Callable[[], Any], seconds: float = 20.0) -> Any:
    """Wait for something to come true, and give it; fails the test when it does not."""
    async with asyncio.timeout(seconds):
        while True:
            result = condition()
            result = await result if asyncio.iscoroutine(result) else result
            if result:
                return result
            await asyncio.sleep(0.02)
