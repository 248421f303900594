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

KEPT = "terminal_conversation"


def main() -> int:
    """Read the command line and converse."""
    parser = argparse.ArgumentParser(prog="python -m connectors.terminal", description=__doc__)
    port = os.environ.get("GATEWAY_PORT") or "8000"
    parser.add_argument(
        "--url", default=f"http://127.0.0.1:{port}", help="where the assistant is (default %(default)s)"
    )
    parser.add_argument("--resume", action="store_true", help="go on with the conversation of the last time")
    arguments = parser.parse_args()
    var = Path(os.environ.get("VAR_DIR") or "var")
    try:
        return asyncio.run(_run(arguments.url, var, resume=arguments.resume))
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
