"""Database addresses as people write them, and what the drivers want to read."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import URL, make_url

_SQLITE = {"sqlite", "sqlite+aiosqlite"}
_POSTGRESQL = {"postgresql", "postgres", "postgresql+asyncpg"}


def driver_url(url: str) -> URL:
    """The same address with our async driver: aiosqlite or asyncpg.

    Raises ValueError for anything that is not ``sqlite:///file`` or ``postgresql://…``.
    """
    address = make_url(url)
    if address.drivername in _SQLITE and address.database not in (None, "", ":memory:"):
        return address.set(drivername="sqlite+aiosqlite")
    if address.drivername in _POSTGRESQL:
        return _with_asyncpg_names(address.set(drivername="postgresql+asyncpg"))
    raise ValueError("DATABASE_URL must be sqlite:///path/to/file or postgresql://user@host/name")


def is_sqlite(url: str) -> bool:
    """Whether the address names an SQLite file."""
    return driver_url(url).get_backend_name() == "sqlite"


def sqlite_path(url: str) -> Path:
    """The file that an SQLite address names; relative ones are relative to the working directory."""
    address = driver_url(url)
    if address.get_backend_name() != "sqlite" or address.database is None:
        raise ValueError("not an SQLite address")
    return Path(address.database)


def _with_asyncpg_names(address: URL) -> URL:
    """Managed PostgreSQL hands out libpq's ``sslmode``; asyncpg calls the same thing ``ssl``."""
    if "sslmode" not in address.query:
        return address
    mode = address.query["sslmode"]
    return address.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})


def libpq_url(url: str) -> str:
    """The same PostgreSQL address as PostgreSQL's own programs read it."""
    address = driver_url(url).set(drivername="postgresql")
    mode = address.query.get("ssl")
    if mode is not None:
        address = address.difference_update_query(["ssl"]).update_query_dict({"sslmode": mode})
    return address.render_as_string(hide_password=False)
