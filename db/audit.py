"""Who did what to which booking, written in the transaction that did it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from db.tables import audit
from travel.booking.bookings import Owner

SYSTEM = "system"
OPERATOR = "operator"


def actor(owner: Owner) -> str:
    """How an owner is named in the audit. Never by the conversation's id, which is a credential."""
    return f"user {owner.user}" if owner.user else "guest"


async def note(
    session: AsyncSession, references: Iterable[str], action: str, *, by: str, now: datetime, **detail: Any
) -> None:
    """Add one row for each booking."""
    rows = [{"booking": one, "at": now, "actor": by, "action": action, "detail": detail} for one in references]
    if rows:
        await session.execute(insert(audit), rows)
