"""Making, listing and revoking the keys of programs."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from db.cli.context import Places, opened
from db.keys import SqlApiKeys, shown_signing_key

TIME = "%Y-%m-%d %H:%M"
NO_SECRET = "SERVER_SECRET is missing: `make up` writes it into VAR_DIR/secrets.env."


async def run_add(arguments: Namespace, places: Places, console: Console) -> int:
    if places.server_secret is None:
        raise ValueError(NO_SECRET)
    async with opened(places.url) as database:
        key, token = await SqlApiKeys(database).add(
            arguments.name, arguments.scope, arguments.callback, now=datetime.now(UTC)
        )
    console.print(f"Key {key}. Keep both lines; they are not shown again.", highlight=False)
    # Longer than a narrow terminal: wrapped, it could not be copied.
    console.print(f"API key:        {token}", soft_wrap=True, highlight=False, markup=False)
    secret = shown_signing_key(places.server_secret, key)
    console.print(f"Signing secret: {secret}", soft_wrap=True, highlight=False, markup=False)
    return 0


async def run_list(_arguments: Namespace, places: Places, console: Console) -> int:
    async with opened(places.url) as database:
        found = await SqlApiKeys(database).all()
    # Cut short it could not be revoked by.
    key = Column("Id", no_wrap=True, min_width=12)
    table = Table(key, "Name", "Scopes", "Callback", "Made (UTC)", "Last used", "Revoked")
    for one in found:
        texts = (one.id, one.name, ", ".join(one.scopes), one.callback or "—")
        times = (_time(moment) for moment in (one.created, one.last_used, one.revoked))
        table.add_row(*(Text(cell) for cell in (*texts, *times)))
    console.print(table if found else "No keys.")
    return 0


async def run_revoke(arguments: Namespace, places: Places, console: Console) -> int:
    async with opened(places.url) as database:
        known = await SqlApiKeys(database).revoke(arguments.id, now=datetime.now(UTC))
    if not known:
        raise ValueError(f"There is no key {arguments.id}.")
    console.print(f"Key {arguments.id} opens nothing any more.", highlight=False)
    return 0


def _time(moment: datetime | None) -> str:
    return "—" if moment is None else moment.strftime(TIME)
