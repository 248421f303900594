"""Every test that takes ``database`` runs on SQLite and on a real PostgreSQL, each time on an empty one."""

from __future__ import annotations

import asyncio
import secrets
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.engine import Database, migrate, open_database
from tests.fixtures.postgres import Cluster


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty, migrated database."""
    if request.param == "sqlite":
        path = tmp_path / "tripwright.sqlite"
        shutil.copy(request.getfixturevalue("migrated_file"), path)
        return f"sqlite:///{path}"
    server: Cluster = request.getfixturevalue("cluster")
    return asyncio.run(server.create(f"t{secrets.token_hex(6)}", template="template"))


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    opened = open_database(url)
    yield opened
    await opened.close()
