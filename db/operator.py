"""What the operator may see: every booking, with its audit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, true

from db.bookings.rows import load
from db.engine import Database
from db.tables import audit, bookings
from travel.booking.bookings import Booking, Status
from travel.errors import NoSuchBooking


@dataclass(frozen=True)
class AuditRow:
    """One thing that happened to a booking."""

    at: datetime
    actor: str
    action: str
    detail: dict[str, Any]


async def find_bookings(database: Database, *, status: Status | None = None, limit: int = 50) -> list[Booking]:
    """The newest bookings, of one status if given."""
    where = true() if status is None else bookings.c.status == status
    async with database.read() as session:
        newest = (bookings.c.created.desc(), bookings.c.reference)
        return [one.booking for one in await load(session, where, order_by=newest, limit=limit)]


async def find_booking(database: Database, reference: str) -> tuple[Booking, list[AuditRow]]:
    """Anybody's booking with its audit, oldest first. Raises NoSuchBooking."""
    async with database.read() as session:
        found = await load(session, bookings.c.reference == reference)
        if not found:
            raise NoSuchBooking(reference)
        query = select(audit.c.at, audit.c.actor, audit.c.action, audit.c.detail)
        rows = await session.execute(query.where(audit.c.booking == reference).order_by(audit.c.id))
        return found[0].booking, [AuditRow(*row) for row in rows]
