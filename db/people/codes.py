"""One-time codes to an address: signing in, and changing the address of an account."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import digests
from db.engine import Database
from db.ids import new_id
from db.outbox import Kind, post
from db.people.accounts import must_exist, stored
from db.sql import insert_into, one_at_a_time
from db.tables import sign_in_codes, users, wrong_codes
from travel.account.addresses import tidy_email
from travel.account.ports import SignInRequest
from travel.account.profile import Profile
from travel.errors import BadCode, BadEmail, EmailTaken, TooManyTries

LIFETIME = timedelta(minutes=10)
MAX_TRIES = 5
WINDOW = timedelta(hours=1)
MAX_PER_ADDRESS = 3
MAX_PER_NETWORK = 10
MAX_WRONG_PER_NETWORK = 50
"""Wrong codes an hour: an office behind one address mistypes, a machine that guesses has to stop."""

_KINDS: dict[str, Kind] = {"sign_in": "sign_in_code", "change_email": "change_email_code"}


@dataclass(frozen=True)
class _Subject:
    """What a code is for; ``user`` for a change of address alone."""

    purpose: str
    email: str
    user: str | None = None

    def digest(self, salt: str, code: str) -> str:
        return digests.salted(salt, self.purpose, self.email, self.user or "", code)


class SqlSignInCodes:
    """``travel.account.ports.SignInCodes``: at most three codes an hour to one address and ten from one network.

    Known and unknown addresses take the same statements and get the same mail.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def request(self, wanted: SignInRequest, *, now: datetime) -> None:
        subject = _Subject(wanted.purpose, tidy_email(wanted.email), wanted.user)
        code = digests.new_code()
        async with self._database.write() as session:
            if subject.user is not None:
                await must_exist(session, subject.user)
            if await _too_many(session, subject, wanted.network, now):
                raise TooManyTries(subject.email)
            await _store(session, subject, wanted, code, now)
            payload = {"locale": wanted.locale, "code": code}
            await post(session, _KINDS[subject.purpose], subject.email, payload, now=now, lifetime=LIFETIME)

    async def redeem(self, email: str, code: str, *, now: datetime, network: str) -> str:
        subject = _subject("sign_in", email)
        async with self._database.write() as session:
            # Guesses sent at once must count one after the other.
            await one_at_a_time(session, f"wrong codes of {network}")
            if await _guessing(session, network, now):
                raise TooManyTries(subject.email)
            row = await _newest(session, subject, now)
            good = row is not None and await _try(session, subject, row, code, now)
            user = await _account(session, subject.email, row.locale, now) if row is not None and good else None
            if user is None:
                await session.execute(insert(wrong_codes).values(network=network, at=now))
        # Outside the transaction: the try must count.
        if user is None:
            raise BadCode(subject.email)
        return user

    async def redeem_change(self, user: str, email: str, code: str, *, now: datetime) -> Profile:
        subject = _subject("change_email", email, user)
        taken = False
        async with self._database.write() as session:
            row = await _newest(session, subject, now)
            good = row is not None and await _try(session, subject, row, code, now)
            if good and not (taken := await _taken(session, subject)):
                await _move(session, subject)
                return await stored(session, user)
        if taken:
            raise EmailTaken(subject.email)
        raise BadCode(subject.email)


def _subject(purpose: str, email: str, user: str | None = None) -> _Subject:
    try:
        return _Subject(purpose, tidy_email(email), user)
    except BadEmail:
        # No code was ever sent there.
        raise BadCode(email) from None


async def _too_many(session: AsyncSession, subject: _Subject, network: str, now: datetime) -> bool:
    # Counting and adding must not interleave, or requests sent at once would all count too few.
    await one_at_a_time(session, f"sign-in of {subject.email}")
    await one_at_a_time(session, f"sign-in from {network}")
    same_address = sign_in_codes.c.email == subject.email
    same_network = sign_in_codes.c.network == network
    if subject.user is not None:
        same_network = or_(same_network, sign_in_codes.c.user_id == subject.user)
    counts = (
        await session.execute(
            select(func.count().filter(same_address), func.count().filter(same_network)).where(
                sign_in_codes.c.created > now - WINDOW, or_(same_address, same_network)
            )
        )
    ).one()
    return bool(counts[0] >= MAX_PER_ADDRESS or counts[1] >= MAX_PER_NETWORK)


async def _guessing(session: AsyncSession, network: str, now: datetime) -> bool:
    query = select(func.count()).where(wrong_codes.c.network == network, wrong_codes.c.at > now - WINDOW)
    return (await session.scalar(query) or 0) >= MAX_WRONG_PER_NETWORK


async def _store(session: AsyncSession, subject: _Subject, wanted: SignInRequest, code: str, now: datetime) -> None:
    salt = secrets.token_hex(16)
    await session.execute(
        insert(sign_in_codes).values(
            purpose=subject.purpose,
            email=subject.email,
            user_id=subject.user,
            network=wanted.network,
            locale=wanted.locale,
            salt=salt,
            digest=subject.digest(salt, code),
            created=now,
            expires=now + LIFETIME,
            tries=0,
        )
    )


async def _newest(session: AsyncSession, subject: _Subject, now: datetime) -> Row[Any] | None:
    """The code that counts, locked; None when it was used or is too old."""
    same = and_(
        sign_in_codes.c.purpose == subject.purpose,
        sign_in_codes.c.email == subject.email,
        sign_in_codes.c.user_id.is_(None) if subject.user is None else sign_in_codes.c.user_id == subject.user,
    )
    query = select(sign_in_codes).where(same).order_by(sign_in_codes.c.id.desc()).limit(1).with_for_update()
    row = (await session.execute(query)).one_or_none()
    return None if row is None or row.used is not None or row.expires <= now else row


async def _try(session: AsyncSession, subject: _Subject, row: Row[Any], code: str, now: datetime) -> bool:
    """Count a try and say whether it was right; a right code is used up. Raises TooManyTries."""
    if row.tries >= MAX_TRIES:
        raise TooManyTries(subject.email)
    good = hmac.compare_digest(subject.digest(row.salt, code.strip()), row.digest)
    used = {"used": now} if good else {}
    this = update(sign_in_codes).where(sign_in_codes.c.id == row.id)
    await session.execute(this.values(tries=row.tries + 1, **used))
    return good


async def _account(session: AsyncSession, email: str, locale: str, now: datetime) -> str:
    """The account of the address, made if there is none."""
    await one_at_a_time(session, f"account of {email}")
    new = {"id": new_id("u"), "email": email, "locale": locale, "created": now, "preferences": {}, "version": 1}
    await session.execute(insert_into(session, users).values(new).on_conflict_do_nothing())
    return str(await session.scalar(select(users.c.id).where(users.c.email == email)))


async def _taken(session: AsyncSession, subject: _Subject) -> bool:
    await one_at_a_time(session, f"account of {subject.email}")
    query = select(exists().where(users.c.email == subject.email, users.c.id != subject.user))
    return bool(await session.scalar(query))


async def _move(session: AsyncSession, subject: _Subject) -> None:
    moved = update(users).where(users.c.id == subject.user, users.c.email.is_not(None), users.c.email != subject.email)
    await session.execute(moved.values(email=subject.email, version=users.c.version + 1))
