"""PostgreSQL's own dump and restore programs."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path

from sqlalchemy.engine import make_url

from db.urls import libpq_url

_DEBIAN = Path("/usr/lib/postgresql")


class ToolError(Exception):
    """A program is missing or failed; the message is its own."""


def program(name: str) -> str:
    """Where a PostgreSQL program lies: on the path, else the newest of Debian's. Raises ToolError."""
    if found := shutil.which(name):
        return found
    versions = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    if not versions:
        raise ToolError(f"{name} is not installed (package postgresql-client)")
    return str(versions[-1])


async def dump(url: str, target: Path) -> None:
    """Write the database in pg_dump's custom format, one consistent snapshot. Raises ToolError."""
    await _run("pg_dump", url, "--format=custom", "--no-owner", f"--file={target}")


async def load(url: str, source: Path) -> None:
    """Replace what the dump holds, all or nothing. Raises ToolError."""
    await _run("pg_restore", url, "--clean", "--if-exists", "--no-owner", "--single-transaction", str(source))


async def _run(name: str, url: str, *arguments: str) -> None:
    address = make_url(libpq_url(url))
    # Not on the command line, where everybody could read it.
    secret = {"PGPASSWORD": address.password} if address.password else {}
    database = address.set(password=None).render_as_string()
    process = await asyncio.create_subprocess_exec(
        program(name),
        f"--dbname={database}",
        *arguments,
        env=os.environ | secret,
        stderr=asyncio.subprocess.PIPE,
    )
    _, complaint = await process.communicate()
    if process.returncode != 0:
        raise ToolError(f"{name}: {complaint.decode(errors='replace').strip()}")
