"""``python -m connectors.terminal``: talk to the running assistant."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path

import aiohttp
from rich.console import Console

from connectors.terminal.app import talk
from connectors.terminal.client import Gateway
from connectors.terminal.place import locale_of, zone_of
from settings import SettingsError, load_without_secrets

KEPT = "terminal_conversation"


def main() -> int:
    """Read the command line and converse; a wrong setting is one clear line and exit code 2."""
    try:
        settings = load_without_secrets()
    except SettingsError as error:
        print(f"chat: {error}", file=sys.stderr)  # noqa: T201
        return 2
    parser = argparse.ArgumentParser(prog="python -m connectors.terminal", description=__doc__)
    parser.add_argument("--url", default=settings.local_url, help="where the assistant is (default %(default)s)")
    parser.add_argument("--resume", action="store_true", help="go on with the conversation of the last time")
    arguments = parser.parse_args()
    try:
        return asyncio.run(_run(arguments.url, settings.var_dir, resume=arguments.resume))
    except KeyboardInterrupt:
        return 130


async def _run(url: str, var: Path, *, resume: bool) -> int:
    console = Console()
    kept = var / KEPT
    known = kept.read_text(encoding="utf-8").strip() if resume and kept.exists() else None
    environment = dict(os.environ)
    async with aiohttp.ClientSession() as session:
        gateway = Gateway(session, url, locale_of(environment), zone_of(environment))
        code = await talk(gateway, url, console, var / "terminal_history", resume=known)
    if gateway.conversation:
        _keep(kept, gateway.conversation)
    return code


def _keep(path: Path, conversation: str) -> None:
    """The id opens the conversation, so the file is for its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(conversation)


if __name__ == "__main__":
    sys.exit(main())
