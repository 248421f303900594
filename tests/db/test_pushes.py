"""What travellers did not ask for: on the messenger used last, not at night, not what they have muted, once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

from db.engine import Database
from db.people import SqlAccounts
from db.tables import outbox
from tests.db.accounts import sign_in
from tests.db.messengers import HOUR, MARTA, MINUTE, NIGHT, ON_SLACK, SECOND, Post
from tests.db.samples import NOW, count
from travel.account.profile import ProfileChange


async def test_pushes_go_to_the_address_used_last(post: Post):
    await post.addresses.meet(*ON_SLACK, {"channel": "D1"}, now=NOW + SECOND)
    await post.talks.receive("marta", "s1", {"text": "hi"}, NOW + SECOND, ON_SLACK)
    await post.pushed("marta", "reminder", "Tomorrow")
    await post.addresses.meet(*MARTA, {"chat": "4711"}, now=NOW + MINUTE)
    await post.pushed("marta", "reminder", "Today")
    found = [await post.next(), await post.next()]
    assert [(one.channel, one.replies[0]["text"], one.push) for one in found if one] == [
        ("slack", "Tomorrow", "reminder"),
        ("telegram", "Today", "reminder"),
    ]


async def test_what_others_read_along_gets_answers_and_no_pushes(post: Post):
    group = ("telegram", "-100:4711")
    await post.meet(group, "group", NOW + MINUTE, private=False)
    assert await post.pushed("group", "booking", "Booked") is not None
    await post.pushed("group", "answer", "Late answer")
    assert await post.all_texts(NOW + MINUTE) == ["Late answer"]


async def test_a_late_answer_goes_to_whoever_has_spoken_last(post: Post):
    await post.pushed("marta", "answer", "to telegram")
    await post.talks.receive("marta", "w1", {"text": "on the web"}, NOW)
    await post.pushed("marta", "answer", "to the web")
    assert await post.all_texts() == ["to telegram"]


async def test_a_push_with_an_id_is_kept_and_sent_once(post: Post):
    ids = await asyncio.gather(*(post.pushed("marta", "price", "Cheaper", message_id="p_1") for _ in range(5)))
    assert sorted(one for one in ids if one) == ["p_1"]
    assert await post.all_texts() == ["Cheaper"]


async def test_at_night_pushes_wait_and_answers_do_not(post: Post):
    await post.pushed("marta", "price", "Cheaper", NIGHT)
    await post.answered(MARTA, "marta", "m1", "Good evening", now=NIGHT)
    await post.pushed("marta", "answer", "Found it", NIGHT)
    assert await post.all_texts(NIGHT) == ["Good evening", "Found it"]
    eight = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    assert await post.all_texts(eight - SECOND) == []
    assert await post.all_texts(eight) == ["Cheaper"]


async def test_a_push_of_the_evening_that_comes_too_late_waits_as_well(post: Post):
    evening = NIGHT - 2 * HOUR
    await post.pushed("marta", "booking", "Booked", evening)
    first = await post.next(evening)
    assert first is not None
    await post.deliveries.later(first, until=NIGHT, error="status 500")
    await post.answered(MARTA, "marta", "m1", "Good evening", now=NIGHT)
    assert await post.all_texts(NIGHT) == ["Good evening"]
    assert await post.all_texts(NIGHT + 9 * HOUR) == ["Booked"]


async def account(post: Post, **preferences: Any) -> str:
    accounts, user = SqlAccounts(post.database), await sign_in(post.database)
    await accounts.bind(user, "marta", now=NOW)
    await accounts.change(user, ProfileChange(preferences=preferences), now=NOW)
    return user


async def test_the_hours_of_the_profile_count(post: Post):
    await account(post, quiet_hours="12-14")
    await post.pushed("marta", "price", "Cheaper", NIGHT)
    assert await post.all_texts(NIGHT) == ["Cheaper"]
    await post.pushed("marta", "price", "Again", NOW)
    assert await post.all_texts(NOW) == []
    assert await post.all_texts(NOW + HOUR) == ["Again"]


async def test_without_quiet_hours_the_night_is_like_the_day(post: Post):
    await account(post, quiet_hours="off")
    await post.pushed("marta", "price", "Cheaper", NIGHT)
    assert await post.all_texts(NIGHT) == ["Cheaper"]


async def test_what_is_muted_is_never_sent_also_when_it_was_queued_before(post: Post, database: Database):
    user = await account(post)
    await post.pushed("marta", "reminder", "Tomorrow", NIGHT)
    assert await post.all_texts(NIGHT) == []
    await SqlAccounts(database).change(user, ProfileChange(preferences={"mute": ["reminder"]}), now=NOW)
    await post.pushed("marta", "booking", "Booked", NIGHT + 9 * HOUR)
    assert await post.all_texts(NIGHT + 9 * HOUR) == ["Booked"]
    assert await count(database, outbox, outbox.c.kind == "channel", ~outbox.c.done) == 0


async def test_an_account_is_reached_where_it_was_used_last(post: Post):
    user = await account(post)
    await post.talks.open("laptop", "web", "en-GB", "UTC", NOW, user=user)
    assert await post.addresses.reached_in("laptop", user) == "marta"
    assert await post.addresses.reached_in("laptop", None) is None
    assert await post.addresses.reached_in("marta", None) == "marta"
    await post.meet(ON_SLACK, "slack", NOW + MINUTE)
    await SqlAccounts(post.database).bind(user, "slack", now=NOW)
    assert await post.addresses.reached_in("laptop", user) == "slack"
