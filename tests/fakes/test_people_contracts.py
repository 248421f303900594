"""Fakes are honest: what the actions rely on holds for accounts in memory and for the real ones alike."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.bookings import SqlBookingStore
from db.engine import Database, migrate, open_database
from db.people import SqlAccounts, SqlErasures, SqlSignInCodes
from db.tables import outbox
from db.talk import SqlConversationStore
from tests.fakes.people import MemoryAccounts, MemoryErasures, MemorySignInCodes
from tests.fakes.samples import NOW
from tests.fakes.stores import MemoryBookingStore
from travel.account.ports import SignInRequest
from travel.account.profile import Companion, ProfileChange
from travel.account.sign_in import TRIES, sign_in
from travel.errors import BadCode, BadEmail, BadProfile, EmailTaken, NoSuchUser, NotYours, ProfileMoved, TooManyTries

ADDRESS, OTHER = "marta@example.org", "jan@example.org"
TALKS = ("conversation-of-marta", "conversation-of-jan")


@dataclass
class People:
    codes: Any
    accounts: Any
    erasures: Any
    bookings: Any
    code_sent: Callable[[], Awaitable[str]]

    async def join(self, address: str = ADDRESS, talk: str = TALKS[0]) -> str:
        """Sign in; the account."""
        await self.codes.request(SignInRequest(address, talk), now=NOW)
        code = await self.code_sent()
        done = await sign_in(self.codes, self.accounts, self.bookings, address, code, conversation=talk, now=NOW)
        return done.profile.user


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("people") / "empty.sqlite"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(params=["memory", "sql"])
async def people(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> AsyncIterator[People]:
    if request.param == "memory":
        bookings = MemoryBookingStore()
        accounts = MemoryAccounts(bookings)
        codes = MemorySignInCodes(accounts)

        async def last() -> str:
            return codes.sent[-1][1]

        yield People(codes, accounts, MemoryErasures(accounts), bookings, last)
        return
    path = tmp_path / "people.sqlite"
    shutil.copy(migrated, path)
    database = open_database(f"sqlite:///{path}")
    for talk in TALKS:
        await SqlConversationStore(database).open(talk, "web", "en-GB", "UTC", NOW)
    stores = SqlSignInCodes(database), SqlAccounts(database), SqlErasures(database), SqlBookingStore(database)
    yield People(*stores, lambda: _last_mail(database))
    await database.close()


async def _last_mail(database: Database) -> str:
    query = select(outbox.c.payload).order_by(outbox.c.id.desc()).limit(1)
    async with database.read() as session:
        return (await session.scalars(query)).one()["code"]


async def test_a_code_opens_one_account_for_one_address(people: People):
    user = await people.join()
    assert (await people.accounts.profile(user)).email == ADDRESS
    assert await people.join(" Marta@Example.org ", TALKS[0]) == user
    assert list(await people.accounts.conversations(user)) == [TALKS[0]]


async def test_a_code_is_used_once(people: People):
    await people.join()
    code = await people.code_sent()
    with pytest.raises(BadCode):
        await people.codes.redeem(ADDRESS, code, now=NOW, network="n")


async def test_a_code_is_spent_after_as_many_tries_as_are_told(people: People):
    await people.codes.request(SignInRequest(ADDRESS, "n"), now=NOW)
    code = await people.code_sent()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(TRIES):
        with pytest.raises(BadCode):
            await people.codes.redeem(ADDRESS, wrong, now=NOW, network="n")
    with pytest.raises(TooManyTries):
        await people.codes.redeem(ADDRESS, code, now=NOW, network="n")


async def test_a_code_is_good_for_ten_minutes(people: People):
    await people.codes.request(SignInRequest(ADDRESS, "n"), now=NOW)
    with pytest.raises(BadCode):
        await people.codes.redeem(ADDRESS, await people.code_sent(), now=NOW + timedelta(minutes=11), network="n")


async def test_asking_has_a_limit_and_an_address_a_form(people: People):
    for _ in range(3):
        await people.codes.request(SignInRequest(ADDRESS, "n"), now=NOW)
    with pytest.raises(TooManyTries):
        await people.codes.request(SignInRequest(ADDRESS, "n"), now=NOW)
    with pytest.raises(BadEmail):
        await people.codes.request(SignInRequest("marta@", "n"), now=NOW)


async def test_changes_are_merged_checked_and_counted(people: People):
    user = await people.join()
    habits = ProfileChange({"name": "Marta", "home_airport": "vie"}, {"seat": "window", "notes": ["snores"]})
    first = await people.accounts.change(user, habits, now=NOW)
    assert (first.home_airport, first.preferences) == ("VIE", {"seat": "window", "notes": ["snores"]})
    again = await people.accounts.change(user, habits, now=NOW)
    assert again.version == first.version
    gone = await people.accounts.change(user, ProfileChange(preferences={"seat": None}), now=NOW)
    assert (gone.preferences, gone.version > first.version) == ({"notes": ["snores"]}, True)
    leo = (Companion("Leo", date(2019, 5, 4)),)
    assert (await people.accounts.change(user, ProfileChange(companions=leo), now=NOW)).companions == leo
    with pytest.raises(BadProfile):
        await people.accounts.change(user, ProfileChange({"currency": "no money"}), now=NOW)
    with pytest.raises(ProfileMoved):
        await people.accounts.change(user, habits, now=NOW, version=first.version)


async def test_a_conversation_belongs_to_one_account(people: People):
    marta = await people.join()
    jan = await people.join(OTHER, TALKS[1])
    with pytest.raises(NotYours):
        await people.accounts.bind(jan, TALKS[0], now=NOW)
    await people.accounts.bind(marta, TALKS[0], now=NOW)


async def test_a_new_address_by_its_own_code(people: People):
    user = await people.join()
    await people.join(OTHER, TALKS[1])
    for address, taken in ((OTHER, True), ("new@example.org", False)):
        wanted = SignInRequest(address, TALKS[0], purpose="change_email", user=user)
        await people.codes.request(wanted, now=NOW)
        code = await people.code_sent()
        if taken:
            with pytest.raises(EmailTaken):
                await people.codes.redeem_change(user, address, code, now=NOW)
        else:
            assert (await people.codes.redeem_change(user, address, code, now=NOW)).email == address


async def test_who_wants_to_be_forgotten_is_gone_at_once(people: People):
    user = await people.join()
    await people.erasures.ask(user=user, now=NOW)
    await people.erasures.ask(user=user, now=NOW)
    with pytest.raises(NoSuchUser):
        await people.accounts.profile(user)
    assert [one.user for one in await people.erasures.due(now=NOW)] == [user]
