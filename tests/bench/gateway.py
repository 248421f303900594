"""What the gateway itself costs: chat turns through it with an engine that answers at once.

Run ``python -m tests.bench.gateway [--turns 500]``; prints p50 and p95 in milliseconds, on SQLite.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import aiohttp
import structlog
from aiohttp import web
from aiohttp.test_utils import unused_port

from db.engine import migrate
from gateway.wiring import build
from settings import Settings

TOKEN = "engine-token-of-the-bench"


def instant() -> web.Application:
    """An engine with an answer ready."""
    choice = {"label": "More", "intent": "show_more", "entities": []}
    answer = {"state": "ok", "replies": [{"text": "Hello.", "choices": [choice]}]}

    async def turn(request: web.Request) -> web.Response:
        await request.read()
        return web.json_response(answer)

    app = web.Application()
    app.router.add_post("/webhooks/tripwright/turn", turn)
    return app


async def serve(app: web.Application, port: int) -> web.AppRunner:
    """Serve on loopback."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner


async def turns(url: str, number: int, known: dict[str, Any]) -> list[float]:
    """Milliseconds of each turn, one after the other in one conversation."""
    taken = []
    async with aiohttp.ClientSession() as session:
        for _ in range(number):
            began = time.perf_counter()
            async with session.post(url, json={"text": "hello", **known}) as response:
                known = {"conversation": (await response.json())["conversation"]}
            taken.append((time.perf_counter() - began) * 1000)
    return taken


def report(name: str, taken: list[float], seconds: float) -> None:
    """One line."""
    ordered = sorted(taken)
    p50, p95 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    print(f"{name:28s} p50 {p50:5.1f} ms  p95 {p95:5.1f} ms  {len(taken) / seconds:6.0f} turns/s")  # noqa: T201


async def main(number: int) -> None:
    """Engine and gateway in processes of their own would measure the same work with more noise."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    engine_port, port = unused_port(), unused_port()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/bench.sqlite"
        await migrate(url)
        settings = Settings(  # type: ignore[call-arg]
            _env_file=None,
            engine_token=TOKEN,
            actions_token=TOKEN,
            engine_port=engine_port,
            database_url=url,
            rate_limit_per_minute=0,
        )
        runners = [await serve(instant(), engine_port), await serve(build(settings), port)]
        address = f"http://127.0.0.1:{port}/api/chat"
        await turns(address, 20, {})
        direct = f"http://127.0.0.1:{engine_port}/webhooks/tripwright/turn"
        began = time.perf_counter()
        report("engine alone", await bare(direct, number), time.perf_counter() - began)
        began = time.perf_counter()
        report("one conversation", await turns(address, number, {}), time.perf_counter() - began)
        began = time.perf_counter()
        parallel = await asyncio.gather(*(turns(address, number // 8, {}) for _ in range(16)))
        report("16 conversations", [one for taken in parallel for one in taken], time.perf_counter() - began)
        for runner in reversed(runners):
            await runner.cleanup()


async def bare(url: str, number: int) -> list[float]:
    """The same requests without the gateway."""
    taken = []
    async with aiohttp.ClientSession() as session:
        for _ in range(number):
            began = time.perf_counter()
            async with session.post(url, json={"text": "hello"}) as response:
                await response.json()
            taken.append((time.perf_counter() - began) * 1000)
    return taken


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=500)
    sys.exit(asyncio.run(main(parser.parse_args().turns)))
