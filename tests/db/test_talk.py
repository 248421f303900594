"""Messages are received once and answered once; choices are taken once."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Database, open_database
from db.tables import choices, conversations
from db.talk import (
    ChoicePayload,
    ExpiredChoice,
    Known,
    NoSuchMessage,
    SqlConversationStore,
    UnknownChoice,
    UsedChoice,
    issue,
)
from tests.db.samples import NOW, count

MINUTE = timedelta(minutes=1)
CHEAPEST = ChoicePayload("Cheapest direct", "refine_search", [{"entity": "nonstop", "value": True}])
HELLO = [{"text": "Hello"}, {"text": "Where to?"}]


@pytest.fixture
async def store(database: Database) -> SqlConversationStore:
    store = SqlConversationStore(database)
    for conversation in ("c", "d"):
        await store.open(conversation, "web", "en-GB", "Europe/Berlin", NOW)
    return store


async def test_a_conversation_is_opened_once_and_then_brought_up_to_date(
    store: SqlConversationStore, database: Database
):
    assert await store.find("e") is None
    assert await store.find("c") == Known("web", "en-GB", "Europe/Berlin")
    await store.open("c", "web", "de-DE", "Europe/Vienna", NOW + MINUTE)
    async with database.read() as session:
        row = (await session.execute(select(conversations).where(conversations.c.id == "c"))).one()
    assert (row.locale, row.time_zone, row.created, row.last_seen) == ("de-DE", "Europe/Vienna", NOW, NOW + MINUTE)


async def test_a_redelivered_message_gets_the_first_answer(store: SqlConversationStore):
    first = await store.receive("c", "m1", {"text": "hi"}, NOW)
    assert (first.new, first.state, first.replies) == (True, "waiting", [])
    early = await store.receive("c", "m1", {"text": "hi"}, NOW)
    assert (early.new, early.state, early.replies) == (False, "waiting", [])
    assert await store.answer("c", "m1", HELLO, NOW) == HELLO
    late = await store.receive("c", "m1", {"text": "hi"}, NOW)
    assert (late.new, late.state, late.replies) == (False, "answered", HELLO)


async def test_what_waits_in_a_conversation_comes_in_its_order(store: SqlConversationStore):
    for message, seconds in (("m1", 2), ("m2", 1), ("m3", 3)):
        await store.receive("c", message, {"text": message}, NOW + timedelta(seconds=seconds))
    await store.receive("d", "m1", {"text": "other"}, NOW)
    await store.answer("c", "m2", HELLO, NOW)
    assert [one.message_id for one in await store.waiting("c")] == ["m1", "m3"]
    assert (await store.waiting("c"))[0].body == {"text": "m1"}
    assert (await store.waiting("c"))[0].received == NOW + timedelta(seconds=2)


async def test_a_message_id_counts_within_its_conversation(store: SqlConversationStore):
    await store.receive("c", "m1", {"text": "hi"}, NOW)
    assert (await store.receive("d", "m1", {"text": "hi"}, NOW)).new


async def test_one_of_many_deliveries_at_once_is_new(store: SqlConversationStore):
    arrivals = await asyncio.gather(*(store.receive("c", "m1", {"text": "hi"}, NOW) for _ in range(12)))
    assert sum(one.new for one in arrivals) == 1


async def test_the_first_of_two_answers_counts(store: SqlConversationStore, database: Database):
    await store.receive("c", "m1", {"text": "hi"}, NOW)
    await store.answer("c", "m1", HELLO, NOW)
    assert await store.answer("c", "m1", [{"text": "Late"}], NOW, issue([CHEAPEST])) == HELLO
    assert await count(database, choices) == 0


async def test_an_answer_to_nothing(store: SqlConversationStore):
    with pytest.raises(NoSuchMessage):
        await store.answer("c", "m9", HELLO, NOW)


async def test_receiving_marks_the_conversation_as_seen(store: SqlConversationStore, database: Database):
    await store.receive("c", "m1", {"text": "hi"}, NOW + MINUTE)
    async with database.read() as session:
        seen = dict((await session.execute(select(conversations.c.id, conversations.c.last_seen))).all())
    assert seen == {"c": NOW + MINUTE, "d": NOW}


async def test_history_page_by_page(store: SqlConversationStore):
    for n in range(5):
        await store.receive("c", f"m{n}", {"text": f"said {n}"}, NOW + n * MINUTE)
        await store.answer("c", f"m{n}", [{"text": f"answer {n}"}], NOW + n * MINUTE)
    await store.push("c", [{"text": "Price fell"}], NOW + 5 * MINUTE)
    await store.receive("d", "m0", {"text": "elsewhere"}, NOW)

    newest = await store.history("c", limit=5)
    assert [one.get("text") or one["reply"]["text"] for one in newest] == [
        "said 3",
        "answer 3",
        "said 4",
        "answer 4",
        "Price fell",
    ]
    assert [one["role"] for one in newest[-3:]] == ["traveller", "assistant", "assistant"]
    assert newest[0]["at"] == NOW + 3 * MINUTE
    assert newest[-1]["message_id"].startswith("p_")
    older = await store.history("c", newest[0]["cursor"], limit=5)
    assert [one["message_id"] for one in older] == ["m1", "m1", "m2", "m2"]
    oldest = await store.history("c", older[0]["cursor"], limit=5)
    assert [one["message_id"] for one in oldest] == ["m0", "m0"]
    assert await store.history("c", oldest[0]["cursor"]) == []


async def test_a_turn_longer_than_a_page_is_shown_whole(store: SqlConversationStore):
    await store.receive("c", "m1", {"text": "hi"}, NOW)
    await store.answer("c", "m1", HELLO, NOW)
    assert len(await store.history("c", limit=1)) == 3


@pytest.mark.parametrize("cursor", ["", "x", "-1", "1.5", "٣", "9" * 30])
async def test_a_cursor_not_of_ours(store: SqlConversationStore, cursor: str):
    with pytest.raises(ValueError, match="cursor"):
        await store.history("c", cursor)


async def test_waiting_messages_are_claimed_in_order_one_of_a_conversation(store: SqlConversationStore):
    for conversation, message in (("c", "m1"), ("c", "m2"), ("d", "m3")):
        await store.receive(conversation, message, {"text": message}, NOW)
    assert await store.pending(now=NOW + MINUTE, older_than=MINUTE) == []
    now = NOW + 2 * MINUTE
    first = await store.pending(now=now, older_than=MINUTE, lease=MINUTE)
    assert [(one.conversation, one.message_id) for one in first] == [("c", "m1"), ("d", "m3")]
    assert (first[0].channel, first[0].time_zone, first[0].body) == ("web", "Europe/Berlin", {"text": "m1"})
    assert await store.pending(now=now, older_than=MINUTE) == []
    await store.answer("c", "m1", HELLO, now)
    assert [one.message_id for one in await store.pending(now=now, older_than=MINUTE, lease=MINUTE)] == ["m2"]
    again = await store.pending(now=now + MINUTE, older_than=MINUTE)
    assert [one.message_id for one in again] == ["m2", "m3"]


async def test_a_message_of_yesterday_is_given_up_and_blocks_nothing(store: SqlConversationStore):
    await store.receive("c", "m1", {"text": "hi"}, NOW - timedelta(days=1))
    await store.receive("c", "m2", {"text": "hi"}, NOW)
    assert [one.message_id for one in await store.pending(now=NOW + 2 * MINUTE, older_than=MINUTE)] == ["m2"]


async def test_two_gateways_never_claim_the_same(store: SqlConversationStore, database: Database, url: str):
    for n in range(40):
        await store.open(f"c{n}", "web", "en-GB", "UTC", NOW)
        await store.receive(f"c{n}", "m", {"text": "hi"}, NOW)
    other = open_database(url)
    stores = [store, SqlConversationStore(other)]
    now = NOW + 2 * MINUTE
    claims = await asyncio.gather(*(stores[n % 2].pending(now=now, older_than=MINUTE, limit=5) for n in range(12)))
    claims.append(await store.pending(now=now, older_than=MINUTE, limit=40))
    got = [one.conversation for claim in claims for one in claim]
    assert len(got) == len(set(got)) == 40
    await other.close()


async def test_a_choice_is_taken_once_but_again_by_the_same_message(store: SqlConversationStore):
    await store.receive("c", "m1", {"text": "hi"}, NOW)
    (issued,) = issue([CHEAPEST])
    assert re.fullmatch(r"c_[\w-]{16}", issued.token)
    await store.answer("c", "m1", [{"choices": [{"value": issued.token}]}], NOW, [issued])
    await store.receive("c", "m2", {"choice": issued.token}, NOW)
    assert await store.take_choice("c", issued.token, NOW, message_id="m2") == CHEAPEST
    assert await store.take_choice("c", issued.token, NOW, message_id="m2") == CHEAPEST
    with pytest.raises(UsedChoice):
        await store.take_choice("c", issued.token, NOW, message_id="m3")
    assert (await store.history("c"))[-1].get("text") == "Cheapest direct"


async def test_a_choice_tapped_by_two_messages_at_once(store: SqlConversationStore):
    (token,) = await store.store_choices("c", [CHEAPEST], NOW)
    taps = (store.take_choice("c", token, NOW, message_id=f"m{n}") for n in range(8))
    done = await asyncio.gather(*taps, return_exceptions=True)
    assert sum(one == CHEAPEST for one in done) == 1
    assert sum(isinstance(one, UsedChoice) for one in done) == 7


async def test_foreign_unknown_and_old_choices_are_refused(store: SqlConversationStore):
    first, second = await store.store_choices("c", [CHEAPEST, CHEAPEST], NOW)
    assert first != second
    for conversation, token in (("d", first), ("c", "c_unknown")):
        with pytest.raises(UnknownChoice):
            await store.take_choice(conversation, token, NOW, message_id="m")
    week = NOW + timedelta(days=7)
    with pytest.raises(ExpiredChoice):
        await store.take_choice("c", first, week, message_id="m")
    assert await store.take_choice("c", second, week - MINUTE, message_id="m") == CHEAPEST


async def test_choices_of_a_push_can_be_taken(store: SqlConversationStore):
    issued = issue([CHEAPEST])
    await store.push("c", [{"text": "Price fell"}], NOW, issued)
    assert await store.take_choice("c", issued[0].token, NOW, message_id="m") == CHEAPEST
