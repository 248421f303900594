"""Signing in, and changing the address, by a code."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Database
from db.outbox import SqlOutbox
from db.people import SqlAccounts, SqlSignInCodes
from db.tables import outbox, sign_in_codes, users
from tests.db.accounts import JAN_AT, MARTA_AT, NETWORK, other_than, sent_code, sign_in
from tests.db.samples import NOW, count
from travel.account.ports import SignInRequest
from travel.errors import BadCode, BadEmail, EmailTaken, NoSuchUser, TooManyTries

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
ASKED = SignInRequest(MARTA_AT, NETWORK, "de-DE")


@pytest.fixture
def store(database: Database) -> SqlSignInCodes:
    return SqlSignInCodes(database)


def change(user: str, email: str) -> SignInRequest:
    return SignInRequest(email, NETWORK, purpose="change_email", user=user)


async def test_the_first_sign_in_makes_the_account_the_second_finds_it(store: SqlSignInCodes, database: Database):
    await store.request(ASKED, now=NOW)
    (mail,) = await SqlOutbox(database).claim(now=NOW)
    assert (mail.kind, mail.recipient, mail.payload["locale"]) == ("sign_in_code", MARTA_AT, "de-DE")
    code = mail.payload["code"]
    assert len(code) == 6
    assert code.isdecimal()
    user = await store.redeem(" Marta@EXAMPLE.org ", f" {code} ", now=NOW + MINUTE, network="elsewhere")
    profile = await SqlAccounts(database).profile(user)
    assert (profile.email, profile.version, profile.created) == (MARTA_AT, 1, NOW + MINUTE)
    assert await sign_in(database, "MARTA@example.org".lower()) == user
    assert await count(database, users) == 1


@pytest.mark.parametrize("typed", ["", "marta", "marta@", "marta@localhost", "a@b.org\nBcc: c@d.org", "ü@example.org"])
async def test_what_is_no_address_gets_no_code(store: SqlSignInCodes, database: Database, typed: str):
    with pytest.raises(BadEmail):
        await store.request(SignInRequest(typed, NETWORK), now=NOW)
    with pytest.raises(BadCode):
        await store.redeem(typed, "123456", now=NOW, network=NETWORK)
    assert await count(database, sign_in_codes) == await count(database, outbox) == 0


async def test_a_code_is_good_once_and_for_ten_minutes(store: SqlSignInCodes, database: Database):
    await sign_in(database)
    with pytest.raises(BadCode):
        await store.redeem(MARTA_AT, await sent_code(database), now=NOW, network=NETWORK)
    await store.request(ASKED, now=NOW)
    with pytest.raises(BadCode):
        await store.redeem(MARTA_AT, await sent_code(database), now=NOW + 10 * MINUTE, network=NETWORK)


async def test_ten_redeems_at_once_use_a_code_once(store: SqlSignInCodes, database: Database):
    await store.request(ASKED, now=NOW)
    code = await sent_code(database)
    tries = (store.redeem(MARTA_AT, code, now=NOW, network=f"n{n}") for n in range(10))
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, str) for one in done) == 1
    assert sum(isinstance(one, BadCode) for one in done) == 9
    assert await count(database, users) == 1


async def test_five_wrong_tries_close_the_code(store: SqlSignInCodes, database: Database):
    await store.request(ASKED, now=NOW)
    code = await sent_code(database)
    for _ in range(5):
        with pytest.raises(BadCode):
            await store.redeem(MARTA_AT, other_than(code), now=NOW, network=NETWORK)
    with pytest.raises(TooManyTries):
        await store.redeem(MARTA_AT, code, now=NOW, network=NETWORK)


async def test_wrong_tries_at_once_are_all_counted(store: SqlSignInCodes, database: Database):
    await store.request(ASKED, now=NOW)
    wrong = other_than(await sent_code(database))
    tries = (store.redeem(MARTA_AT, wrong, now=NOW, network=f"n{n}") for n in range(12))
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, BadCode) for one in done) == 5
    assert sum(isinstance(one, TooManyTries) for one in done) == 7


async def test_who_guesses_at_many_addresses_is_stopped(store: SqlSignInCodes, database: Database):
    for n in range(50):
        with pytest.raises(BadCode):
            await store.redeem(f"a{n}@example.org", "123456", now=NOW, network=NETWORK)
    await store.request(SignInRequest(MARTA_AT, "another network"), now=NOW)
    code = await sent_code(database)
    with pytest.raises(TooManyTries):
        await store.redeem(MARTA_AT, code, now=NOW, network=NETWORK)
    assert await store.redeem(MARTA_AT, code, now=NOW, network="another network")


async def test_three_codes_an_hour_to_an_address(store: SqlSignInCodes):
    for n in range(3):
        await store.request(SignInRequest(MARTA_AT, f"n{n}"), now=NOW)
    with pytest.raises(TooManyTries):
        await store.request(SignInRequest(MARTA_AT.upper(), "n4"), now=NOW + 59 * MINUTE)
    await store.request(SignInRequest(MARTA_AT, "n4"), now=NOW + HOUR)


async def test_ten_codes_an_hour_from_a_network(store: SqlSignInCodes):
    for n in range(10):
        await store.request(SignInRequest(f"a{n}@example.org", NETWORK), now=NOW)
    with pytest.raises(TooManyTries):
        await store.request(SignInRequest("b@example.org", NETWORK), now=NOW + 59 * MINUTE)
    await store.request(SignInRequest("b@example.org", NETWORK), now=NOW + HOUR)


async def test_requests_at_once_are_counted_too(store: SqlSignInCodes, database: Database):
    asked = (store.request(SignInRequest(MARTA_AT, f"n{n}"), now=NOW) for n in range(12))
    done = await asyncio.gather(*asked, return_exceptions=True)
    assert sum(isinstance(one, TooManyTries) for one in done) == 9
    assert await count(database, outbox) == 3


async def test_known_and_unknown_addresses_are_told_apart_by_nothing(store: SqlSignInCodes, database: Database):
    await sign_in(database)
    for address in (MARTA_AT, JAN_AT):
        await store.request(SignInRequest(address, NETWORK), now=NOW)
    async with database.read() as session:
        rows = (await session.execute(select(outbox).order_by(outbox.c.id.desc()).limit(2))).all()
    told = [{key: value for key, value in row._asdict().items() if key not in ("id", "recipient")} for row in rows]
    for one in told:
        one["payload"] = sorted(one["payload"])
    assert told[0] == told[1]


async def test_the_code_itself_is_not_stored_with_its_digest(store: SqlSignInCodes, database: Database):
    await store.request(ASKED, now=NOW)
    code = await sent_code(database)
    async with database.read() as session:
        row = (await session.execute(select(sign_in_codes))).one()
    assert code not in {row.salt, row.digest}
    assert len(row.digest) == 64


async def test_only_the_newest_code_counts(store: SqlSignInCodes, database: Database):
    await store.request(ASKED, now=NOW)
    first = await sent_code(database)
    await store.request(ASKED, now=NOW)
    second = await sent_code(database)
    if first != second:
        with pytest.raises(BadCode):
            await store.redeem(MARTA_AT, first, now=NOW, network=NETWORK)
    assert await store.redeem(MARTA_AT, second, now=NOW, network=NETWORK)


async def test_the_address_is_changed_by_a_code_to_the_new_one(store: SqlSignInCodes, database: Database):
    user = await sign_in(database)
    await store.request(change(user, "Marta.New@example.org"), now=NOW)
    code = await sent_code(database, "marta.new@example.org", "change_email_code")
    with pytest.raises(BadCode):
        await store.redeem("marta.new@example.org", code, now=NOW, network=NETWORK)
    profile = await store.redeem_change(user, "marta.new@EXAMPLE.org", code, now=NOW)
    assert (profile.email, profile.version) == ("marta.new@example.org", 2)
    with pytest.raises(BadCode):
        await store.redeem_change(user, "marta.new@example.org", code, now=NOW)
    assert await sign_in(database, "marta.new@example.org") == user
    assert await sign_in(database) != user


async def test_a_change_belongs_to_the_account_that_asked(store: SqlSignInCodes, database: Database):
    marta, jan = await sign_in(database), await sign_in(database, JAN_AT)
    await store.request(change(marta, "new@example.org"), now=NOW)
    code = await sent_code(database, "new@example.org", "change_email_code")
    with pytest.raises(BadCode):
        await store.redeem_change(jan, "new@example.org", code, now=NOW)
    with pytest.raises(NoSuchUser):
        await store.request(change("u_nobody", "new@example.org"), now=NOW)


async def test_a_taken_address_is_told_only_after_a_right_code(store: SqlSignInCodes, database: Database):
    marta, _ = await sign_in(database), await sign_in(database, JAN_AT)
    await store.request(change(marta, JAN_AT), now=NOW)
    code = await sent_code(database, JAN_AT, "change_email_code")
    with pytest.raises(BadCode):
        await store.redeem_change(marta, JAN_AT, other_than(code), now=NOW)
    with pytest.raises(EmailTaken):
        await store.redeem_change(marta, JAN_AT, code, now=NOW)
    with pytest.raises(BadCode):
        await store.redeem_change(marta, JAN_AT, code, now=NOW)
    assert (await SqlAccounts(database).profile(marta)).email == MARTA_AT


async def test_an_address_taken_by_two_at_once_is_one_accounts(store: SqlSignInCodes, database: Database):
    marta = await sign_in(database)
    await store.request(change(marta, JAN_AT), now=NOW)
    await store.request(SignInRequest(JAN_AT, NETWORK), now=NOW)
    mine = await sent_code(database, JAN_AT, "change_email_code")
    theirs = await sent_code(database, JAN_AT)
    done = await asyncio.gather(
        store.redeem_change(marta, JAN_AT, mine, now=NOW),
        store.redeem(JAN_AT, theirs, now=NOW, network=NETWORK),
        return_exceptions=True,
    )
    moved = not isinstance(done[0], EmailTaken)
    assert (done[1] == marta) == moved
    assert await count(database, users, users.c.email == JAN_AT) == 1
