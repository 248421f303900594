"""One file that holds everything, our database and the engine's conversations, and the way back."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import delete, text

from db import postgres_tools
from db.archive import BackupError, Manifest, pack, sha256, unpack
from db.engine import Database, downgrade, migrate, open_database
from db.tables import metadata
from db.urls import is_sqlite, sqlite_path

ENGINE_PART = "engine.sqlite"
_PARTS = {"sqlite": "database.sqlite", "postgresql": "database.dump"}


async def backup(url: str, engine_file: Path, target: Path, *, now: datetime) -> list[str]:
    """Write a ``.tar.gz`` of both databases while everything runs; gives the names of its parts.

    Raises BackupError when there is no database, and ToolError.
    """
    kind = _kind(url)
    with tempfile.TemporaryDirectory() as folder:
        parts = [Path(folder) / _PARTS[kind]]
        if kind == "postgresql":
            await postgres_tools.dump(url, parts[0])
        else:
            await asyncio.to_thread(_copy_sqlite, sqlite_path(url), parts[0])
        engine = Path(folder) / ENGINE_PART
        if await asyncio.to_thread(_copy_if_there, engine_file, engine):
            parts.append(engine)
        sums = {part.name: await asyncio.to_thread(sha256, part) for part in parts}
        manifest = Manifest(created=now, database=kind, revision=await _revision(url), sha256=sums)
        await asyncio.to_thread(pack, manifest, parts, target)
    return list(sums)


async def restore(url: str, engine_file: Path, source: Path) -> list[str]:
    """Put the content of a backup in place of what is there, then migrate; gives the names of its parts.

    The backup must be of the same kind of database. It is checked before anything is touched. Raises BackupError and
    ToolError.
    """
    with tempfile.TemporaryDirectory() as folder:
        manifest = await asyncio.to_thread(unpack, source, Path(folder))
        if manifest.database != _kind(url):
            raise BackupError(f"this backup is of {manifest.database}, DATABASE_URL names {_kind(url)}")
        await _load(url, Path(folder) / _PARTS[manifest.database], manifest.revision)
        await asyncio.to_thread(_copy_if_there, Path(folder) / ENGINE_PART, engine_file)
    await migrate(url)
    return list(manifest.sha256)


async def reset(database: Database, engine_file: Path) -> None:
    """Empty every table of both databases; the schema stays, and so do running processes."""
    async with database.write() as session:
        for table in metadata.sorted_tables:
            await session.execute(delete(table))
    await asyncio.to_thread(_empty_sqlite, engine_file)


async def _load(url: str, dump: Path, revision: str) -> None:
    if is_sqlite(url):
        await asyncio.to_thread(_copy_sqlite, dump, sqlite_path(url))
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


def _copy_if_there(source: Path, target: Path) -> bool:
    if there := source.exists():
        _copy_sqlite(source, target)
    return there


def _copy_sqlite(source: Path, target: Path) -> None:
    """Copy page by page through SQLite, so that the write-ahead log is part of it and open connections go on."""
    if not source.exists():
        raise BackupError(f"there is no database at {source}")
    target.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(source, timeout=30)) as there, closing(sqlite3.connect(target, timeout=30)) as here:
        there.backup(here)


def _empty_sqlite(path: Path) -> None:
    if not path.exists():
        return
    with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        for (name,) in names:
            quoted = name.replace('"', '""')
            connection.execute(f'DELETE FROM "{quoted}"')
