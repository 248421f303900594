"""What idle web sockets cost: memory of the gateway with 500 of them, and a message among them against one alone.

Run ``python -m tests.bench.sockets [--sockets 500] [--turns 200]``; prints MB and milliseconds, on SQLite. The gateway
has a process of its own, so that its memory is nobody else's.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.test_utils import unused_port

from db.engine import migrate
from tests.bench.gateway import TOKEN, instant, report, serve
from tests.bench.machine import describe
from tests.fixtures.house import ROOT

EACH = 5
"""Sockets of a conversation; ten may follow one."""
SETTLE = 1.0


@asynccontextmanager
async def gateway(folder: Path) -> AsyncIterator[tuple[str, int]]:
    """A gateway in front of an engine that answers at once: its address and process id."""
    engine_port, port = unused_port(), unused_port()
    database = f"sqlite:///{folder}/bench.sqlite"
    await migrate(database)
    environment = {
        **os.environ,
        "ENGINE_TOKEN": TOKEN,
        "ACTIONS_TOKEN": TOKEN,
        "ENGINE_PORT": str(engine_port),
        "GATEWAY_PORT": str(port),
        "GATEWAY_HOST": "127.0.0.1",
        "VAR_DIR": str(folder),
        "DATABASE_URL": database,
        "RATE_LIMIT_PER_MINUTE": "0",
        "LOG_LEVEL": "WARNING",
    }
    engine = await serve(instant(), engine_port)
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "gateway", cwd=ROOT, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        await _alive(address)
        yield address, process.pid
    finally:
        process.terminate()
        await process.wait()
        await engine.cleanup()


async def _alive(address: str) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(30):
        while True:
            try:
                async with session.get(f"{address}/healthz"):
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)


def megabytes(pid: int) -> float:
    """Memory that the process alone holds, resident."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    raise RuntimeError("no such process")


async def talk(socket: aiohttp.ClientWebSocketResponse, name: str, turns: int) -> list[float]:
    """Milliseconds from a frame to the end of its answer, one after the other."""
    taken = []
    for number in range(turns):
        began = time.perf_counter()
        await socket.send_json({"message_id": f"{name}-{number}", "text": "hello"})
        while (frame := await socket.receive_json())["type"] != "done":
            if frame["type"] == "error":
                raise RuntimeError(frame["problem"]["detail"])
        taken.append((time.perf_counter() - began) * 1000)
    return taken


async def measured(socket: aiohttp.ClientWebSocketResponse, name: str, turns: int) -> None:
    """Talk and print."""
    began = time.perf_counter()
    taken = await talk(socket, name, turns)
    report(name, taken, time.perf_counter() - began)


@contextmanager
def reading(socket: aiohttp.ClientWebSocketResponse) -> Iterator[None]:
    """Follow as a browser does, which answers the gateway's pings."""

    async def follow() -> None:
        async for _ in socket:
            pass

    task = asyncio.create_task(follow())
    yield
    task.cancel()


async def open_conversation(session: aiohttp.ClientSession, address: str) -> str:
    """A guest's conversation."""
    async with session.post(f"{address}/api/chat", json={"text": "hello"}) as response:
        body: Any = await response.json()
        return f"{address}/api/chat/{body['conversation']}/socket"


async def main(sockets: int, turns: int) -> None:
    """Print what they cost."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    print(describe())  # noqa: T201
    connector = aiohttp.TCPConnector(limit=0)
    with tempfile.TemporaryDirectory() as folder:
        async with gateway(Path(folder)) as (address, pid), aiohttp.ClientSession(connector=connector) as session:
            own = await open_conversation(session, address)
            async with session.ws_connect(own) as mine, AsyncExitStack() as idle:
                await talk(mine, "warm", 50)
                await measured(mine, "alone", turns)
                before = megabytes(pid)
                for number in range(sockets):
                    if number % EACH == 0:
                        path = await open_conversation(session, address)
                    socket = await idle.enter_async_context(session.ws_connect(path))
                    idle.enter_context(reading(socket))
                await asyncio.sleep(SETTLE)
                cost = megabytes(pid) - before
                print(f"{sockets} idle sockets cost {cost:.1f} MB (from {before:.0f} MB)")  # noqa: T201
                await measured(mine, f"among-{sockets}", turns)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sockets", type=int, default=500)
    parser.add_argument("--turns", type=int, default=200)
    given = parser.parse_args()
    sys.exit(asyncio.run(main(given.sockets, given.turns)))
