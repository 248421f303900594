"""Every test that takes ``database`` runs on SQLite and on a real PostgreSQL, each time on an empty one."""

from __future__ import annotations

import asyncio
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from db.engine import Database, migrate, open_database
from tests.db.messengers import MARTA, Post
from tests.fixtures.postgres import Cluster


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty, migrated database."""
    if request.param == "sqlite":
        path = tmp_path / "tripwright.sqlite"
        shutil.copy(request.getfixturevalue("migrated_file"), path)
        yield f"sqlite:///{path}"
        return
    server: Cluster = request.getfixturevalue("cluster")
    name = f"t{secrets.token_hex(6)}"
    yield asyncio.run(server.create(name, template="template"))
    asyncio.run(server.drop(name))


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    opened = open_database(url)
    yield opened
    await opened.close()


@pytest.fixture
async def post(database: Database) -> Post:
    """Marta is reached by Telegram."""
    opened = Post(database)
    await opened.meet(MARTA, "marta")
    return opened
