"""Links in memory do what the real ones do."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.addresses import SqlAddresses
from db.engine import migrate, open_database
from db.people import SqlAccounts, SqlLinks
from db.talk import SqlConversationStore
from tests.db.accounts import sign_in
from tests.fakes.people import MemoryAccounts, MemoryLinks
from tests.fakes.stores import MemoryBookingStore
from travel.account.ports import Links
from travel.account.profile import Profile
from travel.errors import BadCode, NotYours

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HERE = "conversation-of-marta"
PHONE, TABLET = ("telegram", "1"), ("telegram", "2")


@dataclass
class Case:
    """An account with a conversation; both devices have written before."""

    links: Links
    user: str


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("links") / "empty.sqlite"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(params=["memory", "sql"])
async def case(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> AsyncIterator[Case]:
    if request.param == "memory":
        accounts = MemoryAccounts(MemoryBookingStore())
        accounts.profiles["u"] = Profile("u", "marta@example.org", NOW, 1)
        accounts.conversation_of[HERE] = "u"
        yield Case(MemoryLinks(accounts, {"telegram": "a_bot"}), "u")
        return
    path = tmp_path / "links.sqlite"
    shutil.copy(migrated, path)
    database = open_database(f"sqlite:///{path}")
    user, talks, addresses = await sign_in(database), SqlConversationStore(database), SqlAddresses(database)
    await talks.open(HERE, "web", "en-GB", "UTC", NOW, user=user)
    for who in (PHONE, TABLET):
        await addresses.meet(*who, {}, now=NOW)
    await addresses.introduce("telegram", "a_bot", now=NOW)
    assert await SqlAccounts(database).conversations(user) == [HERE]
    yield Case(SqlLinks(database), user)
    await database.close()


async def test_a_code_is_for_one_sender_and_repeatable_by_them(case: Case):
    code = await case.links.issue(case.user, HERE, now=NOW)
    first = await case.links.redeem(f" {code.lower()}", *PHONE, now=NOW)
    again = await case.links.redeem(code, *PHONE, now=NOW)
    assert (first.user, first.conversation, first.new, again.new) == (case.user, HERE, True, False)
    with pytest.raises(BadCode):
        await case.links.redeem(code, *TABLET, now=NOW)
    assert list(await case.links.channels(case.user)) == ["telegram"]


async def test_only_the_newest_code_is_good_and_not_for_long(case: Case):
    old, new = [await case.links.issue(case.user, HERE, now=NOW) for _ in range(2)]
    for code, now in ((old, NOW), (new, NOW + timedelta(minutes=10))):
        with pytest.raises(BadCode):
            await case.links.redeem(code, *PHONE, now=now)


async def test_a_code_is_for_ones_own_conversation(case: Case):
    with pytest.raises(NotYours):
        await case.links.issue(case.user, "of-somebody-else", now=NOW)


async def test_unlinking_ends_links_and_codes(case: Case):
    for who in (PHONE, TABLET):
        await case.links.redeem(await case.links.issue(case.user, HERE, now=NOW), *who, now=NOW)
    unused = await case.links.issue(case.user, HERE, now=NOW)
    assert list(await case.links.unlink(case.user, "slack", now=NOW)) == []
    assert list(await case.links.unlink(case.user, "telegram", now=NOW)) == ["telegram"]
    assert (list(await case.links.channels(case.user)), list(await case.links.unlink(case.user, now=NOW))) == ([], [])
    with pytest.raises(BadCode):
        await case.links.redeem(unused, *PHONE, now=NOW)


async def test_bots_are_told_and_nobody_leaves_by_an_unknown_message(case: Case):
    assert dict(await case.links.bots()) == {"telegram": "a_bot"}
    assert not await case.links.leave(HERE, "unknown", now=NOW)
