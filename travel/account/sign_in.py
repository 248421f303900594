"""Signing in: a right code opens the account and takes the guest's conversation along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from travel.account.ports import Accounts, SignInCodes
from travel.account.profile import Profile
from travel.booking.bookings import Booking, Owner
from travel.ports import BookingStore

CODE_DIGITS = 6
TRIES = 5
"""Wrong codes after which a new one is needed; ``SignInCodes`` counts, this is for telling what is left."""


@dataclass(frozen=True)
class SignedIn:
    """The account, and the guest's bookings that are the account's from now on."""

    profile: Profile
    brought: tuple[Booking, ...]


async def sign_in(
    codes: SignInCodes,
    accounts: Accounts,
    bookings: BookingStore,
    email: str,
    code: str,
    *,
    conversation: str,
    now: datetime,
) -> SignedIn:
    """Use up the code and bind the conversation to its account.

    Raises BadCode, TooManyTries, and NotYours when the conversation is another account's.
    """
    user = await codes.redeem(email, code, now=now, network=conversation)
    brought = await bookings.list(Owner(conversation))
    await accounts.bind(user, conversation, now=now)
    return SignedIn(await accounts.profile(user), tuple(brought))
