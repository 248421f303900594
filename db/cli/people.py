"""Erasing and exporting accounts for the operator."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import UTC, datetime

from rich.console import Console
from rich.prompt import Confirm

from db.cli.context import Places, opened
from db.engine import Database
from db.people import SqlAccounts, SqlErasures


async def run_export(arguments: Namespace, places: Places, console: Console) -> int:
    async with opened(places.url) as database:
        user = await _account(database, arguments.email)
        exported = await SqlAccounts(database).export(user)
    # As it is: a table of the console would break long lines.
    console.file.write(json.dumps(exported, ensure_ascii=False, indent=2) + "\n")
    return 0


async def run_erase(arguments: Namespace, places: Places, console: Console) -> int:
    async with opened(places.url) as database:
        user = await _account(database, arguments.email)
        console.print("The account goes with everything of it; bookings stay without names, for accounting.")
        if not arguments.yes and not Confirm.ask(f"Erase {arguments.email}?", console=console, default=False):
            console.print("Nothing was changed.")
            return 1
        await SqlErasures(database).ask(now=datetime.now(UTC), user=user)
    console.print("The account is closed. The running gateway erases it, with what the engine remembers.")
    return 0


async def _account(database: Database, email: str) -> str:
    user = await SqlAccounts(database).find(email)
    if user is None:
        raise ValueError(f"There is no account with the address {email}.")
    return user
