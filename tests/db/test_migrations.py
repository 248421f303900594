"""The migrations make exactly the tables that the code describes, and can be taken back."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine

from db.engine import Database, downgrade, migrate, open_database
from db.tables import metadata
from db.urls import driver_url

CONSTRAINTS = """
    SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 't'
    UNION SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
"""


def differences(connection: Connection) -> list:
    return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)


def described(connection: Connection) -> set[frozenset[str]]:
    """Every table and index as the database itself tells it, each as the set of its parts: their order says nothing."""
    if connection.dialect.name == "postgresql":
        found = connection.scalars(text(CONSTRAINTS)).all()
    else:
        found = connection.scalars(text("SELECT sql FROM sqlite_master WHERE type <> 'trigger' AND sql <> ''")).all()
    return {frozenset(parts(statement)) for statement in found if "alembic_version" not in statement}


def parts(statement: str) -> list[str]:
    """A statement at its outer commas: SQLite appends an added column behind the constraints, on their last line."""
    depth, found = 0, [""]
    for letter in statement:
        outer = (letter == "(" and depth == 0) or (letter in ")," and depth == 1)
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if outer:
            found.append("")
        else:
            found[-1] += letter
    # SQLite quotes the name of a table that was made anew.
    return [" ".join(part.replace('"', "").split()) for part in found]


async def test_migrations_and_tables_agree(database: Database):
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_migrations_and_tables_agree_on_every_constraint(database: Database, url: str, tmp_path, request):
    """Alembic does not compare CHECKs; so make the tables both ways and compare what the databases say."""
    if url.startswith("sqlite"):
        other = f"sqlite:///{tmp_path}/other.sqlite"
    else:
        other = await request.getfixturevalue("cluster").create("from_metadata")
    engine = create_async_engine(driver_url(other))
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
        made = await connection.run_sync(described)
    await engine.dispose()
    async with database.engine.connect() as connection:
        migrated = await connection.run_sync(described)
    assert migrated == made
    assert any("ck_stock_taken" in line for statement in made for line in statement)


async def test_down_to_nothing_and_up_again(url: str):
    await downgrade(url, "base")
    database = open_database(url)
    async with database.engine.connect() as connection:
        assert await connection.run_sync(lambda sync: inspect(sync).get_table_names()) == ["alembic_version"]
    await database.close()
    await migrate(url)
    await migrate(url)
    database = open_database(url)
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await database.close()


async def test_whether_it_can_be_used_is_known(database: Database, url: str):
    await database.check()
    await downgrade(url, "base")
    with pytest.raises(SQLAlchemyError):
        await database.check()


async def test_sqlite_works_as_configured(tmp_path):
    url = f"sqlite:///{tmp_path}/a folder/new.sqlite"
    await migrate(url)
    database = open_database(url)
    async with database.read() as session:
        found = [await session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "foreign_keys")]
        found += [await session.scalar(text(f"PRAGMA {name}")) for name in ("synchronous", "busy_timeout")]
    await database.close()
    assert found == ["wal", 1, 1, 10_000]


@pytest.mark.parametrize("url", ["mysql://u@h/d", "sqlite://", "sqlite:///:memory:", "sqlite+pysqlite:///f"])
def test_other_databases_are_refused(url: str):
    with pytest.raises(ValueError, match="DATABASE_URL"):
        driver_url(url)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+asyncpg"])
def test_addresses_as_managed_databases_hand_them_out(scheme: str):
    address = driver_url(f"{scheme}://u:p%40ss@h:5433/d?sslmode=require")
    assert address.drivername == "postgresql+asyncpg"
    assert (address.password, address.port, dict(address.query)) == ("p@ss", 5433, {"ssl": "require"})
