"""An account with a row in every table, and a search of every column for what it left."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from db.addresses import SqlAddresses
from db.bookings import SqlBookingStore, SqlCodeStore
from db.callbacks import SqlCallbacks
from db.engine import Database
from db.idempotency import Key, SqlIdempotency
from db.keys import SqlApiKeys
from db.offers import SqlOfferStore, SqlQuoteStore
from db.people import SqlAccounts, SqlLinks, SqlSessions, SqlSignInCodes
from db.recommendations import SqlRecommendationStore
from db.tables import metadata
from db.talk import ChoicePayload, SqlConversationStore
from tests.db.accounts import MARTA_AT, other_than, sent_code, sign_in, talk
from tests.db.samples import LATER, NOW, flight, order
from tests.db.test_codes import sent_code as sent_booking_code
from tests.db.test_offers import QUOTE
from travel.account.ports import SignInRequest
from travel.account.profile import Companion, ProfileChange
from travel.booking.bookings import Booking, Owner
from travel.errors import BadCode
from travel.recommendations import Impression

HERE, ALSO_HERE = "conversation-of-marta", "second-conversation-of-marta"
NEW_ADDRESS = "marta.new@example.org"
WISH = "a quiet village by the sea"
TRACES = (MARTA_AT, NEW_ADDRESS, "kowalska", HERE, ALSO_HERE, WISH, "telegram-4711", "sender-of-marta")


@dataclass(frozen=True)
class Left:
    """The account, and the bookings that must stay without it."""

    user: str
    bookings: tuple[Booking, ...]


async def leave_traces(database: Database) -> Left:
    """Sign in, talk, book as guest and as traveller, and do all else that is kept."""
    await talk(database, HERE, ALSO_HERE)
    guests = await book(database, Owner(HERE))
    user = await sign_in(database, network=HERE)
    accounts = SqlAccounts(database)
    await accounts.bind(user, HERE, now=NOW)
    await accounts.bind(user, ALSO_HERE, now=NOW)
    people = (Companion("Marta Kowalska", date(1988, 2, 3)), Companion("Ida Kowalska"))
    wishes = {"home_airport": "BER", "name": "Marta Kowalska"}
    await accounts.change(user, ProfileChange(wishes, {"notes": [WISH]}, people), now=NOW)
    own = await book(database, Owner(ALSO_HERE, user))
    unbound = await book(database, Owner("a forgotten phone"))
    await _sign(database, user)
    await _talk(database, own)
    await _write_from_a_messenger(database, user)
    await _shop(database, user)
    return Left(user, (guests, own, unbound))


async def book(database: Database, owner: Owner, email: str = "Marta@Example.org") -> Booking:
    """A confirmed booking."""
    bought = replace(order(flight(), owner=owner), email=email)
    bookings = SqlBookingStore(database)
    await bookings.hold(bought, now=NOW, deadline=LATER)
    return (await bookings.confirm(bought.key, now=NOW))[0]


async def _sign(database: Database, user: str) -> None:
    sessions, codes = SqlSessions(database), SqlSignInCodes(database)
    await sessions.open(user, now=NOW)
    await sessions.grant(user, HERE, now=NOW)
    await codes.request(SignInRequest(NEW_ADDRESS, HERE, purpose="change_email", user=user), now=NOW)
    await codes.request(SignInRequest(MARTA_AT, "203.0.113.7"), now=NOW)
    with contextlib.suppress(BadCode):
        await codes.redeem(MARTA_AT, other_than(await sent_code(database)), now=NOW, network=HERE)


async def _talk(database: Database, booking: Booking) -> None:
    talks, codes, callbacks = SqlConversationStore(database), SqlCodeStore(database), SqlCallbacks(database)
    key, _ = await SqlApiKeys(database).add("desk", ["chat"], "http://127.0.0.1:9/", now=NOW)
    await callbacks.meet(HERE, key, "sender-of-marta")
    await talks.receive(HERE, "m1", {"text": WISH}, NOW, ("webhook", "sender-of-marta"))
    await callbacks.want(HERE, "m1", now=NOW)
    await talks.answer(HERE, "m1", [{"text": f"{WISH}, Marta Kowalska?"}], NOW)
    await talks.store_choices(HERE, [ChoicePayload("Marta Kowalska", "affirm", [])], NOW)
    await codes.request(HERE, booking.reference, now=NOW)
    await codes.redeem(HERE, booking.reference, await sent_booking_code(database), now=NOW)


async def _write_from_a_messenger(database: Database, user: str) -> None:
    """One message answered, one still to be answered, a wrong code and an unused one."""
    addresses, links, talks = SqlAddresses(database), SqlLinks(database), SqlConversationStore(database)
    who = ("telegram", "telegram-4711")
    await addresses.introduce("telegram", "the_bot", now=NOW)
    await addresses.meet(*who, {"chat": "telegram-4711"}, now=NOW)
    with contextlib.suppress(BadCode):
        await links.redeem("WRONG", *who, now=NOW)
    await links.redeem(await links.issue(user, HERE, now=NOW), *who, now=NOW)
    await links.issue(user, HERE, now=NOW)
    for message in ("t1", "t2"):
        await talks.receive(HERE, message, {"text": WISH}, NOW, who)
    await talks.answer(HERE, "t1", [{"text": f"{WISH}, Marta Kowalska?"}], NOW)
    await talks.answer(HERE, "t2", [{"text": WISH}], NOW)


async def _shop(database: Database, user: str) -> None:
    await SqlOfferStore(database).save(HERE, [flight()], now=NOW, lifetime=LATER - NOW)
    await SqlQuoteStore(database).save(replace(QUOTE, owner=Owner(HERE)))
    await SqlQuoteStore(database).save(replace(QUOTE, id="q_2", owner=Owner("laptop", user)))
    log = SqlRecommendationStore(database)
    shown = [Impression(one, who, WISH, "PT-lisbon", 0, 0.9, {}, "v1") for one, who in ((HERE, None), ("laptop", user))]
    ids = await log.record(shown, now=NOW)
    await log.outcome(ids[0], "liked", now=NOW)
    kept = SqlIdempotency(database)
    for caller in (f"user:{user}", f"conversation:{HERE}"):
        await kept.begin(Key(caller, "POST /api/bookings", "k", "digest"), now=NOW)


async def found_in(database: Database, *needles: str) -> set[str]:
    """Columns, as ``table.column``, in which one of the words stands, whatever its case."""
    found = set()
    async with database.read() as session:
        for table in metadata.sorted_tables:
            for row in (await session.execute(select(table))).mappings():
                for column, value in row.items():
                    written = (value if isinstance(value, str) else json.dumps(value, default=str)).lower()
                    if any(needle.lower() in written for needle in needles):
                        found.add(f"{table.name}.{column}")
    return found
