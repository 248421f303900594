"""Opening the database, and bringing its schema up to date."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, event, pool, text
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from db.urls import driver_url, is_sqlite, sqlite_path

BUSY_MS = 10_000
"""How long a writer waits for another process's transaction on SQLite."""
_MIGRATION_LOCK = 7_236_145_209
_MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True)
class Database:
    """An open database. Reads see one snapshot; writes are transactions that commit when their block ends well."""

    engine: AsyncEngine
    sessions: async_sessionmaker[AsyncSession]
    _writers: async_sessionmaker[AsyncSession]
    _turn: AbstractAsyncContextManager[Any]

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A session for reading; what it changes is thrown away."""
        async with self.sessions() as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A transaction: committed at the end of the block, rolled back by any exception. Never nest two."""
        async with self._turn, self._writers.begin() as session:
            yield session

    async def check(self) -> None:
        """Raises SQLAlchemyError or OSError when the database is away or was never migrated."""
        async with self.read() as session:
            await session.execute(text("SELECT id FROM conversations LIMIT 1"))

    async def close(self) -> None:
        """Close every connection; the object is of no use afterwards."""
        await self.engine.dispose()


def open_database(url: str) -> Database:
    """Open ``sqlite:///file`` or ``postgresql://…``; the schema must have been migrated. Connects at first use."""
    engine = _engine(url)
    # SQLite has one writer at a time: queueing ours here is fair and quick, its own busy handler sleeps and retries.
    turn: AbstractAsyncContextManager[Any] = asyncio.Lock() if is_sqlite(url) else nullcontext()
    return Database(
        engine=engine,
        sessions=async_sessionmaker(engine, expire_on_commit=False),
        _writers=async_sessionmaker(engine.execution_options(immediate=True), expire_on_commit=False),
        _turn=turn,
    )


async def migrate(url: str) -> None:
    """Bring the schema to the newest revision, creating the database file if need be.

    One transaction under a lock: processes that start together wait for the first, and find the work done.
    """
    if is_sqlite(url):
        await asyncio.to_thread(_create_with_wal, sqlite_path(url))
    await _run_alembic(url, "upgrade", "head")


async def downgrade(url: str, revision: str) -> None:
    """Take the schema back to ``revision`` (``base``: no tables at all), with the data that only newer ones hold."""
    await _run_alembic(url, "downgrade", revision)


async def _run_alembic(url: str, command: Literal["upgrade", "downgrade"], revision: str) -> None:
    engine = _engine(url, poolclass=pool.NullPool).execution_options(immediate=True)
    async with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        await connection.run_sync(_alembic, command, revision)


def _alembic(connection: Connection, command: Literal["upgrade", "downgrade"], revision: str) -> None:
    # Here, because the processes that serve never migrate and need not load it.
    from alembic import command as commands
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    run = commands.upgrade if command == "upgrade" else commands.downgrade
    run(config, revision)


def _engine(url: str, **options: Any) -> AsyncEngine:
    address = driver_url(url)
    engine = create_async_engine(address, **options)
    if address.get_backend_name() == "postgresql":
        event.listen(engine.sync_engine, "checkout", _refuse_closed)
        return engine
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _refuse_closed(connection: Any, _record: object, _proxy: object) -> None:
    # The driver notices when a server goes away; asking it is free, where a ping would cost each use a round trip.
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not open transactions by itself: it would begin them deferred, and two readers that both turn
    # into writers cannot be told to wait.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout = {BUSY_MS}", "foreign_keys = ON", "synchronous = NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _create_with_wal(path: Path) -> None:
    """Write-ahead logging is a property of the file; SQLite's busy handler does not cover the switch, so we wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    give_up = time.monotonic() + BUSY_MS / 1000
    connection = sqlite3.connect(path, timeout=BUSY_MS / 1000)
    try:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError:
                if time.monotonic() > give_up:
                    raise
                time.sleep(0.05)
    finally:
        connection.close()
