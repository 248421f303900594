"""Impressions and their outcomes."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Database
from db.recommendations import OUTCOMES, NoSuchRecommendation, SqlRecommendationStore
from db.tables import feedback, recommendations
from tests.db.samples import NOW, count
from travel.recommendations import Impression

SHOWN = [
    Impression("c", None, "warm in march", place, position, 0.9 - position / 10, {"similarity": 0.71}, "v1")
    for position, place in enumerate(("PT-lisbon", "ES-malaga"))
]


async def test_impressions_are_kept_in_order(database: Database):
    store = SqlRecommendationStore(database)
    ids = await store.record(SHOWN, now=NOW)
    assert all(re.fullmatch(r"re_[\w-]{16}", one) for one in ids)
    async with database.read() as session:
        rows = {row.id: row for row in await session.execute(select(recommendations))}
    assert [(rows[one].destination, rows[one].position) for one in ids] == [("PT-lisbon", 0), ("ES-malaga", 1)]
    assert (rows[ids[1]].score, rows[ids[1]].parts, rows[ids[1]].created) == (0.8, {"similarity": 0.71}, NOW)
    assert await store.record([], now=NOW) == []


async def test_the_latest_outcome_of_a_kind_counts(database: Database):
    store = SqlRecommendationStore(database)
    first, second = await store.record(SHOWN, now=NOW)
    later = NOW + timedelta(hours=1)
    await store.outcome(first, "liked", now=NOW)
    await store.outcome(first, "liked", now=later)
    for kind in OUTCOMES:
        await store.outcome(second, kind, now=NOW)
    assert await count(database, feedback) == 1 + len(OUTCOMES)
    async with database.read() as session:
        assert await session.scalar(select(feedback.c.at).where(feedback.c.recommendation == first)) == later


async def test_outcomes_of_nothing_and_of_unknown_kinds(database: Database):
    store = SqlRecommendationStore(database)
    (first, _) = await store.record(SHOWN, now=NOW)
    with pytest.raises(NoSuchRecommendation):
        await store.outcome("re_unknown", "liked", now=NOW)
    with pytest.raises(ValueError, match="loved"):
        await store.outcome(first, "loved", now=NOW)
