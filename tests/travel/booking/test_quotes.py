"""A summary that is shown again while nothing has changed is the same quote."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.fakes.samples import EMAIL, JAN, MARTA, NOW, flight, stay
from tests.travel.booking.conftest import NAMES, Shop
from travel.booking.book import QUOTE_LIFETIME, quote_trip
from travel.booking.cancel_booking import quote_cancellation

MINUTE = timedelta(minutes=1)


async def test_a_summary_shown_again_makes_no_new_quote(shop: Shop):
    ids = await shop.show(flight())
    first, _ = await shop.quote(ids)
    again, _ = await quote_trip(shop.counter, MARTA, ids, NAMES[:1], EMAIL, now=NOW + MINUTE, earlier=first.id)
    assert again == first
    assert list(shop.quotes.kept) == [first.id]


@pytest.mark.parametrize("moved", ["offer", "name", "email", "time", "owner", "unknown"])
async def test_whatever_changes_makes_a_new_one(shop: Shop, moved: str):
    ids, others = await shop.show(flight()), await shop.show(flight(key="another"))
    first, _ = await shop.quote(ids)
    owner = JAN if moved == "owner" else MARTA
    again, _ = await quote_trip(
        shop.counter,
        owner,
        await shop.show(flight(), conversation=JAN.conversation)
        if moved == "owner"
        else others
        if moved == "offer"
        else ids,
        NAMES[1:] if moved == "name" else NAMES[:1],
        "jan@example.org" if moved == "email" else EMAIL,
        now=NOW + QUOTE_LIFETIME + MINUTE if moved == "time" else NOW,
        earlier="q_unknown" if moved == "unknown" else first.id,
    )
    assert again.id != first.id
    assert set(shop.quotes.kept) == {first.id, again.id}


async def test_a_cancellation_asked_again_is_the_same_until_the_refund_moves(shop: Shop):
    (booked,) = await shop.booked(stay())

    async def ask(later: timedelta, earlier: str | None):
        quote, _ = await quote_cancellation(
            shop.bookings, shop.quotes, MARTA, booked.reference, now=NOW + later, earlier=earlier
        )
        return quote

    first = await ask(timedelta(0), None)
    assert await ask(MINUTE, first.id) == first
    late = await ask(booked.rule.refund_until - NOW + MINUTE, first.id)
    assert (late.id == first.id, late.amount.amount) == (False, 0)
