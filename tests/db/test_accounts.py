"""Profiles, and what becomes an account's."""

from __future__ import annotations

import asyncio
import json
from datetime import date

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from db.bookings import SqlBookingStore, SqlCodeStore
from db.engine import Database
from db.offers import SqlQuoteStore
from db.people import SqlAccounts, SqlSessions
from db.recommendations import SqlRecommendationStore
from db.tables import conversations, recommendations, users
from db.talk import SqlConversationStore
from tests.db.accounts import JAN_AT, MARTA_AT, sign_in, talk
from tests.db.samples import EMAIL, LATER, MARTA, NOW, flight, order
from tests.db.test_codes import sent_code as sent_booking_code
from tests.db.test_offers import QUOTE
from travel.account.profile import Companion, ProfileChange
from travel.booking.bookings import Booking, Owner
from travel.errors import BadProfile, NoSuchBooking, NoSuchQuote, NoSuchUser, NotYours, ProfileMoved
from travel.recommendations import Impression

IDA = Companion("Ida Kowalska", date(2019, 5, 4))
HERE = MARTA.conversation


@pytest.fixture
def store(database: Database) -> SqlAccounts:
    return SqlAccounts(database)


async def book(database: Database, owner: Owner) -> Booking:
    bought, bookings = order(flight(), owner=owner), SqlBookingStore(database)
    await bookings.hold(bought, now=NOW, deadline=LATER)
    return (await bookings.confirm(bought.key, now=NOW))[0]


async def test_a_profile_is_changed_by_the_names_given(store: SqlAccounts, database: Database):
    user = await sign_in(database)
    first = await store.change(
        user, ProfileChange({"name": " Marta  Kowalska ", "home_airport": "ber"}, {"nonstop": True, "bags": 1}), now=NOW
    )
    assert (first.name, first.home_airport, first.currency) == ("Marta Kowalska", "BER", None)
    assert first.preferences == {"nonstop": True, "bags": 1}
    second = await store.change(user, ProfileChange({"name": None}, {"bags": None, "stars": 4}, (IDA,)), now=NOW)
    assert (second.name, second.home_airport, second.companions) == (None, "BER", (IDA,))
    assert second.preferences == {"nonstop": True, "stars": 4}
    assert (first.version, second.version) == (2, 3)
    assert await store.profile(user) == second


async def test_the_same_change_again_changes_nothing(store: SqlAccounts, database: Database):
    user = await sign_in(database)
    wish = ProfileChange({"currency": "PLN"}, {"meal": "vegetarian"}, (IDA,))
    assert (await store.change(user, wish, now=NOW)) == (await store.change(user, wish, now=NOW))
    assert (await store.profile(user)).version == 2
    assert (await store.change(user, ProfileChange(), now=NOW)).version == 2


async def test_a_change_that_saw_an_older_version_is_refused(store: SqlAccounts, database: Database):
    user = await sign_in(database)
    await store.change(user, ProfileChange({"currency": "PLN"}), now=NOW, version=1)
    with pytest.raises(ProfileMoved):
        await store.change(user, ProfileChange({"currency": "EUR"}), now=NOW, version=1)
    assert (await store.profile(user)).currency == "PLN"


async def test_changes_at_once_are_all_kept(store: SqlAccounts, database: Database):
    user = await sign_in(database)
    names = ("seat", "meal", "notes", "interests", "airlines")
    wishes = [{name: ["x"] if name in ("notes", "interests", "airlines") else "x"} for name in names]
    await asyncio.gather(*(store.change(user, ProfileChange({}, wish), now=NOW) for wish in wishes))
    profile = await store.profile(user)
    assert (set(profile.preferences), profile.version) == (set(names), 6)


async def test_a_change_that_is_refused_changes_nothing(store: SqlAccounts, database: Database):
    user = await sign_in(database)
    with pytest.raises(BadProfile):
        await store.change(user, ProfileChange({"currency": "PLN"}, {"bags": -1}), now=NOW)
    assert (await store.profile(user)).version == 1


async def test_accounts_that_are_not_there(store: SqlAccounts, database: Database):
    await talk(database, HERE)
    for call in (
        store.profile("u_nobody"),
        store.export("u_nobody"),
        store.change("u_nobody", ProfileChange(), now=NOW),
        store.bind("u_nobody", HERE, now=NOW),
    ):
        with pytest.raises(NoSuchUser):
            await call
    assert await store.conversations("u_nobody") == []


async def test_an_account_is_found_by_its_address(store: SqlAccounts, database: Database):
    user = await sign_in(database)
    assert await store.find(" Marta@Example.org") == user
    assert await store.find(JAN_AT) is None
    assert await store.find("marta") is None


async def test_the_database_keeps_addresses_small_and_versions_growing(store: SqlAccounts, database: Database):
    user = await sign_in(database)
    await store.change(user, ProfileChange({"currency": "PLN"}), now=NOW)
    for values, complaint in (({"email": "Marta@example.org"}, "small letters"), ({"version": 1}, "only grows")):
        with pytest.raises(DBAPIError, match=complaint):
            async with database.write() as session:
                await session.execute(update(users).values(values))


async def test_a_guests_conversation_comes_with_all_that_is_its(store: SqlAccounts, database: Database):
    await talk(database, HERE)
    booking = await book(database, MARTA)
    quotes, log = SqlQuoteStore(database), SqlRecommendationStore(database)
    await quotes.save(QUOTE)
    await log.record([Impression(HERE, None, "sun", "PT-lisbon", 0, 0.9, {}, "v1")], now=NOW)
    user = await sign_in(database)
    for _ in range(2):
        await store.bind(user, HERE, now=NOW)
    elsewhere = Owner("another conversation", user)
    assert [one.reference for one in await SqlBookingStore(database).list(elsewhere)] == [booking.reference]
    assert (await quotes.get(elsewhere, QUOTE.id)).owner.user == user
    async with database.read() as session:
        assert await session.scalar(select(recommendations.c.user_id)) == user
        assert await session.scalar(select(conversations.c.user_id)) == user
    found = await SqlConversationStore(database).find(HERE)
    assert found is not None
    assert found.user == user


async def test_what_is_bound_is_not_shown_to_who_only_knows_the_conversation(store: SqlAccounts, database: Database):
    await talk(database, HERE)
    booking, user = await book(database, MARTA), await sign_in(database)
    await SqlQuoteStore(database).save(QUOTE)
    await store.bind(user, HERE, now=NOW)
    bookings = SqlBookingStore(database)
    for owner in (MARTA, Owner(HERE, "u_another")):
        with pytest.raises(NoSuchBooking):
            await bookings.get(booking.reference, owner)
        with pytest.raises(NoSuchBooking):
            await bookings.cancel(booking.reference, owner, refund=booking.price, now=NOW)
        with pytest.raises(NoSuchQuote):
            await SqlQuoteStore(database).get(owner, QUOTE.id)
        assert await bookings.list(owner) == []
    assert (await bookings.get(booking.reference, Owner(HERE, user))).reference == booking.reference


async def test_a_booking_opened_by_a_code_is_seen_in_all_conversations_of_the_account(
    store: SqlAccounts, database: Database
):
    await talk(database, "c", "d")
    booking, user, codes = await book(database, MARTA), await sign_in(database, JAN_AT), SqlCodeStore(database)
    await codes.request("c", booking.reference, now=NOW)
    await codes.redeem("c", booking.reference, await sent_booking_code(database), now=NOW)
    bookings = SqlBookingStore(database)
    assert await bookings.get(booking.reference, Owner("c")) == booking
    await store.bind(user, "c", now=NOW)
    assert await bookings.get(booking.reference, Owner("d", user)) == booking
    with pytest.raises(NoSuchBooking):
        await bookings.get(booking.reference, Owner("c"))
    # It is still its booker's.
    assert await bookings.get(booking.reference, MARTA) == booking


async def test_a_booking_under_way_while_its_conversation_was_bound(store: SqlAccounts, database: Database):
    await talk(database, HERE)
    user = await sign_in(database)
    await store.bind(user, HERE, now=NOW)
    booking = await book(database, MARTA)
    assert [one.reference for one in await SqlBookingStore(database).list(Owner("d", user))] == [booking.reference]
    assert await SqlBookingStore(database).list(MARTA) == []


async def test_another_accounts_conversation_and_an_unknown_one(store: SqlAccounts, database: Database):
    await talk(database, HERE)
    booking = await book(database, MARTA)
    marta, jan = await sign_in(database), await sign_in(database, JAN_AT)
    await store.bind(marta, HERE, now=NOW)
    for conversation in (HERE, "never opened"):
        with pytest.raises(NotYours):
            await store.bind(jan, conversation, now=NOW)
    with pytest.raises(NoSuchBooking):
        await SqlBookingStore(database).get(booking.reference, Owner("d", jan))


async def test_a_conversation_taken_by_two_accounts_at_once_is_ones(store: SqlAccounts, database: Database):
    await talk(database, HERE)
    await book(database, MARTA)
    people = [await sign_in(database, f"p{n}@example.org", network=f"n{n}") for n in range(6)]
    done = await asyncio.gather(*(store.bind(one, HERE, now=NOW) for one in people), return_exceptions=True)
    assert sum(one is None for one in done) == 1
    assert sum(isinstance(one, NotYours) for one in done) == 5
    winner = people[done.index(None)]
    shown = [await SqlBookingStore(database).list(Owner("elsewhere", one)) for one in people]
    assert [bool(found) for found in shown] == [one == winner for one in people]


async def test_conversations_last_used_first(store: SqlAccounts, database: Database):
    await talk(database, "a", "b", "c")
    user = await sign_in(database)
    for one in ("b", "a"):
        await store.bind(user, one, now=NOW)
    assert await store.conversations(user) == ["b", "a"]


async def test_a_conversation_opened_for_an_account_stays_its(database: Database, store: SqlAccounts):
    user, talks = await sign_in(database), SqlConversationStore(database)
    await talks.open("c", "web", "en-GB", "UTC", NOW, user)
    await talks.open("c", "web", "de-DE", "UTC", NOW)
    found = await talks.find("c")
    assert found is not None
    assert (found.user, found.locale) == (user, "de-DE")


async def test_everything_that_is_kept_is_exported_as_json(store: SqlAccounts, database: Database):
    await talk(database, HERE, "another's")
    booking, user = await book(database, MARTA), await sign_in(database)
    token = await SqlSessions(database).open(user, now=NOW)
    talks = SqlConversationStore(database)
    await talks.receive(HERE, "m1", {"text": "somewhere warm"}, NOW)
    await talks.receive("another's", "m1", {"text": "not hers"}, NOW)
    await store.bind(user, HERE, now=NOW)
    await store.change(user, ProfileChange({"home_airport": "BER"}, {}, (IDA,)), now=NOW)
    exported = await store.export(user)
    written = json.dumps(exported)
    for part in (MARTA_AT, EMAIL, "BER", "2019-05-04", booking.reference, "171.80", "Marta Kowalska", "somewhere warm"):
        assert part in written, part
    for part in (token, "not hers", "digest", "salt"):
        assert part not in written
    assert [len(exported[name]) for name in ("account", "sessions", "bookings", "passengers")] == [1, 1, 1, 2]
