"""A process of its own for the tests of races and kills: ``worker.py race|hold URL [COUNT]``."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta

from db.bookings import SqlBookingStore
from db.engine import Database, open_database
from tests.db.samples import LATER, NOW, flight, order
from travel.errors import SoldOut

SEATS = 10


async def buy(store: SqlBookingStore) -> bool:
    """Whether one of the last seats could be had."""
    bought = order(flight("flight:last", capacity=SEATS))
    try:
        await store.hold(bought, now=NOW, deadline=LATER)
    except SoldOut:
        return False
    return bool(await store.confirm(bought.key, now=NOW))


async def race(database: Database, buyers: int) -> int:
    """How many of so many buyers at once got a seat."""
    store = SqlBookingStore(database)
    return sum(await asyncio.gather(*(buy(store) for _ in range(buyers))))


async def hold_and_wait(database: Database) -> None:
    """Hold a seat, say so, and never come to confirming it."""
    await SqlBookingStore(database).hold(order(flight(), key="q_killed"), now=NOW, deadline=LATER)
    sys.stdout.write("held\n")
    sys.stdout.flush()
    await asyncio.sleep(timedelta(minutes=5).total_seconds())


async def main(what: str, url: str, *arguments: str) -> None:
    database = open_database(url)
    if what == "hold":
        await hold_and_wait(database)
    else:
        sys.stdout.write(f"{await race(database, int(arguments[0]))}\n")
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
