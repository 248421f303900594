"""What is sent to messengers: in each one's order, with a lease, in parts, not at night, never lost by a kill."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.deliveries import LEASE, Lost, SqlDeliveries
from db.engine import Database, open_database
from db.outbox import SqlOutbox
from db.tables import channel_addresses, conversations, outbox
from tests.db.accounts import sign_in
from tests.db.messengers import BOTH, HOUR, JAN, MARTA, MINUTE, ON_SLACK, SECOND, Post
from tests.db.samples import NOW, count


async def test_an_answer_goes_where_the_message_came_from(post: Post):
    await post.answered(MARTA, "marta", "m1", "one", "two")
    one = await post.next()
    assert one is not None
    assert (one.channel, one.sender, one.address) == (*MARTA, {"chat": "4711"})
    assert (one.message_id, one.replies, one.push, one.sent, one.attempts) == (
        "m1",
        [{"text": "one"}, {"text": "two"}],
        None,
        0,
        1,
    )
    assert post.rung == 1


async def test_the_web_and_who_was_never_met_get_nothing(post: Post, database: Database):
    await post.talks.open("c", "web", "en-GB", "UTC", NOW)
    for message, who in (("m1", None), ("m2", ("webhook", "key:a"))):
        await post.talks.receive("c", message, {"text": "hello"}, NOW, who)
        await post.talks.answer("c", message, [{"text": "hi"}], NOW)
    assert await post.pushed("c", "booking", "Booked") is not None
    assert (await count(database, outbox), post.rung) == (0, 0)


async def test_an_answer_is_queued_once_however_often_it_is_given(post: Post):
    await post.answered(MARTA, "marta", "m1", "first")
    await post.answered(MARTA, "marta", "m1", "second")
    assert await post.all_texts() == ["first"]


async def test_each_recipients_order_holds_and_they_do_not_wait_for_each_other(post: Post):
    await post.meet(JAN, "jan")
    for n in range(3):
        await post.answered(MARTA, "marta", f"m{n}", f"marta {n}")
    await post.answered(JAN, "jan", "j", "jan 0")
    first, second = await post.next(), await post.next()
    assert first is not None
    assert second is not None
    assert [one.replies[0]["text"] for one in (first, second)] == ["marta 0", "jan 0"]
    assert await post.next() is None
    await post.deliveries.done(first)
    assert await post.all_texts() == ["marta 1", "marta 2"]


async def test_one_that_is_tried_again_holds_up_those_behind_it(post: Post):
    for n in range(2):
        await post.answered(MARTA, "marta", f"m{n}", str(n))
    first = await post.next()
    assert first is not None
    await post.deliveries.later(first, until=NOW + MINUTE, error="status 500")
    assert await post.next(NOW + MINUTE - SECOND) is None
    assert await post.all_texts(NOW + MINUTE) == ["0", "1"]


async def test_nobody_else_gets_it_during_the_lease(post: Post):
    await post.answered(MARTA, "marta", "m1", "one")
    first = await post.next()
    assert await post.next(NOW + LEASE - SECOND) is None
    again = await post.next(NOW + LEASE)
    assert first is not None
    assert again is not None
    assert (again.id, again.attempts) == (first.id, 2)


async def test_who_has_lost_the_lease_changes_nothing_any_more(post: Post, database: Database):
    await post.answered(MARTA, "marta", "m1", "one")
    first = await post.next()
    second = await post.next(NOW + LEASE)
    assert first is not None
    assert second is not None
    late = NOW + LEASE
    for call in (
        post.deliveries.progress(first, 1, now=late),
        post.deliveries.done(first),
        post.deliveries.later(first, until=late, error="late"),
        post.deliveries.bury(first, now=late, error="late"),
    ):
        with pytest.raises(Lost):
            await call
    await post.deliveries.done(second)
    assert await post.next(NOW + HOUR) is None
    async with database.read() as session:
        row = (await session.execute(select(outbox))).one()
    assert (row.done, row.payload) == (True, {})


async def test_killed_in_the_middle_it_goes_on_behind_the_last_part(post: Post):
    await post.answered(MARTA, "marta", "m1", "one", "two", "three")
    first = await post.next()
    assert first is not None
    half = NOW + LEASE - SECOND
    await post.deliveries.progress(first, 2, now=half)
    # The gateway ends here. The lease has begun anew with the part.
    assert await post.next(NOW + LEASE) is None
    again = await post.next(half + LEASE)
    assert again is not None
    assert (again.sent, again.replies) == (2, first.replies)


async def test_killed_between_sending_and_noting_it_is_sent_once_more_and_then_never(post: Post):
    await post.answered(MARTA, "marta", "m1", "one")
    assert await post.next() is not None
    assert await post.all_texts(NOW + LEASE) == ["one"]
    assert await post.all_texts(NOW + HOUR) == []


async def test_after_a_day_it_is_dead_and_those_behind_it_go_on(post: Post):
    await post.answered(MARTA, "marta", "m1", "old")
    first = await post.next()
    assert first is not None
    await post.deliveries.later(first, until=NOW + HOUR, error="status 500")
    day = NOW + timedelta(days=1)
    await post.answered(MARTA, "marta", "m2", "new", now=day)
    assert await post.all_texts(day) == ["new"]
    (dead,) = await SqlOutbox(post.database).unsent(now=day, dead=True)
    assert (dead.id, dead.error) == (first.id, "status 500")


async def test_what_can_never_be_sent_is_dead_at_once(post: Post):
    for n in range(2):
        await post.answered(MARTA, "marta", f"m{n}", str(n))
    first = await post.next()
    assert first is not None
    later = NOW + timedelta(seconds=1)
    await post.deliveries.bury(first, now=later, error="status 400")
    assert await post.next(NOW) is None
    assert await post.all_texts(later) == ["1"]
    assert [one.error for one in await SqlOutbox(post.database).unsent(now=later, dead=True)] == ["status 400"]


async def test_mails_and_deliveries_do_not_take_each_other(post: Post):
    await post.answered(MARTA, "marta", "m1", "one")
    await sign_in(post.database)
    assert [one.kind for one in await SqlOutbox(post.database).claim(now=NOW)] == ["sign_in_code"]
    assert await post.all_texts() == ["one"]


async def test_only_channels_that_are_served_are_claimed(post: Post):
    await post.meet(ON_SLACK, "slack")
    await post.answered(ON_SLACK, "slack", "m1", "one")
    assert await post.deliveries.claim(["telegram"], now=NOW) is None
    assert await post.deliveries.claim([], now=NOW) is None
    assert await post.deliveries.claim(["slac_"], now=NOW) is None
    assert await post.deliveries.claim(["slack"], now=NOW) is not None


async def test_two_gateways_never_get_the_same(post: Post, database: Database, url: str):
    people = [("telegram", str(n)) for n in range(20)]
    for who in people:
        await post.meet(who, f"talk-{who[1]}")
        for n in range(2):
            await post.answered(who, f"talk-{who[1]}", f"m{n}", f"{who[1]}.{n}")
    other = open_database(url)
    sent: list[str] = []

    async def gateway(deliveries: SqlDeliveries) -> None:
        while (one := await deliveries.claim(BOTH, now=NOW)) is not None:
            sent.append(one.replies[0]["text"])
            await asyncio.sleep(0.001)
            await deliveries.done(one)

    both = (SqlDeliveries(database), SqlDeliveries(other))
    await asyncio.gather(*(gateway(both[n % 2]) for n in range(4)))
    await other.close()
    assert sorted(sent) == sorted(f"{who[1]}.{n}" for who in people for n in range(2))
    assert all(sent.index(f"{who[1]}.0") < sent.index(f"{who[1]}.1") for who in people)


async def test_of_a_recipient_that_is_named_only_theirs_is_claimed(post: Post):
    await post.meet(JAN, "jan")
    await post.answered(MARTA, "marta", "m1", "marta")
    await post.answered(JAN, "jan", "m1", "jan")
    one = await post.next(recipient="telegram:4712")
    assert one is not None
    assert one.replies == [{"text": "jan"}]


async def test_who_has_blocked_us_gets_nothing_until_they_write_again(post: Post, database: Database):
    for n in range(2):
        await post.answered(MARTA, "marta", f"m{n}", str(n), now=NOW + SECOND)
    first = await post.next(NOW + SECOND)
    assert first is not None
    await post.deliveries.unreachable(first, now=NOW + SECOND)
    assert await post.pushed("marta", "booking", "Booked", NOW + SECOND) is not None
    assert await post.all_texts(NOW + MINUTE) == []
    await post.addresses.meet(*MARTA, {"chat": "new"}, now=NOW + MINUTE)
    await post.pushed("marta", "booking", "Booked again", NOW + MINUTE)
    assert await post.all_texts(NOW + MINUTE) == ["Booked again"]
    async with database.read() as session:
        row = (await session.execute(select(channel_addresses))).one()
    assert (row.unreachable_since, row.address) == (None, {"chat": "new"})


async def test_who_has_just_written_is_not_taken_for_gone(post: Post, database: Database):
    await post.answered(MARTA, "marta", "m1", "one")
    first = await post.next()
    assert first is not None
    await post.addresses.meet(*MARTA, {"chat": "4711"}, now=NOW + MINUTE)
    await post.deliveries.unreachable(first, now=NOW + MINUTE + SECOND)
    assert await count(database, channel_addresses, channel_addresses.c.unreachable_since.is_not(None)) == 0


async def test_with_a_conversation_goes_all_that_is_to_be_sent_because_of_it(post: Post, database: Database):
    await post.answered(MARTA, "marta", "m1", "one")
    async with database.write() as session:
        await session.execute(conversations.delete().where(conversations.c.id == "marta"))
    assert await post.next() is None
    assert [await count(database, table) for table in (outbox, channel_addresses)] == [0, 0]


async def test_an_answer_to_somebody_who_has_left_the_conversation_still_goes_to_them(post: Post):
    await post.talks.receive("marta", "m1", {"text": "unlink"}, NOW, MARTA)
    await post.meet(JAN, "jan")
    async with post.database.write() as session:
        this = channel_addresses.update().where(channel_addresses.c.sender == "4711")
        await session.execute(this.values(conversation="jan"))
    await post.talks.answer("marta", "m1", [{"text": "unlinked"}], NOW)
    one = await post.next()
    assert one is not None
    assert one.sender == "4711"


async def test_whoever_writes_first_is_in_their_own_conversation_from_then_on(post: Post):
    assert await post.addresses.meet(*JAN, {"chat": "4712"}, now=NOW) is None
    await post.talks.open("jan", "telegram", "en-GB", "UTC", NOW)
    await post.talks.receive("jan", "m1", {"text": "hello"}, NOW, JAN)
    assert await post.addresses.meet(*JAN, {"chat": "4712"}, now=NOW) == "jan"
    assert await post.addresses.conversation_of(*JAN) == "jan"
    assert await post.addresses.conversation_of("slack", "4712") is None
