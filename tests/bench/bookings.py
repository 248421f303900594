"""Bookings per second on both databases: hold and confirm through the store, many clients at once.

``python -m tests.bench.bookings [--clients 16] [--seconds 5]``; PostgreSQL waits for the disk as in production.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from rich.console import Console

from db.bookings import SqlBookingStore
from db.engine import migrate, open_database
from tests.db.samples import flight, order
from tests.fixtures.postgres import PostgresMissing, running_cluster

WARM_UP = 1.0


async def measure(url: str, key_of: Callable[[int], str], *, clients: int, seconds: float) -> tuple[float, float]:
    """Bookings confirmed per second after a warm-up, and how much of a core this process got meanwhile."""
    database = open_database(url)
    store, numbers = SqlBookingStore(database), count()
    begin, processor = time.perf_counter() + WARM_UP, time.process_time()
    done = 0

    async def client() -> None:
        nonlocal done
        while (started := time.perf_counter()) < begin + seconds:
            now = datetime.now(UTC)
            bought = order(flight(key_of(next(numbers)), capacity=10_000_000))
            await store.hold(bought, now=now, deadline=now + timedelta(minutes=15))
            await store.confirm(bought.key, now=now)
            done += started >= begin

    await asyncio.gather(*(client() for _ in range(clients)))
    took = time.perf_counter() - begin
    await database.close()
    return done / took, (time.process_time() - processor) / (took + WARM_UP)


async def run(url: str, name: str, arguments: argparse.Namespace, console: Console) -> None:
    """Measure one database with many stock keys and with a single one."""
    await migrate(url)
    for what, key_of in (("different flights", lambda n: f"flight:{n}"), ("one flight", lambda _: "flight:hot")):
        rate, core = await measure(url, key_of, clients=arguments.clients, seconds=arguments.seconds)
        console.print(f"{name:<11} {what:<18} {rate:7.0f} bookings/s with {core:.0%} of a core", highlight=False)


def main() -> None:
    """Run on SQLite, and on PostgreSQL where it is installed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=5)
    arguments, console = parser.parse_args(), Console()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(f"sqlite:///{Path(folder)}/bench.sqlite", "SQLite", arguments, console))
    try:
        with running_cluster(durable=True) as server:
            url = asyncio.run(server.create("bench"))
            asyncio.run(run(url, "PostgreSQL", arguments, console))
    except PostgresMissing as missing:
        console.print(f"PostgreSQL  not measured: {missing}")


if __name__ == "__main__":
    main()
