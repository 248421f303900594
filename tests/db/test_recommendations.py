"""Impressions and their outcomes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Database
from db.recommendations import OUTCOMES, UNKNOWN, NoSuchRecommendation, SqlRecommendationStore
from db.tables import feedback, recommendations
from tests.db.samples import NOW, count
from travel.booking.bookings import Owner
from travel.recommendations import Impression, Reaction, Reactions

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


def shown_to(conversation: str, user: str | None = None, destination: str = "PT-lisbon") -> Impression:
    return Impression(conversation, user, "warm", destination, 0, 0.9, {}, "v1")


async def test_only_whom_it_was_shown_to_says_what_came_of_it(database: Database):
    store = SqlRecommendationStore(database)
    guests, ours, nobodys = await store.record([shown_to("c1"), shown_to("c2", "u1"), shown_to(UNKNOWN)], now=NOW)
    for impression, owner in (
        (guests, Owner("c1")),
        (ours, Owner("c2")),
        (ours, Owner("another", "u1")),
        (nobodys, Owner(UNKNOWN)),
        (nobodys, Owner("c1")),
    ):
        await store.outcome(impression, "opened", now=NOW, owner=owner)
    for impression, owner in ((guests, Owner("c2", "u1")), (guests, Owner(UNKNOWN)), (ours, Owner("c1", "u2"))):
        with pytest.raises(NoSuchRecommendation):
            await store.outcome(impression, "opened", now=NOW, owner=owner)
        with pytest.raises(NoSuchRecommendation):
            await store.take_back(impression, "liked", owner=owner)


async def test_what_was_liked_is_saved_once_until_it_is_disliked_or_taken_back(database: Database):
    store, marta = SqlRecommendationStore(database), Owner("c1", "u1")
    lisbon, again, malaga, foreign = await store.record(
        [shown_to("c1"), shown_to("c0", "u1"), shown_to("c1", destination="ES-malaga"), shown_to("c2", "u2")], now=NOW
    )
    for minute, impression in enumerate((lisbon, malaga, again, foreign)):
        await store.outcome(impression, "liked", now=NOW + timedelta(minutes=minute))
    saved = await store.saved(marta)
    assert [(one.id, one.destination) for one in saved] == [(again, "PT-lisbon"), (malaga, "ES-malaga")]
    assert (saved[0].query, saved[0].score, saved[0].at) == ("warm", 0.9, NOW + timedelta(minutes=2))
    await store.outcome(malaga, "disliked", now=NOW + timedelta(hours=1))
    assert [one.id for one in await store.saved(marta)] == [again]
    for _ in range(2):
        await store.take_back(again, "liked", owner=marta)
    assert await store.saved(marta) == []
    assert [one.id for one in await store.saved(Owner("c2", "u2"))] == [foreign]
    assert await store.saved(Owner(UNKNOWN)) == []


async def test_the_month_asked_for_is_kept_with_the_day_of_showing(database: Database):
    store = SqlRecommendationStore(database)
    march, any_month = await store.record(
        [replace(shown_to("c1"), month=3), shown_to("c1", None, "ES-malaga")], now=NOW
    )
    for impression in (march, any_month):
        await store.outcome(impression, "liked", now=NOW + timedelta(days=40))
    saved = {one.id: one for one in await store.saved(Owner("c1"))}
    assert (saved[march].month, saved[march].shown, saved[any_month].month) == (3, NOW, None)


async def test_reactions_are_the_latest_word_about_each_destination(database: Database):
    store, marta = SqlRecommendationStore(database), Owner("c1", "u1")
    lisbon, again, malaga, foreign = await store.record(
        [shown_to("c1"), shown_to("c0", "u1"), shown_to("c1", destination="ES-malaga"), shown_to("c2", "u2")], now=NOW
    )
    assert await store.reactions(marta) == Reactions()
    told = ((lisbon, "liked"), (malaga, "liked"), (again, "disliked"), (foreign, "liked"), (malaga, "opened"))
    for minute, (impression, kind) in enumerate(told):
        await store.outcome(impression, kind, now=NOW + timedelta(minutes=minute))
    assert await store.reactions(marta) == Reactions(
        (Reaction("PT-lisbon", "disliked"), Reaction("ES-malaga", "liked"))
    )
    assert await store.reactions(Owner("c2")) == Reactions((Reaction("PT-lisbon", "liked"),))
    assert await store.reactions(Owner(UNKNOWN)) == Reactions()


async def test_strangers_without_a_name_share_nothing(database: Database):
    store, nobody = SqlRecommendationStore(database), Owner(UNKNOWN)
    mine, theirs = await store.record([shown_to(UNKNOWN), shown_to(UNKNOWN)], now=NOW)
    for impression in (mine, theirs):
        await store.outcome(impression, "liked", now=NOW)
    await store.take_back(mine, "liked", owner=nobody)
    async with database.read() as session:
        assert (await session.scalars(select(feedback.c.recommendation))).all() == [theirs]


async def test_what_came_of_a_destination_is_kept_with_its_latest_impression_to_the_owner(database: Database):
    store, marta = SqlRecommendationStore(database), Owner("c1", "u1")
    _, malaga = await store.record([shown_to("c1"), shown_to("c1", destination="ES-malaga")], now=NOW)
    (foreign,) = await store.record([shown_to("c2", "u2", "IT-rome")], now=NOW)
    (latest,) = await store.record([shown_to("c0", "u1")], now=NOW + timedelta(minutes=1))
    assert await store.recommended(marta) == ["PT-lisbon", "ES-malaga"]
    await store.outcome(malaga, "opened", now=NOW + timedelta(minutes=2))
    assert await store.recommended(marta) == ["ES-malaga", "PT-lisbon"]
    for _ in range(2):
        await store.came_of(marta, "PT-lisbon", "searched", now=NOW + timedelta(minutes=3))
        await store.came_of(marta, "IT-rome", "booked", now=NOW + timedelta(minutes=3))
    async with database.read() as session:
        kept = (await session.execute(select(feedback.c.recommendation, feedback.c.kind))).all()
    assert sorted(map(tuple, kept)) == sorted([(malaga, "opened"), (latest, "searched")])
    assert await store.recommended(Owner(UNKNOWN)) == []
    assert foreign


async def test_a_taste_is_forgotten_whole_or_of_one_destination(database: Database):
    store, marta = SqlRecommendationStore(database), Owner("c1", "u1")
    shown = [shown_to("c1"), shown_to("c0", "u1"), shown_to("c1", destination="ES-malaga"), shown_to("c2", "u2")]
    lisbon, again, malaga, foreign = await store.record(shown, now=NOW)
    for impression in (lisbon, again, malaga, foreign):
        await store.outcome(impression, "liked", now=NOW)
    assert [await store.forget_taste(marta, "PT-lisbon") for _ in range(2)] == [1, 0]
    assert (await store.reactions(marta)).liked == ("ES-malaga",)
    assert [await store.forget_taste(marta) for _ in range(2)] == [1, 0]
    assert await store.reactions(marta) == Reactions()
    assert (await store.reactions(Owner("c2", "u2"))).liked == ("PT-lisbon",)
    assert len(await store.recommended(marta)) == 2
