"""What waits to be sent, and what was given up."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from db.cli.context import Places, opened
from db.outbox import SqlOutbox

TIME = "%Y-%m-%d %H:%M"


async def run_list(arguments: Namespace, places: Places, console: Console) -> int:
    now = datetime.now(UTC)
    async with opened(places.url) as database:
        found = await SqlOutbox(database).unsent(now=now, dead=arguments.dead, limit=arguments.limit)
    table = Table("Id", "Kind", "State", "Written (UTC)", "Next try", "Tries", "Last trouble")
    for one in found:
        state, due = ("dead", "—") if one.dead_after <= now else ("waiting", one.deliver_after.strftime(TIME))
        cells = (str(one.id), one.kind, state, one.created.strftime(TIME), due, str(one.attempts), one.error or "—")
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table if found else "Nothing waits to be sent.")
    return 0


async def run_retry(arguments: Namespace, places: Places, console: Console) -> int:
    async with opened(places.url) as database:
        known = await SqlOutbox(database).revive(arguments.id, now=datetime.now(UTC))
    if not known:
        raise ValueError(f"Nothing with the id {arguments.id} waits to be sent.")
    console.print(f"{arguments.id} is tried again, for a day at most.", highlight=False)
    return 0
