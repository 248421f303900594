"""Backup, reset and restore, on both databases and next to running processes."""

from __future__ import annotations

import io
import json
import secrets
import sqlite3
import stat
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from db.archive import BackupError
from db.backup import backup, reset, restore
from db.bookings import SqlBookingStore
from db.cli.context import opened
from db.engine import Database, downgrade, migrate
from db.postgres_tools import ToolError
from db.tables import audit, bookings, metadata
from tests.db.samples import LATER, MARTA, NOW, count, flight, order, stay, taken


@pytest.fixture
def engine_url(tmp_path: Path) -> str:
    """The engine's conversations, with one row that is still in the write-ahead log."""
    path = tmp_path / "engine.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, data TEXT)")
    connection.execute("INSERT INTO events (data) VALUES ('said')")
    connection.commit()
    return f"sqlite:///{path}"


async def book(database: Database) -> list:
    store, bought = SqlBookingStore(database), order(flight(), stay())
    await store.hold(bought, now=NOW, deadline=LATER)
    return await store.confirm(bought.key, now=NOW)


async def rules_hold(database: Database) -> bool:
    """Whether the triggers are there: a booking is moved in a way that only they refuse."""
    try:
        async with database.write() as session:
            await session.execute(update(bookings).values(status="held", deadline=NOW, refund=None))
    except DBAPIError as error:
        return "cannot move like that" in str(error)
    return False


def events(engine_url: str) -> int:
    with closing(sqlite3.connect(engine_url.removeprefix("sqlite:///"))) as connection:
        return connection.execute("SELECT count(*) FROM events").fetchone()[0]


async def test_back_up_reset_and_restore(database: Database, url: str, engine_url: str, tmp_path: Path):
    done, file = await book(database), tmp_path / "new" / "backup.tar.gz"
    first = "database.sqlite" if url.startswith("sqlite") else "database.dump"
    assert await backup(url, engine_url, file, now=NOW) == [first, "engine.sqlite"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["backup.tar.gz"]

    await reset(database, engine_url)
    assert {await count(database, table) for table in metadata.sorted_tables} == {0}
    assert events(engine_url) == 0
    await book(database)

    # The same open database goes on, as a running process would.
    assert await restore(url, engine_url, file) == [first, "engine.sqlite"]
    assert await SqlBookingStore(database).list(MARTA) == done
    assert events(engine_url) == 1
    assert await taken(database, "flight:TP535") == 1
    assert await count(database, audit) == 4
    assert await rules_hold(database)


async def test_restoring_into_an_empty_place(database: Database, url: str, tmp_path: Path, request):
    done, file = await book(database), tmp_path / "backup.tar.gz"
    no_engine = f"sqlite:///{tmp_path}/no engine"
    assert len(await backup(url, no_engine, file, now=NOW)) == 1
    if url.startswith("sqlite"):
        other = f"sqlite:///{tmp_path}/elsewhere/two.sqlite"
    else:
        other = await request.getfixturevalue("cluster").create("elsewhere")
    await restore(other, no_engine, file)
    async with opened(other) as restored:
        assert await SqlBookingStore(restored).list(MARTA) == done
    assert not (tmp_path / "no engine").exists()


def rewrite(file: Path, **changes) -> None:
    """Change the manifest of a backup, or the bytes of its parts."""
    with tarfile.open(file) as archive:
        parts = {one.name: archive.extractfile(one).read() for one in archive.getmembers()}
    manifest = json.loads(parts["manifest.json"])
    for name, value in changes.items():
        if name in manifest:
            manifest[name] = value
        else:
            parts[name.replace("_", ".")] = value
    parts["manifest.json"] = json.dumps(manifest).encode()
    with tarfile.open(file, "w:gz") as archive:
        for name, content in parts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"format": 2}, "manifest"),
        ({"database": "postgresql"}, "postgresql"),
        ({"database_sqlite": b"something else"}, "damaged"),
        ({"sha256": {"../escaped": "0"}}, "no backup of ours"),
    ],
)
async def test_a_backup_that_cannot_be_restored_changes_nothing(tmp_path: Path, changes: dict, complaint: str):
    url, file = f"sqlite:///{tmp_path}/one.sqlite", tmp_path / "backup.tar.gz"
    await migrate(url)
    await backup(url, f"sqlite:///{tmp_path}/no engine", file, now=NOW)
    rewrite(file, **changes)
    with closing(sqlite3.connect(tmp_path / "one.sqlite")) as connection, connection:
        connection.execute("INSERT INTO users (id, locale, created) VALUES ('u', 'en', '2026-01-01')")
    with pytest.raises(BackupError, match=complaint):
        await restore(url, f"sqlite:///{tmp_path}/no engine", file)
    with closing(sqlite3.connect(tmp_path / "one.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM users").fetchone() == (1,)


async def test_a_file_that_is_no_archive(tmp_path: Path):
    file = tmp_path / "notes.txt"
    file.write_text("hello")
    for path in (file, tmp_path / "missing.tar.gz"):
        with pytest.raises(BackupError, match="no backup of ours"):
            await restore(f"sqlite:///{tmp_path}/one.sqlite", f"sqlite:///{tmp_path}/no engine", path)
    assert not (tmp_path / "one.sqlite").exists()


async def test_nothing_to_back_up(tmp_path: Path):
    with pytest.raises(BackupError, match="no database"):
        await backup(f"sqlite:///{tmp_path}/one.sqlite", f"sqlite:///{tmp_path}/e", tmp_path / "b.tar.gz", now=NOW)
    assert not (tmp_path / "one.sqlite").exists()
    assert not (tmp_path / "b.tar.gz").exists()


async def test_a_failing_dump_says_why_and_leaves_no_file(cluster, tmp_path: Path):
    with pytest.raises(ToolError, match="does not exist"):
        await backup(cluster.url("nowhere"), f"sqlite:///{tmp_path}/e", tmp_path / "b.tar.gz", now=NOW)
    assert not (tmp_path / "b.tar.gz").exists()


async def test_an_older_backup_is_migrated(database: Database, url: str, tmp_path: Path):
    """Revision 0003 has no triggers yet, nor accounts; after restoring it they are there again."""
    await book(database)
    async with database.read() as session:
        newest = await session.scalar(text("SELECT version_num FROM alembic_version"))
    await downgrade(url, "0003")
    await backup(url, f"sqlite:///{tmp_path}/e", tmp_path / "old.tar.gz", now=NOW)
    await migrate(url)
    await restore(url, f"sqlite:///{tmp_path}/e", tmp_path / "old.tar.gz")
    async with database.read() as session:
        assert await session.scalar(text("SELECT version_num FROM alembic_version")) == newest
    assert await count(database, bookings) == 2
    assert await rules_hold(database)


async def engine_conversations(engine_url: str, *rows: str) -> list[str]:
    """The table that the engine makes, after adding rows to it; gives what it holds."""
    async with opened(engine_url) as engine, engine.write() as session:
        await session.execute(text("CREATE TABLE IF NOT EXISTS engine_conversations (conversation TEXT PRIMARY KEY)"))
        for row in rows:
            await session.execute(text("INSERT INTO engine_conversations VALUES (:row)"), {"row": row})
        return list((await session.scalars(text("SELECT conversation FROM engine_conversations"))).all())


@pytest.mark.parametrize("shared", [True, False], ids=["in our database", "in its own"])
async def test_the_engine_on_postgresql(cluster, tmp_path: Path, shared: bool):
    names = [f"b{secrets.token_hex(6)}" for _ in range(2)]
    url = await cluster.create(names[0], template="template")
    engine_url = url if shared else await cluster.create(names[1])
    file = tmp_path / "backup.tar.gz"
    async with opened(url) as database:
        await book(database)
        await engine_conversations(engine_url, "c1", "c2")
        parts = await backup(url, engine_url, file, now=NOW)
        assert parts == (["database.dump"] if shared else ["database.dump", "engine.dump"])
        await reset(database, engine_url)
        assert await engine_conversations(engine_url) == []
        assert await count(database, bookings) == 0
    await restore(url, engine_url, file)
    assert await engine_conversations(engine_url) == ["c1", "c2"]
    async with opened(url) as database:
        assert await count(database, bookings) == 2


async def test_the_engine_in_another_kind_of_database_changes_nothing(cluster, tmp_path: Path, engine_url: str):
    url, file = f"sqlite:///{tmp_path}/one.sqlite", tmp_path / "backup.tar.gz"
    await migrate(url)
    await backup(url, engine_url, file, now=NOW)
    async with opened(url) as database:
        await book(database)
        with pytest.raises(BackupError, match="ENGINE_DATABASE_URL"):
            await restore(url, cluster.url("nowhere"), file)
        assert await count(database, bookings) == 2
