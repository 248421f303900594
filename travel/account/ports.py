"""What accounts need from storage; ``db/people`` implements it. ``now`` is an aware datetime in UTC."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from travel.account.profile import Profile, ProfileChange


@dataclass(frozen=True)
class SignInRequest:
    """Who asks for a code: ``network`` is the address of the connection or the conversation, whatever is known."""

    email: str
    network: str
    locale: str = "en-GB"
    purpose: Literal["sign_in", "change_email"] = "sign_in"
    user: str | None = None
    """The account whose address is to change; only for ``change_email``."""


class SignInCodes(Protocol):
    """Six digits by mail: ten minutes, five tries, one use."""

    async def request(self, wanted: SignInRequest, *, now: datetime) -> None:
        """Mail a code, whether the address is known or not: nothing tells which.

        Raises BadEmail, and TooManyTries when this address or this network asked too often.
        """
        ...

    async def redeem(self, email: str, code: str, *, now: datetime, network: str) -> str:
        """The account of the address, made at its first sign-in; the code is used up. Raises BadCode, TooManyTries."""
        ...

    async def redeem_change(self, user: str, email: str, code: str, *, now: datetime) -> Profile:
        """Give the account its new address. Raises BadCode, TooManyTries, EmailTaken (after a right code only)."""
        ...


class Accounts(Protocol):
    """Accounts and what belongs to them."""

    async def profile(self, user: str) -> Profile:
        """Raises NoSuchUser."""
        ...

    async def change(self, user: str, change: ProfileChange, *, now: datetime, version: int | None = None) -> Profile:
        """Change what is named, in one transaction; the same again changes nothing.

        Raises NoSuchUser, BadProfile, and ProfileMoved when ``version`` is given and no longer the newest.
        """
        ...

    async def bind(self, user: str, conversation: str, *, now: datetime) -> None:
        """A guest's conversation becomes the account's, with its bookings, recommendations and opened bookings.

        Repeatable. Raises NoSuchUser, and NotYours when the conversation is another account's.
        """
        ...

    async def conversations(self, user: str) -> Sequence[str]:
        """Ids of all conversations of the account, the last used first."""
        ...

    async def export(self, user: str) -> dict[str, Any]:
        """Everything that is kept of the account, as JSON. Raises NoSuchUser."""
        ...


class Sessions(Protocol):
    """Where an account is signed in."""

    async def close_all(self, user: str) -> None:
        """End every session of an account, and whatever could begin another. Repeatable."""
        ...


@dataclass(frozen=True)
class Link:
    """What a code has led to: the account's conversation. ``new`` is False when the same sender sent it before."""

    user: str
    conversation: str
    new: bool


class Links(Protocol):
    """One traveller on many channels: who writes from a messenger can be in an account's conversation."""

    async def issue(self, user: str, conversation: str, *, now: datetime) -> str:
        """A code of eight letters and digits, good once and for ten minutes, for this conversation of the account.

        Codes before it are good no more. Raises NoSuchUser, NotYours, TooManyTries.
        """
        ...

    async def redeem(self, code: str, channel: str, sender: str, *, now: datetime) -> Link:
        """Bring a known sender of a messenger to the code's conversation, with what they booked as a guest.

        Repeatable by the same sender. Raises BadCode, TooManyTries.
        """
        ...

    async def bots(self) -> Mapping[str, str]:
        """The messengers on which we can be reached, with our name there; empty where names mean nothing."""
        ...

    async def channels(self, user: str) -> Sequence[str]:
        """The messengers from which the account is used."""
        ...

    async def unlink(self, user: str, channel: str | None = None, *, now: datetime) -> Sequence[str]:
        """Let nobody use the account from this messenger, or from any, and no unused code lead there; repeatable.

        Those senders are guests in a new conversation. Gives the messengers that were left.
        """
        ...

    async def leave(self, conversation: str, message_id: str, *, now: datetime) -> bool:
        """Who sent this message from a messenger leaves the conversation for one of their own; False on the web."""
        ...


class Erasures(Protocol):
    """What travellers want forgotten. Asked for in one transaction, carried out by the worker until it is done."""

    async def ask(self, *, now: datetime, user: str | None = None, conversation: str | None = None) -> None:
        """Note an account, or a guest's conversation, to be erased; its sessions end at once. Repeatable.

        The account is gone from now on: NoSuchUser everywhere, and its address may have a new one.
        """
        ...

    async def due(self, *, now: datetime, limit: int = 10) -> Sequence[Erasure]:
        """What is to be erased, claimed with a lease; not while a message of its conversations is being answered."""
        ...

    async def carry_out(self, erasure: Erasure, *, now: datetime) -> None:
        """Erase or anonymise every row, in one transaction; repeatable.

        Bookings stay with reference, dates, prices and status, as accounting needs them, without anybody's name or
        address. The engine forgets first; it must forget once more afterwards, and then ``finish`` is due.
        """
        ...

    async def finish(self, erasure: Erasure, *, now: datetime) -> None:
        """It is done in the engine as well: nobody's id is kept of it. Repeatable."""
        ...


@dataclass(frozen=True)
class Erasure:
    """One wish to be forgotten: ``conversations`` are those whose dialogue the engine must forget as well."""

    id: int
    user: str | None
    conversations: tuple[str, ...]
