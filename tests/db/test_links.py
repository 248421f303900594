"""Coming to an account from a messenger by a code, and leaving it again."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.addresses import SqlAddresses
from db.bookings import SqlBookingStore
from db.engine import Database
from db.people import SqlAccounts, SqlErasures, SqlLinks
from db.people.links import MAX_PER_USER, MAX_WRONG, _new_code
from db.retention import clean
from db.tables import channel_addresses, conversations, link_codes
from db.talk import SqlConversationStore, SqlSummaries
from tests.db.accounts import JAN_AT, sign_in, talk
from tests.db.samples import NOW, count
from tests.db.traces import book
from travel.booking.bookings import Owner
from travel.errors import BadCode, NoSuchUser, NotYours, TooManyTries

PHONE, WORK = ("telegram", "4711"), ("slack", "T1:U1")
MINUTE = timedelta(minutes=1)
WEB = "conversation-on-the-web"
OWN = "own-of-telegram"


@pytest.fixture
def links(database: Database) -> SqlLinks:
    return SqlLinks(database)


@pytest.fixture
async def user(database: Database) -> str:
    """An account with a conversation on the web; a phone has written from Telegram."""
    await talk(database, WEB)
    account = await sign_in(database)
    await SqlAccounts(database).bind(account, WEB, now=NOW)
    await write(database, PHONE, OWN)
    return account


async def write(database: Database, who: tuple[str, str], conversation: str) -> None:
    talks = SqlConversationStore(database)
    await SqlAddresses(database).meet(*who, {"chat": who[1]}, now=NOW)
    await talks.open(conversation, who[0], "de-DE", "Europe/Berlin", NOW)
    await talks.receive(conversation, "hello", {"text": "hello"}, NOW, who)


async def where(database: Database, who: tuple[str, str]) -> str | None:
    return await SqlAddresses(database).conversation_of(*who)


async def test_a_code_leads_into_the_conversation_that_it_was_made_in(links: SqlLinks, database: Database, user: str):
    code = await links.issue(user, WEB, now=NOW)
    assert len(code) == 8
    link = await links.redeem(f" {code.lower()} ", *PHONE, now=NOW)
    assert (link.user, link.conversation, link.new) == (user, WEB, True)
    assert await where(database, PHONE) == WEB
    assert await links.channels(user) == ["telegram"]
    assert await SqlSummaries(database).channels(user) == ["telegram", "web"]


def test_no_word_is_a_code():
    assert all(any(letter.isdigit() for letter in _new_code()) for _ in range(2000))


async def test_what_was_booked_as_a_guest_comes_along(links: SqlLinks, database: Database, user: str):
    booking = await book(database, Owner(OWN))
    await links.redeem(await links.issue(user, WEB, now=NOW), *PHONE, now=NOW)
    (mine,) = await SqlBookingStore(database).list(Owner("", user))
    assert mine.reference == booking.reference


async def test_another_accounts_conversation_stays_its_own(links: SqlLinks, database: Database, user: str):
    jan = await sign_in(database, JAN_AT)
    await SqlAccounts(database).bind(jan, OWN, now=NOW)
    await links.redeem(await links.issue(user, WEB, now=NOW), *PHONE, now=NOW)
    assert await where(database, PHONE) == WEB
    assert await SqlAccounts(database).conversations(jan) == [OWN]


async def test_the_same_again_changes_nothing(links: SqlLinks, database: Database, user: str):
    code = await links.issue(user, WEB, now=NOW)
    await links.redeem(code, *PHONE, now=NOW)
    again = await links.redeem(code, *PHONE, now=NOW + MINUTE)
    assert (again.conversation, again.new) == (WEB, False)
    await links.unlink(user, now=NOW)
    left = await where(database, PHONE)
    await links.redeem(code, *PHONE, now=NOW + MINUTE)
    assert await where(database, PHONE) == left != WEB


async def test_a_code_is_good_for_one_sender_once(links: SqlLinks, database: Database, user: str):
    await write(database, WORK, "own-of-slack")
    code = await links.issue(user, WEB, now=NOW)
    results = await asyncio.gather(
        *(links.redeem(code, *who, now=NOW) for who in (PHONE, WORK)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in results) == ["BadCode", "Link"]
    assert len(await links.channels(user)) == 1


async def test_a_code_that_is_wrong_old_or_replaced_is_not_taken(links: SqlLinks, user: str):
    old = await links.issue(user, WEB, now=NOW)
    newer = await links.issue(user, WEB, now=NOW)
    for code, now in (("ABCDEFGH", NOW), (old, NOW), (newer, NOW + 10 * MINUTE), ("", NOW), ("\ud800", NOW)):
        with pytest.raises(BadCode):
            await links.redeem(code, *PHONE, now=now)
    await links.redeem(newer, *PHONE, now=NOW + 9 * MINUTE)


async def test_guessing_ends(links: SqlLinks, database: Database, user: str):
    code = await links.issue(user, WEB, now=NOW)
    for _ in range(MAX_WRONG):
        with pytest.raises(BadCode):
            await links.redeem("ABCDEFGH", *PHONE, now=NOW)
    with pytest.raises(TooManyTries):
        await links.redeem(code, *PHONE, now=NOW)
    await write(database, WORK, "own-of-slack")
    await links.redeem(code, *WORK, now=NOW)


async def test_codes_are_limited_and_only_for_ones_own_conversation(links: SqlLinks, database: Database, user: str):
    jan = await sign_in(database, JAN_AT)
    for who, error in ((jan, NotYours), ("u_nobody", NoSuchUser)):
        with pytest.raises(error):
            await links.issue(who, WEB, now=NOW)
    for _ in range(MAX_PER_USER):
        await links.issue(user, WEB, now=NOW)
    with pytest.raises(TooManyTries):
        await links.issue(user, WEB, now=NOW)
    await links.issue(user, WEB, now=NOW + 61 * MINUTE)


async def test_the_code_is_kept_nowhere(links: SqlLinks, database: Database, user: str):
    code = await links.issue(user, WEB, now=NOW)
    async with database.read() as session:
        row = (await session.execute(select(link_codes))).one()
    assert code not in str(row._mapping)


async def test_unlinked_they_are_guests_in_a_conversation_of_their_own(links: SqlLinks, database: Database, user: str):
    await write(database, WORK, "own-of-slack")
    for who in (PHONE, WORK):
        await links.redeem(await links.issue(user, WEB, now=NOW), *who, now=NOW)
    unused = await links.issue(user, WEB, now=NOW)
    assert await links.unlink(user, "telegram", now=NOW) == ["telegram"]
    assert await links.channels(user) == ["slack"]
    new = await where(database, PHONE)
    assert new not in (None, WEB, OWN)
    known = await SqlConversationStore(database).find(new)
    assert known is not None
    assert (known.channel, known.time_zone, known.user) == ("telegram", "UTC", None)
    with pytest.raises(BadCode):
        await links.redeem(unused, *PHONE, now=NOW)
    assert await links.unlink(user, "telegram", now=NOW) == []
    assert await links.unlink(user, now=NOW) == ["slack"]


async def test_who_signed_in_on_the_messenger_itself_is_unlinked_too(links: SqlLinks, database: Database, user: str):
    await SqlAccounts(database).bind(user, OWN, now=NOW)
    assert await links.channels(user) == ["telegram"]
    await links.unlink(user, "telegram", now=NOW)
    assert await where(database, PHONE) != OWN
    assert await SqlSummaries(database).channels(user) == ["web"]


async def test_who_signs_out_on_a_messenger_leaves_alone(links: SqlLinks, database: Database, user: str):
    await write(database, WORK, "own-of-slack")
    talks = SqlConversationStore(database)
    for who in (PHONE, WORK):
        await links.redeem(await links.issue(user, WEB, now=NOW), *who, now=NOW)
    await talks.receive(WEB, "m1", {"text": "log me out"}, NOW, PHONE)
    await talks.receive(WEB, "m2", {"text": "log me out"}, NOW)
    assert not await links.leave(WEB, "m2", now=NOW)
    assert not await links.leave(WEB, "unknown", now=NOW)
    assert await links.leave(WEB, "m1", now=NOW)
    assert not await links.leave(WEB, "m1", now=NOW)
    assert (await where(database, PHONE) == WEB, await where(database, WORK)) == (False, WEB)


async def test_who_is_erased_is_linked_with_nobody(links: SqlLinks, database: Database, user: str):
    code = await links.issue(user, WEB, now=NOW)
    erasures = SqlErasures(database)
    await erasures.ask(now=NOW, user=user)
    with pytest.raises(NoSuchUser):
        await links.redeem(code, *PHONE, now=NOW)
    assert await where(database, PHONE) == OWN
    for one in await erasures.due(now=NOW):
        await erasures.carry_out(one, now=NOW)
    assert await count(database, link_codes) == 0


async def test_bots_are_known_by_their_newest_name(links: SqlLinks, database: Database):
    addresses = SqlAddresses(database)
    for name in ("old_bot", "trip_bot"):
        await addresses.introduce("telegram", name, now=NOW)
    await addresses.introduce("slack", "", now=NOW)
    assert await links.bots() == {"telegram": "trip_bot", "slack": ""}


async def test_codes_and_silent_addresses_are_cleaned_away(links: SqlLinks, database: Database, user: str):
    await links.issue(user, WEB, now=NOW)
    await SqlAddresses(database).meet("telegram", "silent", {}, now=NOW)
    for days, codes, addresses in ((0.01, 0, 0), (1, 1, 0), (89, 0, 0), (91, 0, 1)):
        counts = await clean(database, now=NOW + timedelta(days=days), guest_days=90, passenger_days=90)
        assert (counts["link_codes"], counts["addresses"]) == (codes, addresses), days
    # The phone's own conversation was a guest's: idle for as long, it went with its address.
    assert await count(database, channel_addresses) == 0
    assert await count(database, conversations) == 1
