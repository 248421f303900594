"""Where the commands work, from the application's settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from db.engine import Database, open_database
from settings import load_without_secrets


@dataclass(frozen=True)
class Places:
    """What the settings say about the store, and where the processes listen that work with it."""

    url: str
    engine_url: str
    ports: dict[str, tuple[str, int]]
    guest_days: int
    passenger_days: int
    server_secret: str | None


def places_from_settings() -> Places:
    """Read the settings. Raises SettingsError."""
    settings = load_without_secrets()
    return Places(
        url=settings.database_url,
        engine_url=settings.engine_database_url,
        ports={
            "gateway": (settings.local_host, settings.gateway_port),
            "engine": ("127.0.0.1", settings.engine_port),
            "actions": ("127.0.0.1", settings.actions_port),
        },
        guest_days=settings.guest_retention_days,
        passenger_days=settings.passenger_retention_days,
        server_secret=settings.server_secret.get_secret_value() if settings.server_secret else None,
    )


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """An open database that is closed at the end of the block."""
    database = open_database(url)
    try:
        yield database
    finally:
        await database.close()
