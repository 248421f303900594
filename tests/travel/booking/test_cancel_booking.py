"""What cancelling brings back is said first and then kept to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.fakes.samples import JAN, MARTA, NOW, eur, flight, stay
from tests.travel.booking.conftest import Shop
from travel.booking.bookings import Booking, Quote
from travel.booking.cancel_booking import QUOTE_LIFETIME, cancel_booking, quote_cancellation, refund_of
from travel.errors import NoSuchBooking, NoSuchQuote, NotCancellable, QuoteChanged, QuoteExpired
from travel.rules import Rule

SECOND = timedelta(seconds=1)
SOON = stay(rule=Rule(refund_share=Decimal(1), refund_until=NOW + timedelta(minutes=10)))


async def ask(shop: Shop, booking: Booking, **more) -> tuple[Quote, Booking]:
    return await quote_cancellation(
        shop.bookings, shop.quotes, more.get("owner", MARTA), booking.reference, now=more.get("now", NOW)
    )


async def yes(shop: Shop, quote: Quote, **more) -> Booking:
    return await cancel_booking(
        shop.bookings, shop.quotes, more.get("owner", MARTA), quote.id, now=more.get("now", NOW)
    )


async def test_the_quote_says_what_comes_back_and_cancels_nothing(shop: Shop):
    booked, _ = await shop.booked(flight(), stay())
    quote, found = await ask(shop, booked)
    assert (quote.kind, quote.amount, quote.subjects) == ("cancel", eur("85.90"), (booked.reference,))
    assert found.status == "confirmed"
    assert sum(shop.bookings.taken.values()) == 2


async def test_a_yes_cancels_one_booking_and_leaves_the_other(shop: Shop):
    booked, room = await shop.booked(flight(), stay())
    done = await yes(shop, (await ask(shop, booked))[0])
    assert (done.status, done.refund) == ("cancelled", eur("85.90"))
    assert (await shop.bookings.get(room.reference, MARTA)).status == "confirmed"
    assert +shop.bookings.taken == {room.content.stock[0].key: 1}


async def test_a_second_yes_finds_it_done(shop: Shop):
    (booked,) = await shop.booked(flight())
    quote, _ = await ask(shop, booked)
    first = await yes(shop, quote)
    assert await yes(shop, quote, now=NOW + timedelta(days=2)) == first
    assert [kind for kind, _ in shop.bookings.mails].count("booking_cancelled") == 1


async def test_a_refund_that_moved_meanwhile_is_asked_again(shop: Shop):
    (booked,) = await shop.booked(SOON)
    quote, _ = await ask(shop, booked)
    assert quote.amount == eur("792.00")
    with pytest.raises(QuoteChanged):
        await yes(shop, quote, now=NOW + timedelta(minutes=10) + SECOND)
    assert (await shop.bookings.get(booked.reference, MARTA)).status == "confirmed"
    again, _ = await ask(shop, booked, now=NOW + timedelta(minutes=11))
    assert (await yes(shop, again, now=NOW + timedelta(minutes=11))).refund == eur("0.00")


async def test_a_yes_at_the_deadline_counts(shop: Shop):
    (booked,) = await shop.booked(SOON)
    quote, _ = await ask(shop, booked)
    assert (await yes(shop, quote, now=NOW + timedelta(minutes=10))).refund == eur("792.00")


async def test_an_old_quote_needs_a_new_one(shop: Shop):
    (booked,) = await shop.booked(flight())
    quote, _ = await ask(shop, booked)
    assert (await yes(shop, quote, now=NOW + QUOTE_LIFETIME)).status == "cancelled"
    (other,) = await shop.booked(stay())
    late, _ = await ask(shop, other)
    with pytest.raises(QuoteExpired):
        await yes(shop, late, now=NOW + QUOTE_LIFETIME + SECOND)


@pytest.mark.parametrize("status", ["held", "cancelled", "expired"])
async def test_only_what_stands_can_be_cancelled(shop: Shop, status: str):
    (booked,) = await shop.booked(flight())
    with pytest.raises(NotCancellable):
        refund_of(replace(booked, status=status), now=NOW)  # type: ignore[arg-type]


async def test_a_journey_that_has_begun_cannot_be_cancelled(shop: Shop):
    (booked,) = await shop.booked(flight())
    assert refund_of(booked, now=booked.starts - SECOND) == eur("85.90")
    with pytest.raises(NotCancellable):
        await ask(shop, booked, now=booked.starts)


async def test_what_is_not_mine_is_not_there(shop: Shop):
    (booked,) = await shop.booked(flight())
    quote, _ = await ask(shop, booked)
    with pytest.raises(NoSuchBooking):
        await ask(shop, booked, owner=JAN)
    with pytest.raises(NoSuchQuote):
        await yes(shop, quote, owner=JAN)
