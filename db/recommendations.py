"""What was recommended and what came of it, for learning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from db.engine import Database
from db.ids import new_id
from db.sql import insert_into
from db.tables import feedback, recommendations
from travel.recommendations import Impression

OUTCOMES = ("shown", "opened", "liked", "disliked", "searched", "booked")


class NoSuchRecommendation(Exception):
    """Nothing was recommended under this id."""


class SqlRecommendationStore:
    """``travel.ports.RecommendationLog``; ids look like ``re_`` and 16 URL-safe characters."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, shown: Sequence[Impression], *, now: datetime) -> list[str]:
        rows = [
            {
                "id": new_id("re"),
                "conversation": one.conversation,
                "user_id": one.user,
                "query": one.query,
                "destination": one.destination,
                "position": one.position,
                "score": one.score,
                "parts": dict(one.parts),
                "model": one.model,
                "created": now,
            }
            for one in shown
        ]
        if rows:
            async with self._database.write() as session:
                await session.execute(insert(recommendations), rows)
        return [str(row["id"]) for row in rows]

    async def outcome(self, impression: str, kind: str, *, now: datetime) -> None:
        """Of each kind the latest time counts. Raises NoSuchRecommendation, and ValueError for another kind."""
        if kind not in OUTCOMES:
            raise ValueError(f"{kind} is none of {', '.join(OUTCOMES)}")
        async with self._database.write() as session:
            if await session.scalar(select(recommendations.c.id).where(recommendations.c.id == impression)) is None:
                raise NoSuchRecommendation(impression)
            new = insert_into(session, feedback).values(recommendation=impression, kind=kind, at=now)
            again = new.on_conflict_do_update(index_elements=["recommendation", "kind"], set_={"at": now})
            await session.execute(again)
