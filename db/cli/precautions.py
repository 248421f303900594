"""What is looked at before everything is overwritten."""

from __future__ import annotations

import asyncio
import contextlib

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from db import sqlite_files
from db.cli.context import Places, opened
from db.tables import bookings, conversations
from db.urls import is_sqlite, sqlite_path

SECONDS = 2.0


async def still_running(places: Places) -> str:
    """Which process is there or who writes, in a few words; empty when nobody is."""
    for name, (host, port) in places.ports.items():
        if await _listens(host, port):
            return f"The {name} answers on port {port}"
    for url in (places.url, places.engine_url):
        if is_sqlite(url) and sqlite_files.locked(sqlite_path(url)):
            return f"Somebody is writing to {sqlite_path(url)}"
    return ""


async def held(url: str) -> str:
    """What would be lost, ``bookings (3) and conversations (12)``; empty when there is nothing."""
    if is_sqlite(url) and not sqlite_path(url).exists():
        return ""
    async with opened(url) as database:
        try:
            async with database.read() as session:
                counts = [
                    await session.scalar(select(func.count()).select_from(table)) for table in (bookings, conversations)
                ]
        except DBAPIError:
            # Never migrated, so nothing was ever kept in it.
            return ""
    return f"bookings ({counts[0]}) and conversations ({counts[1]})" if any(counts) else ""


async def _listens(host: str, port: int) -> bool:
    try:
        async with asyncio.timeout(SECONDS):
            _, writer = await asyncio.open_connection(host, port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return True
