"""Many at once, and one killed in the middle."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE

import pytest

from db.bookings import SqlBookingStore
from db.engine import Database, migrate
from db.tables import bookings, outbox
from tests.db.samples import LATER, MARTA, NOW, count, flight, order, stay, taken
from tests.db.worker import SEATS, race
from travel.errors import HoldExpired, NotCancellable, SoldOut
from travel.money import Money


async def start(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.db.worker", *arguments, stdin=PIPE, stdout=PIPE
    )


async def test_fifty_buyers_of_the_last_ten_seats(database: Database):
    assert await race(database, 50) == SEATS
    assert await taken(database, "flight:last") == SEATS
    assert await count(database, bookings, bookings.c.status == "confirmed") == SEATS
    assert await count(database, bookings) == SEATS
    assert await count(database, outbox) == SEATS


async def test_buyers_in_two_processes(database: Database, url: str):
    workers = [await start("race", url, "25") for _ in range(2)]
    sold = [int((await one.communicate())[0]) for one in workers]
    assert sum(sold) == SEATS
    assert await count(database, bookings, bookings.c.status == "confirmed") == SEATS
    assert await taken(database, "flight:last") == SEATS


async def test_one_order_said_yes_to_many_times_at_once(database: Database):
    store, bought = SqlBookingStore(database), order(flight(), stay())

    async def yes():
        await store.hold(bought, now=NOW, deadline=LATER)
        return tuple(await store.confirm(bought.key, now=NOW))

    answers = await asyncio.gather(*(yes() for _ in range(20)))
    assert len(set(answers)) == 1
    assert await taken(database, "flight:TP535") == 1
    assert await count(database, bookings) == 2
    assert await count(database, outbox) == 1


async def test_orders_that_want_the_same_stocks_in_another_order(database: Database):
    store = SqlBookingStore(database)
    pairs = [("a", "b"), ("b", "a")] * 10
    orders = [order(*(flight(key, capacity=50) for key in keys)) for keys in pairs]
    await asyncio.gather(*(store.hold(one, now=NOW, deadline=LATER) for one in orders))
    await asyncio.gather(*(store.release(one.key, now=NOW) for one in orders), store.expire_holds(now=LATER))
    assert (await taken(database, "a"), await taken(database, "b")) == (0, 0)


async def test_two_orders_for_the_last_room_and_seat_never_take_half(database: Database):
    store = SqlBookingStore(database)
    orders = [order(flight(capacity=1), stay(capacity=1)) for _ in range(12)]
    done = await asyncio.gather(*(store.hold(one, now=NOW, deadline=LATER) for one in orders), return_exceptions=True)
    assert sum(isinstance(one, list) for one in done) == 1
    assert sum(isinstance(one, SoldOut) for one in done) == 11
    assert await count(database, bookings) == 2


async def test_cancelled_many_times_at_once_frees_one_seat(database: Database):
    store, bought = SqlBookingStore(database), order(flight())
    await store.hold(order(flight()), now=NOW, deadline=LATER)
    await store.hold(bought, now=NOW, deadline=LATER)
    (booking,) = await store.confirm(bought.key, now=NOW)
    none = Money(booking.price.amount * 0, "EUR")
    cancelled = (store.cancel(booking.reference, MARTA, refund=none, now=NOW) for _ in range(10))
    assert {one.status for one in await asyncio.gather(*cancelled)} == {"cancelled"}
    assert await taken(database, "flight:TP535") == 1


async def test_confirming_while_holds_expire_has_one_winner(database: Database):
    store = SqlBookingStore(database)
    orders = [order(flight(f"f{n}")) for n in range(12)]
    for one in orders:
        await store.hold(one, now=NOW, deadline=LATER)
    # The confirming clock is behind the expiring one.
    confirms = [store.confirm(one.key, now=NOW) for one in orders]
    done = await asyncio.gather(*confirms, store.expire_holds(now=LATER, limit=6), return_exceptions=True)
    won = sum(isinstance(one, list) for one in done)
    assert won + sum(isinstance(one, HoldExpired) for one in done) == 12
    assert won + done[-1] == 12
    assert await count(database, bookings, bookings.c.status == "confirmed") == won
    assert sum([await taken(database, f"f{n}") for n in range(12)]) == won


async def test_a_process_killed_between_hold_and_confirm(database: Database, url: str):
    worker = await start("hold", url)
    assert worker.stdout is not None
    assert await worker.stdout.readline() == b"held\n"
    worker.kill()
    await worker.wait()

    store = SqlBookingStore(database)
    (booking,) = await store.find_order("q_killed")
    assert (booking.status, await taken(database, "flight:TP535")) == ("held", 1)
    with pytest.raises(NotCancellable):
        await store.cancel(booking.reference, MARTA, refund=booking.price, now=NOW)
    assert await store.expire_holds(now=LATER) == 1
    assert await taken(database, "flight:TP535") == 0


async def test_a_process_killed_between_hold_and_confirm_can_be_taken_up(database: Database, url: str):
    worker = await start("hold", url)
    assert worker.stdout is not None
    await worker.stdout.readline()
    worker.kill()
    await worker.wait()
    assert [one.status for one in await SqlBookingStore(database).confirm("q_killed", now=NOW)] == ["confirmed"]


async def test_processes_that_migrate_at_once(tmp_path):
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path}/new/one.sqlite", "PATH": ""}
    workers = [
        await asyncio.create_subprocess_exec(sys.executable, "-m", "db", "migrate", env=environment) for _ in range(3)
    ]
    assert [await one.wait() for one in workers] == [0, 0, 0]


async def test_migrations_at_once_on_postgresql(cluster):
    url = await cluster.create("at_once")
    await asyncio.gather(*(migrate(url) for _ in range(4)))
