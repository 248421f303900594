"""Where conversations are kept: one row each, holding a window of events.

SQLite in WAL mode by default (survives a killed engine), PostgreSQL by URL. A read error is raised: Rasa's own wrapper
answers with an empty tracker instead, and the traveller is a stranger in the middle of a booking.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.pool import StaticPool

from bot.window import latest_session, shorten

Result = TypeVar("Result")

CREATE = sa.text(
    "CREATE TABLE IF NOT EXISTS engine_conversations"
    " (conversation TEXT PRIMARY KEY, events TEXT NOT NULL, updated DOUBLE PRECISION NOT NULL)"
)
READ = sa.text("SELECT events FROM engine_conversations WHERE conversation = :conversation")
WRITE = sa.text(
    "INSERT INTO engine_conversations (conversation, events, updated) VALUES (:conversation, :events, :updated)"
    " ON CONFLICT (conversation) DO UPDATE SET events = excluded.events, updated = excluded.updated"
)
DELETE = sa.text("DELETE FROM engine_conversations WHERE conversation = :conversation")
KEYS = sa.text("SELECT conversation FROM engine_conversations ORDER BY conversation")


class WindowTrackerStore(TrackerStore):
    """Stores the latest events of each conversation; older ones are folded into the state they left (`bot.window`)."""

    def __init__(
        self, domain: Domain | None = None, host: str | None = None, event_broker: Any = None, **_: Any
    ) -> None:
        """Open ``host``: a file path, ``sqlite:///path`` or ``postgresql://…``. Raises when it cannot be opened."""
        super().__init__(domain, event_broker)
        self._engine, threads = open_database(host or "var/engine.sqlite")
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="tracker-store")
        with self._engine.begin() as connection:
            connection.execute(CREATE)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the conversation, shortened when it has grown. Raises on a write error: the turn has not happened."""
        if not tracker.events:
            return
        events = [event.as_dict() for event in shorten(tracker)]
        row = {"conversation": tracker.sender_id, "events": json.dumps(events), "updated": time.time()}
        await self._in_thread(lambda connection: connection.execute(WRITE, row))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation's latest session, or None when there has been none. Raises on a read error."""
        stored = await self._in_thread(lambda connection: connection.execute(READ, _key(sender_id)).scalar())
        if stored is None:
            return None
        tracker = self.init_tracker(sender_id)
        tracker.events.extend(latest_session([read_event(data) for data in json.loads(stored)]))
        tracker.replay_events()
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """All that is kept, which is the latest session."""
        return await self.retrieve(conversation_id)

    async def keys(self) -> Iterable[str]:
        """The ids of all stored conversations."""
        return await self._in_thread(lambda connection: [row[0] for row in connection.execute(KEYS)])

    async def delete(self, conversation_id: str) -> bool:
        """Forget a conversation; False when there was none."""
        deleted = await self._in_thread(lambda connection: connection.execute(DELETE, _key(conversation_id)).rowcount)
        return bool(deleted)

    def close(self) -> None:
        """Let pending writes finish and close the database."""
        self._threads.shutdown(wait=True)
        self._engine.dispose()

    async def _in_thread(self, work: Callable[[sa.engine.Connection], Result]) -> Result:
        """Run in a transaction of its own, off the event loop: a slow disk must not hold up other conversations."""

        def transaction() -> Result:
            with self._engine.begin() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._threads, transaction)


_event_class = lru_cache(maxsize=None)(Event.resolve_by_type)
"""Rasa searches all kinds of events anew for each event that it reads: 3 ms of a 10 ms turn."""


def read_event(data: dict[str, Any]) -> Event:
    """The event that was stored. Raises ValueError when this Rasa does not know its kind."""
    kind = _event_class(data.get("event"))
    event = kind and kind._from_parameters(data)
    if event is None:
        raise ValueError(f"an unknown kind of event is stored: {data.get('event')}")
    return event


def _key(conversation: str) -> dict[str, str]:
    return {"conversation": conversation}


def open_database(where: str) -> tuple[sa.engine.Engine, int]:
    """The database and how many threads may use it at once: one writer for SQLite, a small pool for PostgreSQL."""
    if where.startswith(("postgresql", "postgres:")):
        url = "postgresql+psycopg2://" + where.split("://", 1)[1]
        options = {"connect_timeout": 5, "application_name": "tripwright-engine"}
        return sa.create_engine(url, pool_size=4, pool_pre_ping=True, connect_args=options), 4
    path = Path(where.removeprefix("sqlite:///"))
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        sa.engine.URL.create("sqlite", database=str(path)),
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "timeout": 5},
    )
    sa.event.listen(engine, "connect", _write_ahead)
    return engine, 1


def _write_ahead(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
