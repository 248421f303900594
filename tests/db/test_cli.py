"""``python -m db`` as the operator uses it."""

from __future__ import annotations

import asyncio
import io
import json
import socket
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.__main__ import main
from db.bookings import SqlBookingStore
from db.cli.context import opened
from db.people import SqlErasures
from tests.db.accounts import sign_in
from tests.db.samples import flight, order
from tests.fixtures.ports import free_ports
from travel.booking.bookings import Booking

NEXT_MONTH = datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)


class Operator:
    """Runs commands on a database of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.url = f"sqlite:///{folder}/tripwright.sqlite"
        self._monkeypatch, self._capsys = monkeypatch, capsys
        monkeypatch.setenv("DATABASE_URL", self.url)
        monkeypatch.setenv("ENGINE_DATABASE_URL", f"sqlite:///{folder}/engine.sqlite")
        monkeypatch.setenv("COLUMNS", "200")
        # Nobody listens there, whatever else runs on this machine.
        for name, port in zip(("GATEWAY_PORT", "ENGINE_PORT", "ACTIONS_PORT"), free_ports(3), strict=True):
            monkeypatch.setenv(name, str(port))

    def __call__(self, *arguments: str, typed: str = "") -> tuple[int, str]:
        """Exit code, and what was printed and complained."""
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(arguments)
        printed = self._capsys.readouterr()
        return code, printed.out + printed.err

    async def book(self) -> Booking:
        """A confirmed booking of next month."""
        now, bought = datetime.now(UTC), order(flight(departs=NEXT_MONTH))
        async with opened(self.url) as database:
            store = SqlBookingStore(database)
            await store.hold(bought, now=now, deadline=now + timedelta(minutes=5))
            return (await store.confirm(bought.key, now=now))[0]


@pytest.fixture
def newcomer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Operator:
    """Before anything was migrated."""
    return Operator(tmp_path, monkeypatch, capsys)


@pytest.fixture
def operator(newcomer: Operator) -> Operator:
    assert newcomer("migrate")[0] == 0
    return newcomer


def test_bookings_are_listed_shown_and_cancelled(operator: Operator):
    assert operator("bookings", "list") == (0, "No bookings.\n")
    booking = asyncio.run(operator.book())
    listed = operator("bookings", "list", "--status", "confirmed", "--limit", "5")[1]
    assert booking.reference in listed
    assert "BER → LIS" in listed
    assert "171.80 EUR" in listed
    assert booking.reference not in operator("bookings", "list", "--status", "cancelled")[1]

    shown = operator("bookings", "show", booking.reference.lower())[1]
    assert "Marta Kowalska" in shown
    assert "marta@example.org" in shown

    code, said = operator("bookings", "cancel", booking.reference, typed="n\n")
    assert (code, "85.90 EUR" in said) == (1, True)
    assert "confirmed" in operator("bookings", "list")[1]
    assert operator("bookings", "cancel", booking.reference, typed="y\n")[0] == 0
    shown = operator("bookings", "show", booking.reference)[1]
    assert "operator" in shown
    assert "refund 85.90 EUR" in shown
    code, said = operator("bookings", "cancel", booking.reference, "--yes")
    assert (code, "cancelled already" in said) == (0, True)


def test_what_cannot_be_done_is_said_in_a_line(operator: Operator, tmp_path: Path):
    for arguments, complaint in (
        (("bookings", "show", "TW-AAAAAA"), "no booking TW-AAAAAA"),
        (("bookings", "cancel", "TW-AAAAAA", "--yes"), "no booking TW-AAAAAA"),
        (("restore", str(tmp_path / "missing.tar.gz")), "no backup of ours"),
        (("backup", "/proc/nowhere/b.tar.gz"), "/proc/nowhere"),
    ):
        code, said = operator(*arguments)
        assert (code, complaint in said) == (1, True), said


def test_backup_reset_and_restore(operator: Operator, tmp_path: Path):
    booking, file = asyncio.run(operator.book()), str(tmp_path / "backup.tar.gz")
    assert operator("backup", file)[0] == 0
    for typed in ("no\n", "\n", ""):
        assert operator("reset", typed=typed)[0] == 1
        assert booking.reference in operator("bookings", "list")[1]
    assert operator("reset", typed="reset\n")[0] == 0
    assert "No bookings" in operator("bookings", "list")[1]
    assert operator("restore", file)[0] == 0
    assert booking.reference in operator("bookings", "list")[1]


def test_restoring_asks_before_it_overwrites(operator: Operator, tmp_path: Path):
    file = str(tmp_path / "backup.tar.gz")
    assert operator("backup", file)[0] == 0
    booking = asyncio.run(operator.book())
    for typed in ("n\n", "\n", ""):
        code, said = operator("restore", file, typed=typed)
        assert (code, "There are bookings (1)" in said) == (1, True)
        assert booking.reference in operator("bookings", "list")[1]
    assert operator("restore", file, typed="y\n")[0] == 0
    assert "No bookings" in operator("bookings", "list")[1]
    asyncio.run(operator.book())
    assert operator("restore", file, "--yes")[0] == 0
    assert "No bookings" in operator("bookings", "list")[1]


@pytest.mark.parametrize("name", ["GATEWAY_PORT", "ENGINE_PORT", "ACTIONS_PORT"])
def test_restoring_is_refused_while_a_process_runs(
    operator: Operator, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
):
    file = str(tmp_path / "backup.tar.gz")
    assert operator("backup", file)[0] == 0
    booking = asyncio.run(operator.book())
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        monkeypatch.setenv(name, str(port))
        code, said = operator("restore", file, "--yes")
    assert (code, len(said.splitlines())) == (1, 1)
    assert f"{name.split('_')[0].lower()} answers on port {port}" in said
    assert booking.reference in operator("bookings", "list")[1]


def test_restoring_is_refused_while_somebody_writes(operator: Operator, tmp_path: Path):
    file = str(tmp_path / "backup.tar.gz")
    assert operator("backup", file)[0] == 0
    with closing(sqlite3.connect(tmp_path / "tripwright.sqlite", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        code, said = operator("restore", file, "--yes")
    assert (code, "Somebody is writing" in said, len(said.splitlines())) == (1, True, 1)


def test_cleaning_says_what_went(operator: Operator, tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "tripwright.sqlite")) as connection, connection:
        old = "2020-01-01 00:00:00.000000"
        connection.execute("INSERT INTO conversations VALUES ('c', 'web', NULL, 'en', 'UTC', ?, ?)", (old, old))
    code, said = operator("clean", "--guest-days", "30")
    assert (code, said.startswith("conversations 1, bookings 0")) == (0, True), said
    with pytest.raises(SystemExit):
        operator("clean", "--guest-days", "0")


def test_a_database_that_was_not_migrated(newcomer: Operator):
    code, said = newcomer("bookings", "list")
    assert (code, "python -m db migrate" in said) == (1, True)


def test_a_wrong_setting_is_named(newcomer: Operator, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GUEST_RETENTION_DAYS", "soon")
    code, said = newcomer("migrate")
    assert (code, said.startswith("GUEST_RETENTION_DAYS: ")) == (2, True)
    monkeypatch.setenv("GUEST_RETENTION_DAYS", "30")
    monkeypatch.setenv("DATABASE_URL", "mysql://somewhere/trips")
    code, said = newcomer("migrate")
    assert (code, "postgresql://" in said) == (2, True)


def test_accounts_are_exported_and_erased(operator: Operator):
    async def make() -> str:
        async with opened(operator.url) as database:
            return await sign_in(database, now=datetime.now(UTC))

    async def due() -> list[str | None]:
        async with opened(operator.url) as database:
            return [one.user for one in await SqlErasures(database).due(now=datetime.now(UTC))]

    user = asyncio.run(make())
    code, exported = operator("people", "export", "Marta@example.org")
    assert (code, json.loads(exported)["account"][0]["id"]) == (0, user)
    code, said = operator("people", "erase", "marta@example.org", typed="n\n")
    assert (code, "Nothing was changed." in said) == (1, True)
    assert operator("people", "erase", "marta@example.org", "--yes")[0] == 0
    assert asyncio.run(due()) == [user]
    for verb in ("export", "erase"):
        assert operator("people", verb, "marta@example.org") == (
            1,
            "There is no account with the address marta@example.org.\n",
        )
