"""Storing, reading, forgetting, failing."""

from __future__ import annotations

import asyncio
import os
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet
from sqlalchemy.exc import SQLAlchemyError

from bot.tracker_store import WindowTrackerStore
from tests.fixtures.postgres import WITHOUT, Cluster, PostgresMissing, running_cluster

DOMAIN = Domain.load(str(Path(__file__).parent / "fixtures" / "bot" / "domain.yml"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "engine.sqlite"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of our own. Without one the tests fail unless told to skip."""
    try:
        with running_cluster() as server:
            yield server
    except PostgresMissing as missing:
        if os.environ.get(WITHOUT) == "1":
            pytest.skip(f"{WITHOUT}=1: {missing}")
        pytest.fail(str(missing))


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, file: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return str(file)
    return await request.getfixturevalue("cluster").create(f"engine_{secrets.token_hex(4)}")


async def put(store: WindowTrackerStore, conversation: str, city: str) -> None:
    tracker = await store.get_or_create_tracker(conversation, append_action_listen=False)
    tracker.update(ActionExecuted("action_listen"))
    tracker.update(SlotSet("city", city))
    await store.save(tracker)


async def test_another_process_reads_what_was_written(database: str) -> None:
    await put(WindowTrackerStore(DOMAIN, host=database), "a", "Oslo")
    tracker = await WindowTrackerStore(DOMAIN, host=database).retrieve("a")
    assert tracker is not None
    assert tracker.get_slot("city") == "Oslo"


async def test_write_ahead_log(file: Path) -> None:
    await put(WindowTrackerStore(DOMAIN, host=f"sqlite:///{file}"), "a", "Oslo")
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_unknown_conversation_is_none_and_reading_creates_nothing(database: str) -> None:
    store = WindowTrackerStore(DOMAIN, host=database)
    assert await store.retrieve("a") is None
    await store.get_or_create_tracker("a", append_action_listen=False)
    assert list(await store.keys()) == []


async def test_forget(database: str) -> None:
    store = WindowTrackerStore(DOMAIN, host=database)
    await put(store, "a", "Oslo")
    await put(store, "b", "Rome")
    assert await store.delete("a") is True
    assert await store.delete("a") is False
    assert await store.retrieve("a") is None
    assert list(await store.keys()) == ["b"]


async def test_a_read_error_is_raised(file: Path) -> None:
    store = WindowTrackerStore(DOMAIN, host=str(file))
    await put(store, "a", "Oslo")
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE engine_conversations")
    with pytest.raises(SQLAlchemyError):
        await store.retrieve("a")


async def test_a_damaged_row_is_raised(file: Path) -> None:
    store = WindowTrackerStore(DOMAIN, host=str(file))
    await put(store, "a", "Oslo")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE engine_conversations SET events = '[{\"event\"'")
    with pytest.raises(ValueError, match="delimiter"):
        await store.retrieve("a")


async def test_an_unknown_kind_of_event_is_raised(file: Path) -> None:
    store = WindowTrackerStore(DOMAIN, host=str(file))
    await put(store, "a", "Oslo")
    with sqlite3.connect(file) as connection:
        connection.execute('UPDATE engine_conversations SET events = \'[{"event": "of tomorrow"}]\'')
    with pytest.raises(ValueError, match="of tomorrow"):
        await store.retrieve("a")


async def test_many_conversations_at_once(database: str) -> None:
    store = WindowTrackerStore(DOMAIN, host=database)
    await asyncio.gather(*(put(store, f"c{number}", f"city {number}") for number in range(50)))
    trackers = await asyncio.gather(*(store.retrieve(f"c{number}") for number in range(50)))
    assert [tracker and tracker.get_slot("city") for tracker in trackers] == [f"city {n}" for n in range(50)]
