"""How long a place picker waits: names typed letter by letter, each beginning asked for over HTTP for the first time.

Run ``python -m tests.bench.places``; prints milliseconds, on SQLite and with the gazetteer that set-up has built.
"""

# ruff: noqa: T201 -- printing is what it is for

from __future__ import annotations

import asyncio
import logging
import tempfile
import time
from pathlib import Path

import aiohttp
import structlog
from aiohttp.test_utils import TestServer

from db.engine import migrate
from gateway.wiring import build
from settings import Settings

TOKEN = "token-of-the-bench"
TYPED = (
    "lisbon",
    "san francisco",
    "bracelona",
    "são paulo",
    "zürich",
    "JFK",
    "a coruña",
    "kuala lumpur",
    "portland, or",
    "wellingtno",
    "münchen",
    "xqzw",
)


async def main() -> None:
    """One picker after the other."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/bench.sqlite"
        await migrate(url)
        settings = Settings(  # type: ignore[call-arg]
            _env_file=None, engine_token=TOKEN, actions_token=TOKEN, database_url=url, rate_limit_per_minute=0
        )
        async with TestServer(build(settings)) as server, aiohttp.ClientSession() as session:
            address = str(server.make_url("/api/places"))
            first = await _asked(session, address, "q")
            beginnings = dict.fromkeys(name[:end] for name in TYPED for end in range(1, len(name) + 1))
            taken = sorted([await _asked(session, address, query) for query in beginnings])
    print(f"first of all, which loads the gazetteer: {first:.0f} ms")
    p50, p95 = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    print(f"{len(taken)} beginnings: p50 {p50:.1f} ms  p95 {p95:.1f} ms  slowest {taken[-1]:.1f} ms")


async def _asked(session: aiohttp.ClientSession, address: str, query: str) -> float:
    began = time.perf_counter()
    async with session.get(address, params={"query": query}) as response:
        response.raise_for_status()
        await response.read()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    asyncio.run(main())
