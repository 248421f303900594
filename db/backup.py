"""One file that holds everything, our database and the engine's conversations, and the way back."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import delete, text

from db import engine_memory, postgres_tools, sqlite_files
from db.archive import BackupError, Manifest, pack, sha256, unpack
from db.engine import Database, downgrade, migrate, open_database
from db.tables import metadata
from db.urls import is_sqlite, sqlite_path

_PARTS = {"sqlite": "database.sqlite", "postgresql": "database.dump"}


async def backup(url: str, engine_url: str, target: Path, *, now: datetime) -> list[str]:
    """Write a ``.tar.gz`` of both databases while everything runs; gives the names of its parts.

    Raises BackupError when there is no database, and ToolError.
    """
    kind = _kind(url)
    if kind == "sqlite" and not sqlite_path(url).exists():
        raise BackupError(f"there is no database at {sqlite_path(url)}")
    with tempfile.TemporaryDirectory() as folder:
        parts = [Path(folder) / _PARTS[kind]]
        if kind == "postgresql":
            await postgres_tools.dump(url, parts[0])
        else:
            await asyncio.to_thread(sqlite_files.copy, sqlite_path(url), parts[0])
        parts += await engine_memory.copy_out(engine_url, url, Path(folder))
        sums = {part.name: await asyncio.to_thread(sha256, part) for part in parts}
        manifest = Manifest(created=now, database=kind, revision=await _revision(url), sha256=sums)
        await asyncio.to_thread(pack, manifest, parts, target)
    return list(sums)


async def restore(url: str, engine_url: str, source: Path) -> list[str]:
    """Put the content of a backup in place of what is there, then migrate; gives the names of its parts.

    The backup must be of the same kinds of databases. It is checked before anything is touched. Raises BackupError and
    ToolError.
    """
    with tempfile.TemporaryDirectory() as folder:
        manifest = await asyncio.to_thread(unpack, source, Path(folder))
        if manifest.database != _kind(url):
            raise BackupError(f"this backup is of {manifest.database}, DATABASE_URL names {_kind(url)}")
        engine_memory.check_kind(manifest.sha256, engine_url)
        await _load(url, Path(folder) / _PARTS[manifest.database], manifest.revision)
        await engine_memory.copy_in(Path(folder), engine_url)
    await migrate(url)
    return list(manifest.sha256)


async def reset(database: Database, engine_url: str) -> None:
    """Empty every table of both databases; the schema stays, and so do running processes."""
    async with database.write() as session:
        for table in metadata.sorted_tables:
            await session.execute(delete(table))
    await engine_memory.empty(engine_url)


async def _load(url: str, dump: Path, revision: str) -> None:
    if is_sqlite(url):
        await asyncio.to_thread(sqlite_files.copy, dump, sqlite_path(url))
        return
    # The dump replaces the tables that it knows; those of newer revisions must not stay behind.
    await migrate(url)
    await downgrade(url, revision)
    await postgres_tools.load(url, dump)


async def _revision(url: str) -> str:
    database = open_database(url)
    try:
        async with database.read() as session:
            return str(await session.scalar(text("SELECT version_num FROM alembic_version")))
    finally:
        await database.close()


def _kind(url: str) -> Literal["sqlite", "postgresql"]:
    return "sqlite" if is_sqlite(url) else "postgresql"
