"""Accounts in memory, true to their ports: tests/fakes/test_people_contracts.py holds them to what the real ones do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from tests.fakes.stores import MemoryBookingStore
from travel.account.addresses import tidy_email
from travel.account.checks import checked
from travel.account.ports import Erasure, Link, SignInRequest
from travel.account.profile import Profile, ProfileChange
from travel.booking.bookings import Owner
from travel.errors import BadCode, EmailTaken, NoSuchUser, NotYours, ProfileMoved, TooManyTries

CODES_AN_HOUR = 3
TRIES = 5
LIFETIME = timedelta(minutes=10)


@dataclass
class MemoryAccounts:
    """``travel.account.ports.Accounts`` beside a booking store; ``reads`` counts how often a profile was asked for."""

    bookings: MemoryBookingStore
    profiles: dict[str, Profile] = field(default_factory=dict)
    conversation_of: dict[str, str] = field(default_factory=dict)
    reads: int = 0

    async def profile(self, user: str) -> Profile:
        self.reads += 1
        return self.known(user)

    async def change(self, user: str, change: ProfileChange, *, now: datetime, version: int | None = None) -> Profile:
        wanted, before = checked(change, today=now.date()), self.known(user)
        if version is not None and version != before.version:
            raise ProfileMoved(user)
        merged = {**before.preferences, **wanted.preferences}
        new = replace(
            before,
            **wanted.values,
            preferences={name: value for name, value in merged.items() if value is not None},
            companions=before.companions if wanted.companions is None else wanted.companions,
        )
        if new != before:
            new = replace(new, version=before.version + 1)
        self.profiles[user] = new
        return new

    async def bind(self, user: str, conversation: str, *, now: datetime) -> None:
        self.known(user)
        if self.conversation_of.setdefault(conversation, user) != user:
            raise NotYours(conversation)
        for reference, one in self.bookings.kept.items():
            if one.owner.conversation == conversation:
                self.bookings.kept[reference] = replace(one, owner=Owner(conversation, user))

    async def conversations(self, user: str) -> Sequence[str]:
        return [one for one, owner in self.conversation_of.items() if owner == user]

    async def export(self, user: str) -> dict[str, Any]:
        return {"profile": {"email": self.known(user).email}}

    def known(self, user: str) -> Profile:
        if user not in self.profiles:
            raise NoSuchUser(user)
        return self.profiles[user]


@dataclass
class MemorySignInCodes:
    """``travel.account.ports.SignInCodes``; ``sent`` are the codes with the address each went to."""

    accounts: MemoryAccounts
    sent: list[tuple[str, str]] = field(default_factory=list)
    _open: dict[tuple[str, str | None], tuple[str, datetime, int]] = field(default_factory=dict)
    _asked: Counter[str] = field(default_factory=Counter)

    async def request(self, wanted: SignInRequest, *, now: datetime) -> None:
        email = tidy_email(wanted.email)
        if self._asked[email] >= CODES_AN_HOUR:
            raise TooManyTries(email)
        self._asked[email] += 1
        code = f"{111_111 * len(self.sent) + 100_000:06d}"
        self.sent.append((email, code))
        self._open[email, wanted.user] = (code, now + LIFETIME, 0)

    async def redeem(self, email: str, code: str, *, now: datetime, network: str) -> str:
        address = self._use(email, None, code, now)
        known = [one.user for one in self.accounts.profiles.values() if one.email == address]
        user = known[0] if known else f"u_{len(self.accounts.profiles)}"
        self.accounts.profiles.setdefault(user, Profile(user, address, now, 1))
        return user

    async def redeem_change(self, user: str, email: str, code: str, *, now: datetime) -> Profile:
        address = self._use(email, user, code, now)
        if any(one.email == address for one in self.accounts.profiles.values()):
            raise EmailTaken(address)
        before = self.accounts.known(user)
        self.accounts.profiles[user] = replace(before, email=address, version=before.version + 1)
        return self.accounts.profiles[user]

    def _use(self, email: str, user: str | None, code: str, now: datetime) -> str:
        address = tidy_email(email)
        good, until, tries = self._open.get((address, user), ("", now, 0))
        if until <= now:
            raise BadCode(address)
        if tries >= TRIES:
            raise TooManyTries(address)
        if code != good:
            self._open[address, user] = (good, until, tries + 1)
            raise BadCode(address)
        del self._open[address, user]
        return address


@dataclass
class MemorySessions:
    """``travel.account.ports.Sessions``; ``closed`` are the accounts that were signed out everywhere."""

    closed: list[str] = field(default_factory=list)

    async def close_all(self, user: str) -> None:
        self.closed.append(user)


@dataclass
class MemoryLinks:
    """``travel.account.ports.Links``; ``senders`` are those who are in a conversation, by channel and name."""

    accounts: MemoryAccounts
    served: dict[str, str] = field(default_factory=dict)
    senders: dict[tuple[str, str], str] = field(default_factory=dict)
    said_by: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    _codes: dict[str, tuple[str, str, datetime]] = field(default_factory=dict)
    _used: dict[str, tuple[str, str]] = field(default_factory=dict)
    _made: int = 0

    async def issue(self, user: str, conversation: str, *, now: datetime) -> str:
        self.accounts.known(user)
        if self.accounts.conversation_of.get(conversation) != user:
            raise NotYours(conversation)
        self._made += 1
        code = f"QWERTZ{self._made + 21}"
        self._codes = {old: kept for old, kept in self._codes.items() if old in self._used or kept[0] != user}
        self._codes[code] = (user, conversation, now + LIFETIME)
        return code

    async def redeem(self, code: str, channel: str, sender: str, *, now: datetime) -> Link:
        who, wanted = (channel, sender), code.strip().upper()
        user, conversation, until = self._codes.get(wanted, ("", "", now))
        if until <= now or self._used.get(wanted, who) != who:
            raise BadCode
        new = wanted not in self._used
        self._used[wanted] = who
        if new:
            self.senders[who] = conversation
        return Link(user, conversation, new)

    async def bots(self) -> dict[str, str]:
        return self.served

    async def channels(self, user: str) -> Sequence[str]:
        return sorted({channel for channel, _ in self._of(user)})

    async def unlink(self, user: str, channel: str | None = None, *, now: datetime) -> Sequence[str]:
        self._codes = {old: kept for old, kept in self._codes.items() if old in self._used or kept[0] != user}
        gone = [who for who in self._of(user) if channel in (None, who[0])]
        for who in gone:
            del self.senders[who]
        return sorted({name for name, _ in gone})

    async def leave(self, conversation: str, message_id: str, *, now: datetime) -> bool:
        return self.senders.pop(self.said_by.get((conversation, message_id), ("", "")), None) is not None

    def _of(self, user: str) -> list[tuple[str, str]]:
        owners = self.accounts.conversation_of
        return [who for who, conversation in self.senders.items() if owners.get(conversation) == user]


@dataclass
class MemoryErasures:
    """``travel.account.ports.Erasures``; ``asked`` are the accounts and conversations to be erased."""

    accounts: MemoryAccounts
    asked: list[tuple[str | None, str | None]] = field(default_factory=list)

    async def ask(self, *, now: datetime, user: str | None = None, conversation: str | None = None) -> None:
        if (user is None) == (conversation is None):
            raise ValueError("either an account or a conversation is erased")
        if (user, conversation) not in self.asked:
            self.asked.append((user, conversation))
        self.accounts.profiles.pop(user or "", None)

    async def due(self, *, now: datetime, limit: int = 10) -> Sequence[Erasure]:
        return [Erasure(n, user, (talk,) if talk else ()) for n, (user, talk) in enumerate(self.asked)][:limit]

    async def carry_out(self, erasure: Erasure, *, now: datetime) -> None:
        return None

    async def finish(self, erasure: Erasure, *, now: datetime) -> None:
        del self.asked[erasure.id]
