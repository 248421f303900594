"""Where the commands work, from the application's settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from db.engine import Database, open_database
from db.urls import sqlite_path
from settings import load_without_secrets


@dataclass(frozen=True)
class Places:
    """What the settings say about the store."""

    url: str
    engine_file: Path
    guest_days: int
    passenger_days: int


def places_from_settings() -> Places:
    """Read the settings. Raises SettingsError."""
    settings = load_without_secrets()
    return Places(
        url=settings.database_url,
        engine_file=sqlite_path(settings.engine_database_url),
        guest_days=settings.guest_retention_days,
        passenger_days=settings.passenger_retention_days,
    )


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """An open database that is closed at the end of the block."""
    database = open_database(url)
    try:
        yield database
    finally:
        await database.close()
