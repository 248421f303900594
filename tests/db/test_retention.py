"""What is forgotten, and what is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from db.bookings import SqlBookingStore, SqlCodeStore
from db.engine import Database
from db.forgetting import FORGOTTEN
from db.offers import SqlOfferStore
from db.outbox import SqlOutbox
from db.recommendations import SqlRecommendationStore
from db.retention import clean
from db.tables import (
    booking_access,
    bookings,
    choices,
    conversations,
    messages,
    offers,
    outbox,
    passengers,
    recommendations,
    users,
)
from db.talk import ChoicePayload, SqlConversationStore
from tests.db.samples import LATER, MARTA, NOW, count, flight, order
from travel.booking.bookings import Owner
from travel.recommendations import Impression

DAY = timedelta(days=1)
IDLE = NOW + 91 * DAY
NEVER = 100_000


async def open_one(database: Database, conversation: str) -> SqlConversationStore:
    store = SqlConversationStore(database)
    await store.open(conversation, "web", "en-GB", "UTC", NOW)
    await store.receive(conversation, "m1", {"text": "hi"}, NOW)
    await store.store_choices(conversation, [ChoicePayload("Yes", "affirm", [])], NOW)
    return store


async def confirmed(database: Database, *, departs, owner: Owner = MARTA):
    store, bought = SqlBookingStore(database), order(flight(departs=departs), owner=owner)
    await store.hold(bought, now=NOW, deadline=LATER)
    return (await store.confirm(bought.key, now=NOW))[0]


async def test_an_idle_guest_is_forgotten_with_all_traces(database: Database):
    await open_one(database, "c")
    await SqlOfferStore(database).save("c", [flight()], now=NOW, lifetime=365 * DAY)
    shown = Impression("c", None, "my secret wish", "PT-lisbon", 0, 0.9, {}, "v1")
    await SqlRecommendationStore(database).record([shown], now=NOW)

    assert (await clean(database, now=NOW + 90 * DAY, guest_days=90, passenger_days=NEVER))["conversations"] == 0
    assert (await clean(database, now=IDLE, guest_days=90, passenger_days=NEVER))["conversations"] == 1
    assert [await count(database, one) for one in (conversations, messages, choices, offers)] == [0, 0, 0, 0]
    async with database.read() as session:
        kept = (await session.execute(select(recommendations))).one()
    assert (kept.conversation, kept.query, kept.destination) == (None, "", "PT-lisbon")


async def test_the_conversation_of_an_account_stays(database: Database):
    await open_one(database, "c")
    async with database.write() as session:
        await session.execute(insert(users).values(id="u", locale="en-GB", created=NOW))
        await session.execute(update(conversations).values(user_id="u"))
    assert (await clean(database, now=IDLE, guest_days=90, passenger_days=NEVER))["conversations"] == 0


@pytest.mark.parametrize("way", ["made", "opened by a code"])
async def test_a_guest_with_a_booking_ahead_stays_until_it_is_over(database: Database, way: str):
    await open_one(database, "c")
    owner = Owner("c") if way == "made" else MARTA
    booking = await confirmed(database, departs=IDLE + 5 * DAY, owner=owner)
    if way != "made":
        async with database.write() as session:
            row = {"conversation": "c", "booking": booking.reference, "granted": NOW}
            await session.execute(insert(booking_access).values(row))
    assert (await clean(database, now=IDLE, guest_days=90, passenger_days=NEVER))["conversations"] == 0
    assert (await clean(database, now=IDLE + 7 * DAY, guest_days=90, passenger_days=NEVER))["conversations"] == 1
    assert await count(database, bookings) == 1


async def test_a_cancelled_booking_keeps_nobody(database: Database):
    await open_one(database, "c")
    booking = await confirmed(database, departs=IDLE + 5 * DAY, owner=Owner("c"))
    await SqlBookingStore(database).cancel(booking.reference, Owner("c"), refund=booking.price, now=NOW)
    assert (await clean(database, now=IDLE, guest_days=90, passenger_days=NEVER))["conversations"] == 1


async def test_names_and_e_mail_go_after_the_journey(database: Database):
    departs = NOW + 10 * DAY
    gone = await confirmed(database, departs=departs)
    await confirmed(database, departs=departs + 5 * DAY)
    on_the_last_day = await clean(database, now=departs + 30 * DAY, guest_days=NEVER, passenger_days=30)
    assert on_the_last_day["bookings"] == 0
    later = departs + 31 * DAY
    assert (await clean(database, now=later, guest_days=NEVER, passenger_days=30))["bookings"] == 1
    assert (await clean(database, now=later, guest_days=NEVER, passenger_days=30))["bookings"] == 0
    kept = await SqlBookingStore(database).get(gone.reference, MARTA)
    assert ({one.name for one in kept.passengers}, kept.email) == ({FORGOTTEN}, "")
    assert (kept.status, kept.price) == ("confirmed", gone.price)
    assert await count(database, passengers, passengers.c.name == FORGOTTEN) == 2


async def test_names_of_a_lapsed_hold_go_as_well(database: Database):
    store = SqlBookingStore(database)
    await store.hold(order(flight(departs=NOW + 300 * DAY)), now=NOW, deadline=LATER)
    await store.expire_holds(now=LATER)
    assert (await clean(database, now=NOW + 31 * DAY, guest_days=NEVER, passenger_days=30))["bookings"] == 1


async def test_what_has_expired_goes(database: Database):
    store = await open_one(database, "c")
    booking = await confirmed(database, departs=NOW + 300 * DAY)
    await SqlOfferStore(database).save("c", [flight(), flight()], now=NOW, lifetime=DAY)
    await SqlCodeStore(database).request("c", booking.reference, now=NOW)
    await store.store_choices("c", [ChoicePayload("Yes", "affirm", [])], NOW + DAY)
    box = SqlOutbox(database)
    sent = await box.claim(now=NOW)
    await box.done(sent[0].id)

    soon = await clean(database, now=NOW + DAY, guest_days=NEVER, passenger_days=NEVER)
    assert {kind: number for kind, number in soon.items() if number} == {"outbox": 1, "codes": 1}
    later = await clean(database, now=NOW + 8 * DAY + timedelta(hours=1), guest_days=NEVER, passenger_days=NEVER)
    assert {kind: number for kind, number in later.items() if number} == {"offers": 2, "choices": 1, "outbox": 1}
    assert await count(database, outbox) == 0
    assert await count(database, choices) == 1


async def test_codes_stay_while_they_count(database: Database):
    store, now = SqlCodeStore(database), NOW + 59 * timedelta(minutes=1)
    for conversation in ("a", "b", "c"):
        await store.request(conversation, "TW-AAAAAA", now=NOW)
    assert (await clean(database, now=now, guest_days=NEVER, passenger_days=NEVER))["codes"] == 0
