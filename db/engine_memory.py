"""The engine's conversations, as far as the operator's commands touch them; what stands in them is the engine's."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import text

from db import postgres_tools, sqlite_files
from db.archive import BackupError
from db.engine import open_database
from db.tables import metadata
from db.urls import driver_url, is_sqlite, sqlite_path

FILE, DUMP = "engine.sqlite", "engine.dump"
_THEIRS = text("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(:ours)")


async def copy_out(engine_url: str, url: str, folder: Path) -> list[Path]:
    """Write them into the folder: one part, or none when there are none or they lie in our own database."""
    if driver_url(engine_url) == driver_url(url):
        return []
    if not is_sqlite(engine_url):
        await postgres_tools.dump(engine_url, folder / DUMP)
        return [folder / DUMP]
    if not sqlite_path(engine_url).exists():
        return []
    await asyncio.to_thread(sqlite_files.copy, sqlite_path(engine_url), folder / FILE)
    return [folder / FILE]


def check_kind(parts: dict[str, str], engine_url: str) -> None:
    """Raises BackupError when a backup holds them in the other kind of database."""
    foreign = DUMP if is_sqlite(engine_url) else FILE
    if foreign in parts:
        raise BackupError(f"this backup holds {foreign}, ENGINE_DATABASE_URL names another kind of database")


async def copy_in(folder: Path, engine_url: str) -> None:
    """Put those of a backup in place of what is there; without any in the backup nothing happens."""
    if (folder / DUMP).exists():
        await postgres_tools.load(engine_url, folder / DUMP)
    elif (folder / FILE).exists():
        await asyncio.to_thread(sqlite_files.copy, folder / FILE, sqlite_path(engine_url))


async def empty(engine_url: str) -> None:
    """Forget all of them; the tables stay."""
    if is_sqlite(engine_url):
        await asyncio.to_thread(sqlite_files.empty, sqlite_path(engine_url))
        return
    database = open_database(engine_url)
    try:
        async with database.write() as session:
            names = await session.scalars(_THEIRS, {"ours": [*metadata.tables, "alembic_version"]})
            for name in names.all():
                await session.execute(text(f"DELETE FROM {name}"))
    finally:
        await database.close()
