"""Being forgotten: what goes, what has to stay, and what is still ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from travel.account.ports import Erasures
from travel.booking.bookings import Booking, Owner
from travel.ports import BookingStore


@dataclass(frozen=True)
class Kept:
    """Bookings that stay without names, for accounting; ``ahead`` are those whose journey has not begun."""

    bookings: tuple[Booking, ...]
    ahead: tuple[Booking, ...]


async def what_stays(bookings: BookingStore, owner: Owner, *, now: datetime) -> Kept:
    """The owner's bookings, as they matter before everything else is erased."""
    found: Sequence[Booking] = await bookings.list(owner)
    ahead = tuple(one for one in found if one.status in ("confirmed", "changed") and one.starts > now)
    return Kept(tuple(found), ahead)


async def forget_me(erasures: Erasures, owner: Owner, *, now: datetime) -> None:
    """Ask for the account to be erased, or for a guest's conversation. Repeatable."""
    if owner.user is not None:
        await erasures.ask(user=owner.user, now=now)
    else:
        await erasures.ask(conversation=owner.conversation, now=now)
