"""People for the tests of accounts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from db.engine import Database
from db.people import SqlSignInCodes
from db.tables import outbox
from db.talk import SqlConversationStore
from tests.db.samples import NOW
from travel.account.ports import SignInRequest

MARTA_AT = "marta@example.org"
JAN_AT = "jan@example.org"
NETWORK = "203.0.113.7"


async def sent_code(database: Database, email: str = MARTA_AT, kind: str = "sign_in_code") -> str:
    """The code of the last mail to an address."""
    mine = (outbox.c.kind == kind, outbox.c.recipient == email)
    query = select(outbox.c.payload).where(*mine).order_by(outbox.c.id.desc()).limit(1)
    async with database.read() as session:
        return (await session.scalars(query)).one()["code"]


async def sign_in(database: Database, email: str = MARTA_AT, *, now: datetime = NOW, network: str = NETWORK) -> str:
    """The account of an address."""
    codes = SqlSignInCodes(database)
    await codes.request(SignInRequest(email, network), now=now)
    return await codes.redeem(email, await sent_code(database, email), now=now, network=network)


async def talk(database: Database, *conversations: str) -> None:
    """Guests' conversations, each opened a second after the other."""
    for place, conversation in enumerate(conversations):
        opened = NOW.replace(second=place)
        await SqlConversationStore(database).open(conversation, "web", "en-GB", "UTC", opened)


def other_than(code: str) -> str:
    """A wrong code."""
    return f"{(int(code) + 1) % 1_000_000:06d}"
