"""Every test that takes ``database`` runs on SQLite and on a real PostgreSQL, each time on an empty one."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from db.engine import Database, migrate, open_database
from tests.fixtures.postgres import WITHOUT, Cluster, PostgresMissing, running_cluster


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server whose database ``template`` is migrated. Without PostgreSQL the tests fail unless told to skip."""
    try:
        with running_cluster() as server:
            asyncio.run(_make_template(server))
            yield server
    except PostgresMissing as missing:
        if os.environ.get(WITHOUT) == "1":
            pytest.skip(f"{WITHOUT}=1: {missing}")
        pytest.fail(str(missing))


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


async def _make_template(server: Cluster) -> None:
    await migrate(await server.create("template"))
