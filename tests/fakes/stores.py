"""The stores in memory, true to their ports: tests/fakes/test_contracts.py holds them to what the real ones do."""

from __future__ import annotations

import builtins
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from travel.booking.bookings import Booking, Order, Owner, Quote
from travel.errors import (
    BadCode,
    HoldExpired,
    NoSuchBooking,
    NoSuchOffer,
    NoSuchQuote,
    NotCancellable,
    SoldOut,
    TooManyTries,
)
from travel.money import Money
from travel.offers import Content, FlightOffer, Offer
from travel.recommendations import Impression, Outcome, Reaction, Reactions

VISIBLE = ("confirmed", "changed", "cancelled")
CODES_AN_HOUR = 3
TRIES = 5


@dataclass
class MemoryOfferStore:
    """``travel.ports.OfferStore``."""

    kept: dict[str, Offer] = field(default_factory=dict)

    async def save(
        self, conversation: str, contents: Sequence[Content], *, now: datetime, lifetime: timedelta
    ) -> list[Offer]:
        new = [
            Offer(f"of_{len(self.kept) + place}", conversation, content, now + lifetime)
            for place, content in enumerate(contents)
        ]
        self.kept |= {offer.id: offer for offer in new}
        return new

    async def get(self, conversation: str, ids: Sequence[str]) -> list[Offer]:
        found = [self.kept.get(one) for one in ids]
        if any(offer is None or offer.conversation != conversation for offer in found):
            raise NoSuchOffer
        return [offer for offer in found if offer is not None]


@dataclass
class MemoryQuoteStore:
    """``travel.ports.QuoteStore``."""

    kept: dict[str, Quote] = field(default_factory=dict)

    async def save(self, quote: Quote) -> None:
        self.kept[quote.id] = quote

    async def get(self, owner: Owner, quote_id: str) -> Quote:
        quote = self.kept.get(quote_id)
        if quote is None or not _same(quote.owner, owner):
            raise NoSuchQuote(quote_id)
        return quote


@dataclass
class MemoryBookingStore:
    """``travel.ports.BookingStore`` and ``StockReader``; ``mails`` are the kinds sent with each booking's reference."""

    taken: Counter[str] = field(default_factory=Counter)
    kept: dict[str, Booking] = field(default_factory=dict)
    opened: set[tuple[str, str]] = field(default_factory=set)
    mails: builtins.list[tuple[str, str]] = field(default_factory=builtins.list)

    async def sold(self, keys: Iterable[str]) -> dict[str, int]:
        return {key: self.taken[key] for key in keys if self.taken[key]}

    async def hold(self, order: Order, *, now: datetime, deadline: datetime) -> builtins.list[Booking]:
        earlier = await self.find_order(order.key)
        if earlier:
            if not _same(earlier[0].owner, order.owner):
                raise NoSuchBooking(order.key)
            return earlier
        self._take(order.offers)
        new = [self._held(order, offer, now, deadline, place) for place, offer in enumerate(order.offers)]
        self.kept |= {booking.reference: booking for booking in new}
        return new

    async def find_order(self, order_key: str) -> builtins.list[Booking]:
        return [booking for booking in self.kept.values() if booking.order == order_key]

    async def confirm(self, order_key: str, *, now: datetime) -> builtins.list[Booking]:
        found = await self.find_order(order_key)
        if not found:
            raise NoSuchBooking(order_key)
        if any(one.status == "expired" or (one.deadline is not None and one.deadline <= now) for one in found):
            raise HoldExpired(order_key)
        for one in [one for one in found if one.status == "held"]:
            self._move(replace(one, status="confirmed", deadline=None))
            self.mails.append(("booking_confirmed", one.reference))
        return await self.find_order(order_key)

    async def release(self, order_key: str, *, now: datetime) -> None:
        self._expire([one for one in await self.find_order(order_key) if one.status == "held"])

    async def cancel(self, reference: str, owner: Owner, *, refund: Money, now: datetime) -> Booking:
        booking = await self.get(reference, owner)
        if booking.status == "cancelled":
            return booking
        if booking.status not in ("confirmed", "changed"):
            raise NotCancellable(reference)
        done = replace(booking, status="cancelled", refund=refund)
        self._move(done)
        self._give_back(done.content)
        self.mails.append(("booking_cancelled", reference))
        return done

    async def get(self, reference: str, owner: Owner) -> Booking:
        booking = self.kept.get(reference)
        if booking is None or not self._may_see(booking, owner):
            raise NoSuchBooking(reference)
        return booking

    async def expire_holds(self, *, now: datetime, limit: int = 100) -> int:
        late = [one for one in self.kept.values() if one.status == "held" and one.deadline and one.deadline <= now]
        self._expire(late[:limit])
        return len(late[:limit])

    async def list(self, owner: Owner, *, upcoming_from: date | None = None) -> builtins.list[Booking]:
        mine = [one for one in self.kept.values() if one.status in VISIBLE and self._may_see(one, owner)]
        if upcoming_from is not None:
            mine = [one for one in mine if _last_day(one.content) >= upcoming_from]
        return sorted(mine, key=lambda one: (one.starts, one.reference))

    def _may_see(self, booking: Booking, owner: Owner) -> bool:
        return _same(booking.owner, owner) or (owner.conversation, booking.reference) in self.opened

    def _take(self, offers: Sequence[Offer]) -> None:
        after = self.taken.copy()
        for offer in offers:
            for use in offer.content.stock:
                after[use.key] += use.units
                if after[use.key] > use.capacity:
                    raise SoldOut(offer.id)
        self.taken = after

    def _give_back(self, content: Content) -> None:
        for use in content.stock:
            self.taken[use.key] -= use.units

    def _expire(self, held: Sequence[Booking]) -> None:
        for one in held:
            self._move(replace(one, status="expired", deadline=None))
            self._give_back(one.content)

    def _move(self, booking: Booking) -> None:
        self.kept[booking.reference] = booking

    def _held(self, order: Order, offer: Offer, now: datetime, deadline: datetime, place: int) -> Booking:
        return Booking(
            reference=f"TW-{len(self.kept) + place + 1:06d}",
            order=order.key,
            owner=order.owner,
            status="held",
            content=offer.content,
            passengers=order.passengers,
            email=order.email,
            price=offer.price,
            refund=None,
            created=now,
            deadline=deadline,
        )


@dataclass
class MemoryCodeStore:
    """``travel.ports.CodeStore`` beside a booking store; ``sent`` are the codes with reference and asker."""

    bookings: MemoryBookingStore
    sent: list[tuple[str, str, str]] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    tries: Counter[tuple[str, str]] = field(default_factory=Counter)
    used: set[tuple[str, str]] = field(default_factory=set)

    async def request(self, conversation: str, reference: str, *, now: datetime) -> None:
        if self.asked[reference] >= CODES_AN_HOUR:
            raise TooManyTries(reference)
        self.asked[reference] += 1
        self.tries[conversation, reference] = 0
        self.used.discard((conversation, reference))
        known = self.bookings.kept.get(reference)
        if known is not None and known.status in VISIBLE:
            self.sent.append((conversation, reference, f"{111_111 * len(self.sent) + 100_000:06d}"))

    async def redeem(self, conversation: str, reference: str, code: str, *, now: datetime) -> Booking:
        good = [text for asker, sent, text in self.sent if (asker, sent) == (conversation, reference)][-1:]
        if (conversation, reference) in self.used or not self.asked[reference]:
            raise BadCode(reference)
        if self.tries[conversation, reference] >= TRIES:
            raise TooManyTries(reference)
        self.tries[conversation, reference] += 1
        if [code.strip()] != good:
            raise BadCode(reference)
        self.used.add((conversation, reference))
        self.bookings.opened.add((conversation, reference))
        return self.bookings.kept[reference]


TELLING: dict[Outcome, int] = {"liked": 2, "disliked": 2, "booked": 2, "searched": 1, "opened": 0}
"""What says more of a taste; of equals the latest counts."""


@dataclass
class MemoryRecommendationLog:
    """``travel.ports.RecommendationLog``."""

    shown: list[Impression] = field(default_factory=list)
    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)

    async def record(self, shown: Sequence[Impression], *, now: datetime) -> list[str]:
        first = len(self.shown)
        self.shown += shown
        return [f"r_{number}" for number in range(first, len(self.shown))]

    async def outcome(self, impression: str, kind: Outcome, *, now: datetime) -> None:
        self.outcomes.append((impression, kind))

    async def reactions(self, owner: Owner) -> Reactions:
        latest: dict[str, Outcome] = {}
        for impression, kind in reversed(self.outcomes):
            one = self.shown[int(impression.removeprefix("r_"))]
            before = TELLING.get(latest.get(one.destination, "shown"), -1)
            if self._is_of(one, owner) and TELLING.get(kind, -1) > before:
                latest[one.destination] = kind
        return Reactions(tuple(Reaction(destination, kind) for destination, kind in latest.items()))

    async def recommended(self, owner: Owner) -> list[str]:
        order = [*range(len(self.shown)), *(int(one.removeprefix("r_")) for one, _ in self.outcomes)]
        dealt = [self.shown[number].destination for number in reversed(order) if self._is_of(self.shown[number], owner)]
        return list(dict.fromkeys(dealt))

    async def came_of(self, owner: Owner, destination: str, kind: Outcome, *, now: datetime) -> None:
        for number, one in reversed(list(enumerate(self.shown))):
            if one.destination == destination and self._is_of(one, owner):
                await self.outcome(f"r_{number}", kind, now=now)
                return

    async def forget_taste(self, owner: Owner, destination: str | None = None) -> int:
        gone = {one.destination for one in (await self.reactions(owner)).all if destination in (None, one.destination)}
        own = {
            f"r_{number}"
            for number, one in enumerate(self.shown)
            if self._is_of(one, owner) and destination in (None, one.destination)
        }
        self.outcomes = [(impression, kind) for impression, kind in self.outcomes if impression not in own]
        return len(gone)

    @staticmethod
    def _is_of(one: Impression, owner: Owner) -> bool:
        return one.conversation == owner.conversation or (owner.user is not None and one.user == owner.user)


def _same(one: Owner, other: Owner) -> bool:
    return one.conversation == other.conversation or (one.user is not None and one.user == other.user)


def _last_day(content: Content) -> date:
    return content.slices[-1].arrives.date() if isinstance(content, FlightOffer) else content.check_out
