"""The commands over the whole database."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from rich.console import Console
from rich.prompt import Confirm, Prompt

from db.backup import backup, reset, restore
from db.cli.context import Places, opened
from db.cli.precautions import held, still_running
from db.engine import migrate
from db.retention import clean


async def run_migrate(_arguments: Namespace, places: Places, console: Console) -> int:
    await migrate(places.url)
    console.print("The database is up to date.")
    return 0


async def run_backup(arguments: Namespace, places: Places, console: Console) -> int:
    parts = await backup(places.url, places.engine_url, arguments.file, now=datetime.now(UTC))
    console.print(f"Wrote {arguments.file} ({', '.join(parts)}).", highlight=False)
    return 0


async def run_restore(arguments: Namespace, places: Places, console: Console) -> int:
    if running := await still_running(places):
        console.print(f"{running}: stop the assistant first, then restore.", highlight=False)
        return 1
    kept = await held(places.url)
    if kept and not arguments.yes:
        console.print(f"There are {kept}. They go, and the content of {arguments.file} comes.", highlight=False)
        if not Confirm.ask("Restore?", console=console, default=False):
            console.print("Nothing was changed.")
            return 1
    parts = await restore(places.url, places.engine_url, arguments.file)
    console.print(f"Restored {', '.join(parts)} from {arguments.file}.", highlight=False)
    return 0


async def run_reset(_arguments: Namespace, places: Places, console: Console) -> int:
    console.print("This deletes every conversation, booking and account.")
    if Prompt.ask("Type [bold]reset[/] to go on", console=console, default="") != "reset":
        console.print("Nothing was deleted.")
        return 1
    await migrate(places.url)
    async with opened(places.url) as database:
        await reset(database, places.engine_url)
    console.print("Everything is empty.")
    return 0


async def run_clean(arguments: Namespace, places: Places, console: Console) -> int:
    async with opened(places.url) as database:
        counts = await clean(
            database,
            now=datetime.now(UTC),
            guest_days=arguments.guest_days or places.guest_days,
            passenger_days=arguments.passenger_days or places.passenger_days,
        )
    console.print(", ".join(f"{kind} {count}" for kind, count in counts.items()), highlight=False)
    return 0
