"""Being forgotten: nothing of a person is left in any table, and what accounting needs is."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.bookings import SqlBookingStore, SqlCodeStore
from db.engine import Database
from db.forgetting import FORGOTTEN
from db.operator import find_booking, find_bookings
from db.people import SqlAccounts, SqlErasures, SqlSessions, SqlSignInCodes
from db.retention import clean
from db.tables import erasures, feedback, metadata, outbox, recommendations, users
from db.talk import SqlConversationStore
from tests.db.accounts import JAN_AT, MARTA_AT, sent_code, sign_in, talk
from tests.db.samples import NOW, count
from tests.db.traces import ALSO_HERE, HERE, TRACES, WISH, book, found_in, leave_traces
from travel.account.ports import SignInRequest
from travel.account.profile import ProfileChange
from travel.booking.bookings import Owner
from travel.errors import BadCode, NoSuchUser

SECOND = timedelta(seconds=1)
ASKED = NOW + SECOND


@pytest.fixture
def store(database: Database) -> SqlErasures:
    return SqlErasures(database)


async def carry_out(store: SqlErasures) -> int:
    """Everything that is due, as the worker does; how many."""
    due = await store.due(now=ASKED)
    for one in due:
        await store.carry_out(one, now=ASKED)
        await store.finish(one, now=ASKED)
    return len(due)


async def test_nothing_of_an_account_is_left_in_any_column(store: SqlErasures, database: Database):
    left = await leave_traces(database)
    await store.ask(now=ASKED, user=left.user)
    (due,) = await store.due(now=ASKED)
    assert set(due.conversations) == {HERE, ALSO_HERE}
    # Every table has a row of theirs, or this test would not notice what is forgotten there.
    empty = [table.name for table in metadata.sorted_tables if not await count(database, table)]
    assert set(empty) <= {"sessions", "grants"}, "fill the new table in tests/db/traces.py"
    await store.carry_out(due, now=ASKED)
    await store.finish(due, now=ASKED)
    assert await found_in(database, *TRACES, left.user) == set()


async def test_the_search_finds_what_is_there(database: Database):
    left = await leave_traces(database)
    assert {
        "users.email",
        "bookings.email",
        "outbox.recipient",
        "outbox.payload",
        "quotes.passengers",
    } <= await found_in(database, *TRACES)
    assert {"sessions.user_id", "audit.actor", "idempotency.caller", "sign_in_codes.user_id"} <= await found_in(
        database, left.user
    )


async def test_bookings_stay_for_the_books(store: SqlErasures, database: Database):
    left = await leave_traces(database)
    await store.ask(now=ASKED, user=left.user)
    await carry_out(store)
    kept = {one.reference: one for one in await find_bookings(database)}
    for before in left.bookings:
        after = kept[before.reference]
        for name in ("status", "price", "content", "created", "refund"):
            assert getattr(after, name) == getattr(before, name)
        assert {one.name for one in after.passengers} == {FORGOTTEN}
        assert (after.email, after.owner.user) == ("", None)
        _, history = await find_booking(database, before.reference)
        assert [row.action for row in history][:2] == ["held", "confirmed"]
        assert {row.actor for row in history} == {"guest"}


async def test_what_was_learned_stays_without_who_it_was(store: SqlErasures, database: Database):
    left = await leave_traces(database)
    await store.ask(now=ASKED, user=left.user)
    await carry_out(store)
    async with database.read() as session:
        rows = (await session.execute(select(recommendations))).all()
    assert {(row.conversation, row.user_id, row.query, row.destination) for row in rows} == {
        (None, None, "", "PT-lisbon")
    }
    assert await count(database, feedback) == 1


async def test_nobody_sees_the_bookings_any_more(store: SqlErasures, database: Database):
    left = await leave_traces(database)
    await store.ask(now=ASKED, user=left.user)
    await carry_out(store)
    bookings, codes = SqlBookingStore(database), SqlCodeStore(database)
    for owner in (Owner(HERE), Owner(HERE, left.user), Owner(""), Owner("a forgotten phone")):
        assert await bookings.list(owner) == []
    reference = left.bookings[0].reference
    before = await count(database, outbox)
    await codes.request("elsewhere", reference, now=ASKED)
    async with database.read() as session:
        assert await session.scalar(select(outbox.c.recipient).order_by(outbox.c.id.desc()).limit(1)) == ""
    assert await count(database, outbox) == before + 1


async def test_a_forgotten_booking_can_be_cancelled_without_a_mail(store: SqlErasures, database: Database):
    left = await leave_traces(database)
    await store.ask(now=ASKED, user=left.user)
    await carry_out(store)
    before = await count(database, outbox)
    booking = left.bookings[0]
    done = await SqlBookingStore(database).cancel_as_operator(booking.reference, refund=booking.price, now=ASKED)
    assert done.status == "cancelled"
    assert await count(database, outbox) == before


async def test_others_keep_everything(store: SqlErasures, database: Database):
    await talk(database, "conversation-of-jan")
    jan = await sign_in(database, JAN_AT)
    await SqlAccounts(database).bind(jan, "conversation-of-jan", now=NOW)
    await SqlAccounts(database).change(jan, ProfileChange({"name": "Jan Nowak"}), now=NOW)
    booking = await book(database, Owner("conversation-of-jan", jan), JAN_AT)
    token = await SqlSessions(database).open(jan, now=NOW)
    before = await found_in(database, JAN_AT, jan, "conversation-of-jan", "Jan Nowak")
    left = await leave_traces(database)
    await store.ask(now=ASKED, user=left.user)
    await carry_out(store)
    assert await found_in(database, JAN_AT, jan, "conversation-of-jan", "Jan Nowak") == before
    assert await SqlBookingStore(database).list(Owner("", jan)) == [booking]
    assert await SqlSessions(database).find(token, now=ASKED) == jan


async def test_an_account_is_gone_as_soon_as_it_was_asked_for(store: SqlErasures, database: Database):
    user, accounts, sessions = await sign_in(database), SqlAccounts(database), SqlSessions(database)
    token, grant = await sessions.open(user, now=NOW), await sessions.grant(user, "c", now=NOW)
    await store.ask(now=ASKED, user=user)
    assert await sessions.find(token, now=ASKED) is None
    assert await sessions.redeem(grant, now=ASKED) is None
    for call in (accounts.profile(user), accounts.export(user), sessions.open(user, now=ASKED)):
        with pytest.raises(NoSuchUser):
            await call
    assert await accounts.find(MARTA_AT) is None


async def test_who_comes_back_at_once_has_a_new_account_that_stays(store: SqlErasures, database: Database):
    left = await leave_traces(database)
    await store.ask(now=ASKED, user=left.user)
    later = ASKED + 2 * timedelta(hours=1)
    codes = SqlSignInCodes(database)
    await codes.request(SignInRequest(MARTA_AT, "n"), now=later)
    code = await sent_code(database)
    new = await codes.redeem(MARTA_AT, code, now=later, network="n")
    assert new != left.user
    booking = await book(database, Owner("new phone", new), JAN_AT)
    await carry_out(store)
    assert (await SqlAccounts(database).profile(new)).email == MARTA_AT
    assert await SqlBookingStore(database).list(Owner("", new)) == [booking]
    assert await found_in(database, left.user, HERE, WISH) == set()


async def test_a_guests_conversation_is_forgotten_alone(store: SqlErasures, database: Database):
    await talk(database, "c", "d")
    mine, other = await book(database, Owner("c")), await book(database, Owner("d"), JAN_AT)
    await SqlConversationStore(database).receive("c", "m1", {"text": WISH}, NOW)
    await SqlConversationStore(database).answer("c", "m1", [], NOW)
    await store.ask(now=ASKED, conversation="c")
    assert await carry_out(store) == 1
    assert await found_in(database, MARTA_AT, WISH) == set()
    assert await SqlConversationStore(database).find("c") is None
    assert await SqlBookingStore(database).list(Owner("c")) == []
    assert await SqlBookingStore(database).list(Owner("d")) == [other]
    assert (await find_booking(database, mine.reference))[0].price == mine.price


async def test_a_conversation_that_became_an_accounts_meanwhile_leaves_it_its_bookings(
    store: SqlErasures, database: Database
):
    await talk(database, "c")
    booking, user = await book(database, Owner("c")), await sign_in(database)
    await store.ask(now=ASKED, conversation="c")
    await SqlAccounts(database).bind(user, "c", now=ASKED)
    await carry_out(store)
    (kept,) = await SqlBookingStore(database).list(Owner("", user))
    assert kept.passengers == booking.passengers
    assert await SqlAccounts(database).conversations(user) == []


async def test_asked_for_many_times_at_once_it_is_one(store: SqlErasures, database: Database):
    await talk(database, "c")
    user = await sign_in(database)
    await asyncio.gather(*(store.ask(now=ASKED, user=user) for _ in range(5)))
    await asyncio.gather(*(store.ask(now=ASKED, conversation="c") for _ in range(5)))
    assert await count(database, erasures) == 2
    assert await carry_out(store) == 2
    await store.ask(now=ASKED, user=user)
    assert await carry_out(store) == 0


@pytest.mark.parametrize("what", [{}, {"user": "u", "conversation": "c"}])
async def test_either_an_account_or_a_conversation(store: SqlErasures, what: dict[str, str]):
    with pytest.raises(ValueError, match="either"):
        await store.ask(now=ASKED, **what)


async def test_it_is_claimed_by_one_until_the_lease_is_over(store: SqlErasures, database: Database):
    await store.ask(now=ASKED, user=await sign_in(database))
    claims = await asyncio.gather(*(store.due(now=ASKED) for _ in range(5)))
    assert sorted(len(one) for one in claims) == [0, 0, 0, 0, 1]
    assert await store.due(now=ASKED + timedelta(minutes=2) - SECOND) == []
    assert len(await store.due(now=ASKED + timedelta(minutes=2))) == 1


async def test_it_waits_for_the_answer_to_a_message_but_not_for_ever(store: SqlErasures, database: Database):
    await talk(database, "c", "d")
    user, talks = await sign_in(database), SqlConversationStore(database)
    await SqlAccounts(database).bind(user, "d", now=NOW)
    for conversation in ("c", "d"):
        await talks.receive(conversation, "m1", {"text": "forget me"}, ASKED)
    await store.ask(now=ASKED, user=user)
    await store.ask(now=ASKED, conversation="c")
    assert await store.due(now=ASKED) == []
    await talks.answer("d", "m1", [{"text": "Done."}], ASKED)
    assert [one.user for one in await store.due(now=ASKED)] == [user]
    assert [one.conversations for one in await store.due(now=ASKED + timedelta(minutes=1))] == [("c",)]


async def test_stopped_in_between_it_goes_on_where_it_was(store: SqlErasures, database: Database):
    left = await leave_traces(database)
    await store.ask(now=ASKED, user=left.user)
    (first,) = await store.due(now=ASKED)
    await store.carry_out(first, now=ASKED)
    # The process ends here: the engine has not heard of it a second time, and must still hear which conversations.
    later = ASKED + timedelta(minutes=2)
    (again,) = await store.due(now=later)
    assert again == first
    for _ in range(2):
        await store.carry_out(again, now=later)
        await store.finish(again, now=later)
    assert await found_in(database, *TRACES, left.user) == set()
    assert await store.due(now=later + timedelta(hours=1)) == []


async def test_that_somebody_was_forgotten_is_known_for_a_month(store: SqlErasures, database: Database):
    await store.ask(now=ASKED, user=await sign_in(database))
    await carry_out(store)
    async with database.read() as session:
        row = (await session.execute(select(erasures))).one()
    assert (row.user_id, row.email, row.done) == (None, None, ASKED)
    for days, gone in ((29, 0), (31, 1)):
        counts = await clean(database, now=ASKED + timedelta(days=days), guest_days=90, passenger_days=90)
        assert counts["erasures"] == gone


async def test_nothing_goes_while_it_was_not_carried_out(store: SqlErasures, database: Database):
    await store.ask(now=ASKED, user=await sign_in(database))
    await clean(database, now=ASKED + timedelta(days=400), guest_days=90, passenger_days=90)
    assert await count(database, users) == 1
    assert await carry_out(store) == 1
    assert await count(database, users) == 0


async def test_sign_in_things_that_are_over_are_cleaned(database: Database):
    user = await sign_in(database)
    await SqlSessions(database).open(user, now=NOW)
    await SqlSessions(database).grant(user, "c", now=NOW)
    with pytest.raises(BadCode):
        await SqlSignInCodes(database).redeem(MARTA_AT, "x", now=NOW, network="n")
    kinds = ("sessions", "grants", "sign_in_codes", "wrong_codes")

    async def cleaned(after: timedelta) -> list[int]:
        counts = await clean(database, now=NOW + after, guest_days=90, passenger_days=90)
        return [counts[kind] for kind in kinds]

    assert await cleaned(timedelta(minutes=1)) == [0, 0, 0, 0]
    assert await cleaned(timedelta(minutes=59)) == [0, 1, 0, 0]
    assert await cleaned(timedelta(minutes=71)) == [0, 0, 1, 1]
    assert await cleaned(timedelta(days=30)) == [1, 0, 0, 0]
