"""Units of stock: taken and given back inside a booking's transaction.

Keys are always locked in the same order, after the booking's own rows, so that two transactions never wait for each
other in a circle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import and_, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.sql import among, insert_into
from db.tables import stock
from travel.errors import SoldOut
from travel.offers import Content, Offer, StockUse


class SqlStockReader:
    """``travel.ports.StockReader``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def sold(self, keys: Iterable[str]) -> dict[str, int]:
        async with self._database.read() as session:
            query = select(stock.c.key, stock.c.taken).where(stock.c.taken > 0, among(session, stock.c.key, keys))
            return {row.key: row.taken for row in await session.execute(query)}


async def take(session: AsyncSession, offers: Sequence[Offer]) -> None:
    """Take what all offers use, or raise SoldOut with the first offer that lacks something.

    The smaller of the capacity known and the one offered counts, so a stale offer cannot oversell.
    """
    uses = _by_key(use for offer in offers for use in offer.content.stock)
    possible = [use for use in uses if use.units <= use.capacity]
    taken = await _add(session, possible) if len(possible) == len(uses) else {use.key for use in possible}
    short = {use.key for use in uses} - taken
    for offer in offers:
        if any(use.key in short for use in offer.content.stock):
            raise SoldOut(offer.id)


async def give_back(session: AsyncSession, contents: Iterable[Content]) -> None:
    """Free what these contents had taken."""
    uses = _by_key(use for content in contents for use in content.stock)
    if uses:
        await session.execute(
            update(stock).where(stock.c.key == bindparam("of")).values(taken=stock.c.taken - bindparam("units")),
            [{"of": use.key, "units": use.units} for use in uses],
            execution_options={"synchronize_session": None},
        )


async def _add(session: AsyncSession, uses: Sequence[StockUse]) -> set[str]:
    if not uses:
        return set()
    new = insert_into(session, stock)
    statement = new.on_conflict_do_update(
        index_elements=["key"],
        set_={"taken": stock.c.taken + new.excluded.taken},
        where=and_(
            stock.c.taken + new.excluded.taken <= stock.c.capacity,
            stock.c.taken + new.excluded.taken <= new.excluded.capacity,
        ),
    ).returning(stock.c.key)
    rows = [{"key": use.key, "capacity": use.capacity, "taken": use.units} for use in uses]
    return set((await session.scalars(statement, rows)).all())


def _by_key(uses: Iterable[StockUse]) -> list[StockUse]:
    units: Counter[str] = Counter()
    capacity: dict[str, int] = {}
    for use in uses:
        units[use.key] += use.units
        capacity[use.key] = min(use.capacity, capacity.get(use.key, use.capacity))
    return [StockUse(key, units[key], capacity[key]) for key in sorted(units)]
