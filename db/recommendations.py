"""What was recommended and what came of it, for learning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, false, func, insert, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.ids import new_id
from db.sql import insert_into
from db.tables import feedback, recommendations
from travel.booking.bookings import Owner
from travel.recommendations import Impression, Outcome, Reaction, Reactions

OUTCOMES: tuple[Outcome, ...] = ("shown", "opened", "liked", "disliked", "searched", "booked")
JUDGED: tuple[Outcome, ...] = ("liked", "disliked")
TELLING: dict[Outcome, int] = {"liked": 2, "disliked": 2, "booked": 2, "searched": 1, "opened": 0}
"""What says more of a taste stands higher; of equals the latest counts."""


UNKNOWN = ""
"""In place of the conversation of an impression that was shown to somebody who named none."""


class NoSuchRecommendation(Exception):
    """Nothing was recommended under this id, or to somebody else."""


@dataclass(frozen=True)
class Saved:
    """A liked impression with the words of the wish that led to it, and the month asked for, if any.

    ``shown`` is when it was shown, ``at`` when it was liked.
    """

    id: str
    destination: str
    query: str
    score: float
    month: int | None
    shown: datetime
    at: datetime


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
                "month": one.month,
                "created": now,
            }
            for one in shown
        ]
        if rows:
            async with self._database.write() as session:
                await session.execute(insert(recommendations), rows)
        return [str(row["id"]) for row in rows]

    async def outcome(self, impression: str, kind: Outcome, *, now: datetime, owner: Owner | None = None) -> None:
        """Of each kind the latest time counts. Without ``owner`` the caller is trusted with everybody's.

        Raises NoSuchRecommendation for what is unknown or another's, and ValueError for another kind.
        """
        if kind not in OUTCOMES:
            raise ValueError(f"{kind} is none of {', '.join(OUTCOMES)}")
        async with self._database.write() as session:
            await _destination(session, impression, owner)
            new = insert_into(session, feedback).values(recommendation=impression, kind=kind, at=now)
            again = new.on_conflict_do_update(index_elements=["recommendation", "kind"], set_={"at": now})
            await session.execute(again)

    async def take_back(self, impression: str, kind: str, *, owner: Owner) -> None:
        """No outcome of this kind any more for the impression's destination, however often the owner was shown it.

        Repeatable. Raises NoSuchRecommendation.
        """
        async with self._database.write() as session:
            destination = await _destination(session, impression, owner)
            same = select(recommendations.c.id).where(recommendations.c.destination == destination, _of(owner))
            among = or_(feedback.c.recommendation.in_(same), feedback.c.recommendation == impression)
            await session.execute(delete(feedback).where(feedback.c.kind == kind, among))

    async def saved(self, owner: Owner) -> list[Saved]:
        """What the owner liked and did not dislike later: each destination once, the last liked first."""
        return [
            Saved(row.id, row.destination, row.query, row.score, row.month, row.created, row.at)
            for row in await self._judged(owner)
            if row.kind == "liked"
        ]

    async def reactions(self, owner: Owner) -> Reactions:
        said: dict[str, Any] = {}
        for row in await self._outcomes(owner, tuple(TELLING)):
            before = said.get(row.destination)
            if before is None or TELLING[row.kind] > TELLING[before.kind]:
                said[row.destination] = row
        latest = sorted(said.values(), key=lambda row: row.at, reverse=True)
        return Reactions(tuple(Reaction(row.destination, row.kind) for row in latest))

    async def recommended(self, owner: Owner) -> list[str]:
        dealt = func.max(func.coalesce(feedback.c.at, recommendations.c.created))
        query = (
            select(recommendations.c.destination)
            .outerjoin(feedback, feedback.c.recommendation == recommendations.c.id)
            .where(_of(owner))
            .group_by(recommendations.c.destination)
            .order_by(dealt.desc(), recommendations.c.destination)
        )
        async with self._database.read() as session:
            return list(await session.scalars(query))

    async def came_of(self, owner: Owner, destination: str, kind: Outcome, *, now: datetime) -> None:
        query = (
            select(recommendations.c.id)
            .where(recommendations.c.destination == destination, _of(owner))
            .order_by(recommendations.c.created.desc(), recommendations.c.id)
            .limit(1)
        )
        async with self._database.read() as session:
            impression: str | None = await session.scalar(query)
        if impression is not None:
            await self.outcome(impression, kind, now=now)

    async def forget_taste(self, owner: Owner, destination: str | None = None) -> int:
        one = recommendations.c.destination == destination if destination is not None else true()
        known = {row.destination for row in await self._outcomes(owner, OUTCOMES)}
        async with self._database.write() as session:
            own = select(recommendations.c.id).where(_of(owner), one)
            await session.execute(delete(feedback).where(feedback.c.recommendation.in_(own)))
        return len(known if destination is None else known & {destination})

    async def _judged(self, owner: Owner) -> list[Any]:
        """The latest like or dislike of each destination, the last first."""
        latest: dict[str, Any] = {}
        for row in await self._outcomes(owner, JUDGED):
            latest.setdefault(row.destination, row)
        return list(latest.values())

    async def _outcomes(self, owner: Owner, kinds: Sequence[Outcome]) -> list[Any]:
        """Every outcome of these kinds with its impression, the last first."""
        query = (
            select(recommendations, feedback.c.kind, feedback.c.at)
            .join(feedback, feedback.c.recommendation == recommendations.c.id)
            .where(feedback.c.kind.in_(kinds), _of(owner))
            .order_by(feedback.c.at.desc(), recommendations.c.id)
        )
        async with self._database.read() as session:
            return list(await session.execute(query))


def _of(owner: Owner) -> ColumnElement[bool]:
    if owner.conversation == UNKNOWN:
        return false()
    mine = recommendations.c.conversation == owner.conversation
    return mine if owner.user is None else or_(mine, recommendations.c.user_id == owner.user)


async def _destination(session: AsyncSession, impression: str, owner: Owner | None) -> str:
    """Of an impression that was shown to the owner, or to somebody unknown, whom its id identifies."""
    query = select(recommendations.c.destination).where(recommendations.c.id == impression)
    if owner is not None:
        unknown = and_(recommendations.c.conversation == UNKNOWN, recommendations.c.user_id.is_(None))
        query = query.where(or_(unknown, _of(owner)))
    destination: str | None = await session.scalar(query)
    if destination is None:
        raise NoSuchRecommendation(impression)
    return destination
