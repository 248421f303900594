"""What is sent to messengers: in each one's order, with a lease, in parts, not at night, never lost by a kill."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from db.addresses import SqlAddresses
from db.deliveries import LEASE, Lost, Queued, SqlDeliveries
from db.engine import Database, open_database
from db.outbox import SqlOutbox
from db.people import SqlAccounts
from db.tables import channel_addresses, conversations, outbox
from db.talk import SqlConversationStore
from tests.db.accounts import sign_in
from tests.db.samples import NOW, count
from travel.account.profile import ProfileChange

MARTA, JAN = ("telegram", "4711"), ("telegram", "4712")
ON_SLACK = ("slack", "T1:U1")
BOTH = ("telegram", "slack")
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
NIGHT = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
"""Half past eleven in Berlin."""


class Post:
    """One database's messengers; ``who`` writes, is answered, and gets pushes."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.rung = 0
        self.talks = SqlConversationStore(database, queued=self._ring)
        self.addresses = SqlAddresses(database)
        self.deliveries = SqlDeliveries(database)

    def _ring(self) -> None:
        self.rung += 1

    async def meet(self, who: tuple[str, str], talk: str, now: datetime = NOW, **address: Any) -> None:
        await self.addresses.meet(*who, {"chat": who[1], **address}, now=now)
        await self.talks.open(talk, who[0], "en-GB", "Europe/Berlin", now)
        await self.talks.receive(talk, f"hello {who[1]} {now}", {"text": "hello"}, now, who)

    async def answered(self, who: tuple[str, str], talk: str, message: str, *texts: str, now: datetime = NOW) -> None:
        await self.talks.receive(talk, message, {"text": message}, now, who)
        await self.talks.answer(talk, message, [{"text": one} for one in texts], now)

    async def pushed(self, talk: str, kind: Any, text: str, now: datetime = NOW, **more: Any) -> str | None:
        return await self.talks.push(talk, [{"text": text}], now, kind=kind, **more)

    async def next(self, now: datetime = NOW, **more: Any) -> Queued | None:
        return await self.deliveries.claim(BOTH, now=now, **more)

    async def all_texts(self, now: datetime = NOW) -> list[str]:
        """Everything that can be sent now, sent."""
        texts = []
        while (one := await self.next(now)) is not None:
            texts += [reply["text"] for reply in one.replies]
            await self.deliveries.done(one)
        return texts


@pytest.fixture
async def post(database: Database) -> Post:
    opened = Post(database)
    await opened.meet(MARTA, "marta")
    return opened


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
    await post.deliveries.bury(first, now=NOW, error="status 400")
    assert await post.all_texts() == ["1"]
    assert [one.error for one in await SqlOutbox(post.database).unsent(now=NOW, dead=True)] == ["status 400"]


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


async def test_an_account_is_reached_where_it_was_used_last(post: Post):
    user = await account(post)
    await post.talks.open("laptop", "web", "en-GB", "UTC", NOW, user=user)
    assert await post.addresses.reached_in("laptop", user) == "marta"
    assert await post.addresses.reached_in("laptop", None) is None
    assert await post.addresses.reached_in("marta", None) == "marta"
    await post.meet(ON_SLACK, "slack", NOW + MINUTE)
    await SqlAccounts(post.database).bind(user, "slack", now=NOW)
    assert await post.addresses.reached_in("laptop", user) == "slack"
