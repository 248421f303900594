"""Keys of programs, and answers that are called back: once, in order, as long as the key is good."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.callbacks import SqlCallbacks
from db.engine import Database
from db.keys import SqlApiKeys, callback_trouble, shown_signing_key, signing_key
from db.outbox import SqlOutbox
from db.tables import api_keys, outbox
from db.talk import SqlConversationStore
from tests.db.samples import NOW, count

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
URL = "https://desk.example.org/answers"
REPLIES = [{"text": "Hello"}]


@pytest.fixture
def keys(database: Database) -> SqlApiKeys:
    return SqlApiKeys(database)


@pytest.fixture
def box(database: Database) -> SqlCallbacks:
    return SqlCallbacks(database)


@pytest.fixture
def store(database: Database) -> SqlConversationStore:
    return SqlConversationStore(database)


async def opened(store: SqlConversationStore, box: SqlCallbacks, key: str, *conversations: str) -> None:
    for one in conversations:
        await store.open(one, "webhook", "en-GB", "UTC", NOW)
        await box.meet(one, key, f"sender of {one}")


async def test_a_key_opens_what_it_may_until_it_is_revoked(keys: SqlApiKeys):
    key, token = await keys.add("Hotel desk", ["chat", "understand"], URL, now=NOW)
    found = await keys.find(token, now=NOW)
    assert found is not None
    assert (found.id, found.name, found.scopes, found.callback) == (key, "Hotel desk", ("chat", "understand"), URL)
    assert await keys.revoke(key, now=NOW + MINUTE)
    assert await keys.revoke(key, now=NOW + DAY)
    assert await keys.find(token, now=NOW + DAY) is None
    (listed,) = await keys.all()
    assert (listed.last_used, listed.revoked) == (NOW, NOW + MINUTE)
    assert not await keys.revoke("unknown", now=NOW)


async def test_the_key_itself_is_stored_nowhere(keys: SqlApiKeys, database: Database):
    _, token = await keys.add("Hotel desk", ["chat"], None, now=NOW)
    async with database.read() as session:
        (row,) = (await session.execute(select(api_keys))).all()
    assert token.rsplit("_", 1)[1] not in str(row)


async def test_other_keys_open_nothing(keys: SqlApiKeys):
    (one, first), (_, second) = [await keys.add(name, ["chat"], None, now=NOW) for name in ("a", "b")]
    mixed = f"tw_{one}_{second.split('_', 2)[2]}"
    for token in (
        "",
        "tw_",
        first[:-1],
        first + "A",
        mixed,
        first.upper(),
        f"Bearer {first}",
        first.replace("_", "\0"),
    ):
        assert await keys.find(token, now=NOW) is None, token


async def test_the_last_use_is_noted_once_a_minute(keys: SqlApiKeys):
    _, token = await keys.add("a", ["chat"], None, now=NOW)
    for after in (0, 59, 60):
        await keys.find(token, now=NOW + timedelta(seconds=after))
        (key,) = await keys.all()
        assert key.last_used == NOW + timedelta(seconds=60 if after == 60 else 0)


async def test_wrong_wishes_for_a_key(keys: SqlApiKeys):
    for name, scopes, callback in (
        (" ", ["chat"], None),
        ("a" * 81, ["chat"], None),
        ("a", [], None),
        ("a", ["chat", "everything"], None),
        ("a", ["chat"], "http://desk.example.org/"),
    ):
        with pytest.raises(ValueError, match=r"key|callback"):
            await keys.add(name, scopes, callback, now=NOW)  # type: ignore[arg-type]
    assert await keys.all() == []


@pytest.mark.parametrize(
    "url", ["https://a.example.org/x?y=1", "https://10.0.0.7:8443", "http://127.0.0.1:9000/x", "http://[::1]/", URL]
)
def test_addresses_that_can_be_called_back(url: str):
    assert callback_trouble(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "desk.example.org",
        "http://desk.example.org",
        "http://10.0.0.1",
        "http://127.0.0.1.example.org",
        "http://169.254.169.254/latest",
        "ftp://desk.example.org",
        "file:///etc/passwd",
        "https://",
        "https://user:password@desk.example.org",
        "https://desk.example.org/#x",
        "https://desk.example.org:port/",
        "https://desk.example.org/ x",
        "https://[",
        "https://desk.example.org/" + "x" * 500,
    ],
)
def test_addresses_that_cannot(url: str):
    assert callback_trouble(url)


def test_every_key_has_a_signing_secret_of_its_own():
    shown = shown_signing_key("a secret of the server", "k1")
    assert shown.startswith("whsec_")
    assert base64.b64decode(shown.removeprefix("whsec_")) == signing_key("a secret of the server", "k1")
    others = {signing_key(secret, key) for secret in ("a secret of the server", "another") for key in ("k1", "k2")}
    assert {len(one) for one in others} == {32}
    assert len(others) == 4


async def test_an_answer_is_queued_with_it_and_once(
    keys: SqlApiKeys, box: SqlCallbacks, store: SqlConversationStore, database: Database
):
    key, _ = await keys.add("a", ["chat"], URL, now=NOW)
    await opened(store, box, key, "c1")
    for name in ("before", "after", "unwanted"):
        await store.receive("c1", name, {"text": "hi"}, NOW, ("webhook", "sender of c1"))
    await box.want("c1", "before", now=NOW)
    await store.answer("c1", "before", REPLIES, NOW)
    await store.answer("c1", "after", [{"text": "Second"}], NOW)
    await box.want("c1", "after", now=NOW)
    await store.answer("c1", "unwanted", REPLIES, NOW)
    for name in ("before", "after"):
        await box.want("c1", name, now=NOW)
    assert await count(database, outbox) == 2
    one = await box.claim(now=NOW)
    assert one is not None
    assert (one.conversation, one.key, one.url, one.sender, one.attempts) == ("c1", key, URL, "sender of c1", 1)
    assert one.payload == {"type": "message.answered", "message_id": "before", "replies": REPLIES}
    assert await SqlOutbox(database).claim(now=NOW) == []


async def test_what_is_pushed_goes_where_the_key_says(keys: SqlApiKeys, box: SqlCallbacks, store: SqlConversationStore):
    with_callback, _ = await keys.add("a", ["chat"], URL, now=NOW)
    without, _ = await keys.add("b", ["chat"], None, now=NOW)
    await opened(store, box, with_callback, "c1")
    await opened(store, box, without, "c2")
    await store.open("c3", "web", "en-GB", "UTC", NOW)
    for one in ("c3", "c2", "c1"):
        await store.push(one, REPLIES, NOW)
    found = await box.claim(now=NOW)
    assert found is not None
    assert (found.conversation, found.payload["type"]) == ("c1", "message.pushed")
    assert await box.claim(now=NOW) is None


async def test_a_conversations_answers_leave_in_order_and_others_do_not_wait(
    keys: SqlApiKeys, box: SqlCallbacks, store: SqlConversationStore, database: Database
):
    key, _ = await keys.add("a", ["chat"], URL, now=NOW)
    await opened(store, box, key, "c1", "c2")
    ids = [await store.push(one, REPLIES, NOW) for one in ("c1", "c1", "c2")]

    async def claim(now=NOW, **options):
        one = await box.claim(now=now, **options)
        return (one, ids.index(one.payload["message_id"])) if one else (None, None)

    first, which = await claim()
    assert which == 0
    assert (await claim(conversation="c1"))[1] is None
    assert (await claim(busy=[key]))[1] is None
    assert (await claim())[1] == 2
    assert (await claim())[1] is None
    mails = SqlOutbox(database)
    await mails.retry(first.id, now=NOW, error="status 503", pause=MINUTE)
    assert (await claim(now=NOW + MINUTE / 2))[1] is None
    again, which = await claim(now=NOW + MINUTE, conversation="c1")
    assert (again.attempts, which) == (2, 0)
    await mails.done(again.id)
    assert (await claim(now=NOW + MINUTE, conversation="c1"))[1] == 1


async def test_a_lease_that_is_over_frees_it(keys: SqlApiKeys, box: SqlCallbacks, store: SqlConversationStore):
    key, _ = await keys.add("a", ["chat"], URL, now=NOW)
    await opened(store, box, key, "c1")
    await store.push("c1", REPLIES, NOW)
    first = await box.claim(now=NOW, lease=MINUTE)
    assert await box.claim(now=NOW + MINUTE / 2) is None
    again = await box.claim(now=NOW + MINUTE)
    assert first is not None
    assert again is not None
    assert (again.id, again.attempts) == (first.id, 2)


async def test_after_a_day_it_is_dead_holds_up_nothing_and_can_be_revived(
    keys: SqlApiKeys, box: SqlCallbacks, store: SqlConversationStore, database: Database
):
    key, _ = await keys.add("a", ["chat"], URL, now=NOW)
    await opened(store, box, key, "c1")
    await store.push("c1", REPLIES, NOW)
    second = await store.push("c1", REPLIES, NOW + MINUTE)
    later = NOW + DAY
    found = await box.claim(now=later)
    assert found is not None
    assert found.payload["message_id"] == second
    mails = SqlOutbox(database)
    (dead,) = await mails.unsent(now=later, dead=True)
    assert len(await mails.unsent(now=later)) == 2
    assert await mails.revive(dead.id, now=later)
    assert not await mails.revive(999, now=later)
    assert await mails.unsent(now=later, dead=True) == []
    revived = await box.claim(now=later)
    assert revived is not None
    assert (revived.id, revived.attempts) == (dead.id, 1)


async def test_a_revoked_key_is_called_no_more(keys: SqlApiKeys, box: SqlCallbacks, store: SqlConversationStore):
    key, _ = await keys.add("a", ["chat"], URL, now=NOW)
    await opened(store, box, key, "c1")
    await store.push("c1", REPLIES, NOW)
    await keys.revoke(key, now=NOW)
    assert await box.claim(now=NOW) is None
