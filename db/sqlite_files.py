"""SQLite files copied and emptied while others may have them open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

PATIENCE = 30.0
"""Seconds that a copy waits for another's transaction."""


def copy(source: Path, target: Path) -> None:
    """Copy page by page through SQLite, so that the write-ahead log is part of it and open connections go on."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with (
        closing(sqlite3.connect(source, timeout=PATIENCE)) as there,
        closing(sqlite3.connect(target, timeout=PATIENCE)) as here,
    ):
        there.backup(here)


def empty(path: Path) -> None:
    """Delete every row; the tables stay. Nothing happens when there is no file."""
    if not path.exists():
        return
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection, connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        for (name,) in names:
            quoted = name.replace('"', '""')
            connection.execute(f'DELETE FROM "{quoted}"')


def locked(path: Path) -> bool:
    """Whether somebody is writing to the file right now."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return True
    return False
