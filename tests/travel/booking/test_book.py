"""A quote fixes what a yes buys; the yes buys that or nothing, and only once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.fakes.samples import EMAIL, JAN, MARTA, NOW, eur, flight, stay
from tests.travel.booking.conftest import NAMES, Shop
from travel.booking.book import QUOTE_LIFETIME, quote_trip
from travel.booking.bookings import Order, Passenger
from travel.errors import (
    HoldExpired,
    MixedCurrencies,
    NoSuchOffer,
    NoSuchQuote,
    PartyMismatch,
    QuoteChanged,
    QuoteExpired,
    SoldOut,
)
from travel.money import Money
from travel.party import Party

MINUTE = timedelta(minutes=1)


async def test_a_quote_holds_total_names_and_offers(shop: Shop):
    ids = await shop.show(flight(party=Party(2)), stay())
    quote, offers = await shop.quote(ids, 2)
    assert quote.amount == eur("963.80")
    assert (quote.kind, quote.subjects, quote.passengers, quote.email) == ("book", tuple(ids), NAMES, EMAIL)
    assert quote.expires - quote.created == QUOTE_LIFETIME
    assert [offer.id for offer in offers] == ids
    assert await shop.quotes.get(MARTA, quote.id) == quote


async def test_a_quote_buys_nothing(shop: Shop):
    await shop.quote(await shop.show(flight()))
    assert shop.bookings.kept == {}
    assert not shop.bookings.taken


async def test_a_yes_books_everything_as_quoted(shop: Shop):
    quote, _ = await shop.quote(await shop.show(flight(party=Party(2)), stay()), 2)
    done = await shop.yes(quote)
    assert [(one.kind, one.status, str(one.price)) for one in done] == [
        ("flight", "confirmed", "171.80 EUR"),
        ("stay", "confirmed", "792.00 EUR"),
    ]
    assert {(one.email, one.passengers, one.order) for one in done} == {(EMAIL, NAMES, quote.id)}
    assert shop.bookings.taken == {"flight:TP535:2027-02-12": 2, "stay:casa-da-rua:2027-02-12": 1}


async def test_a_second_yes_finds_the_first(shop: Shop):
    quote, _ = await shop.quote(await shop.show(flight()))
    first = await shop.yes(quote)
    assert await shop.yes(quote, now=NOW + timedelta(hours=5)) == first
    assert sum(shop.bookings.taken.values()) == 1
    assert len(shop.bookings.mails) == 1


async def test_a_yes_after_a_crash_confirms_what_was_held(shop: Shop):
    """The process died between hold and confirm; the traveller says yes again."""
    quote, _ = await shop.quote(await shop.show(flight()))

    async def dies(order_key: str, **_: object) -> None:
        raise ConnectionResetError

    confirm, shop.bookings.confirm = shop.bookings.confirm, dies  # type: ignore[method-assign, assignment]
    with pytest.raises(ConnectionResetError):
        await shop.yes(quote)
    shop.bookings.confirm = confirm  # type: ignore[method-assign]
    assert [one.status for one in await shop.yes(quote, now=NOW + 5 * MINUTE)] == ["confirmed"]
    assert sum(shop.bookings.taken.values()) == 1


@pytest.mark.parametrize("swept", [False, True])
async def test_a_yes_after_the_hold_ran_out_books_nothing(shop: Shop, swept: bool):
    quote, offers = await shop.quote(await shop.show(flight()))
    order = Order(quote.id, MARTA, tuple(offers), quote.passengers, EMAIL)
    await shop.bookings.hold(order, now=NOW, deadline=NOW + 15 * MINUTE)
    late = NOW + 15 * MINUTE
    if swept:
        await shop.bookings.expire_holds(now=late)
    with pytest.raises(HoldExpired):
        await shop.yes(quote, now=late)
    assert all(one.status != "confirmed" for one in shop.bookings.kept.values())


async def test_the_hold_lasts_as_long_as_the_counter_says(shop: Shop):
    seen = []
    hold = shop.bookings.hold

    async def watch(order, *, now, deadline):
        seen.append((now, deadline))
        return await hold(order, now=now, deadline=deadline)

    shop.bookings.hold = watch  # type: ignore[method-assign]
    await shop.yes((await shop.quote(await shop.show(flight())))[0])
    assert seen == [(NOW, NOW + 15 * MINUTE)]


async def test_an_old_quote_needs_a_new_summary(shop: Shop):
    quote, _ = await shop.quote(await shop.show(flight()))
    with pytest.raises(QuoteExpired):
        await shop.yes(quote, now=NOW + QUOTE_LIFETIME + timedelta(seconds=1))
    assert shop.bookings.kept == {}


async def test_an_expired_offer_is_refreshed_when_quoted(shop: Shop):
    ids = await shop.show(flight(price="171.80"))
    shop.flights.today[flight().key] = flight(price="184.20")
    later = NOW + 31 * MINUTE
    quote, offers = await shop.quote(ids, now=later)
    assert (quote.amount, offers[0].id != ids[0]) == (eur("184.20"), True)
    assert offers[0].expires == later + timedelta(minutes=20)
    assert quote.subjects == (offers[0].id,)
    (done,) = await shop.yes(quote, now=later)
    assert done.price == eur("184.20")


async def test_an_offer_that_holds_keeps_its_price_whatever_the_market_does(shop: Shop):
    ids = await shop.show(flight(price="171.80"))
    shop.flights.today[flight().key] = flight(price="184.20")
    quote, offers = await shop.quote(ids)
    assert (quote.amount, offers[0].id) == (eur("171.80"), ids[0])
    assert (await shop.yes(quote))[0].price == eur("171.80")


async def test_a_price_that_moved_before_the_yes_is_not_booked(shop: Shop):
    ids = await shop.show(flight())
    quote, _ = await shop.quote(ids, now=NOW + 29 * MINUTE)
    shop.flights.today[flight().key] = flight(price="184.20")
    with pytest.raises(QuoteChanged):
        await shop.yes(quote, now=NOW + 31 * MINUTE)
    assert shop.bookings.kept == {}


async def test_a_rule_that_moved_before_the_yes_is_not_booked(shop: Shop):
    ids = await shop.show(flight())
    quote, _ = await shop.quote(ids, now=NOW + 29 * MINUTE)
    shop.flights.today[flight().key] = flight(rule=replace(flight().rule, refund_share=Decimal(0)))
    with pytest.raises(QuoteChanged):
        await shop.yes(quote, now=NOW + 31 * MINUTE)


async def test_a_price_that_did_not_move_is_booked_after_the_offer_ran_out(shop: Shop):
    quote, _ = await shop.quote(await shop.show(flight()), now=NOW + 29 * MINUTE)
    (done,) = await shop.yes(quote, now=NOW + 31 * MINUTE)
    assert (done.status, done.price) == ("confirmed", eur("171.80"))


@pytest.mark.parametrize("minutes", [0, 31])
async def test_the_last_seat_is_sold_once(shop: Shop, minutes: int):
    """Whether the offer still holds or has to be refreshed; the other half of the trip is not booked either."""
    mine = await shop.show(flight(capacity=1), stay(party=Party(1)))
    quote, _ = await shop.quote(mine, now=NOW + 5 * MINUTE)
    theirs = await shop.show(flight(capacity=1), conversation=JAN.conversation)
    other, _ = await shop.quote(theirs, owner=JAN)
    await shop.yes(other, owner=JAN)
    with pytest.raises(SoldOut) as refusal:
        await shop.yes(quote, now=NOW + minutes * MINUTE)
    assert refusal.value.offer == mine[0]
    assert [one.owner for one in shop.bookings.kept.values()] == [JAN]


async def test_sold_out_when_quoted(shop: Shop):
    ids = await shop.show(flight(capacity=1))
    shop.bookings.taken[flight().stock[0].key] = 1
    with pytest.raises(SoldOut):
        await shop.quote(ids, now=NOW + 31 * MINUTE)


async def test_names_must_match_the_seats_of_a_flight(shop: Shop):
    ids = await shop.show(flight(party=Party(2)))
    for people in (0, 1):
        with pytest.raises(PartyMismatch):
            await shop.quote(ids, people)
    assert (await shop.quote(ids, 2))[0].passengers == NAMES


@pytest.mark.parametrize(
    "children",
    [
        (Passenger("Ola", "child", 7),),
        (Passenger("Ola"), Passenger("Kai", "infant", 0)),
        (Passenger("Ola", "infant", 0),) * 2,
    ],
)
async def test_children_must_be_those_whom_the_flight_was_priced_for(shop: Shop, children: tuple[Passenger, ...]):
    ids = await shop.show(flight(party=Party(1, child_ages=(5,), infants=1)))
    with pytest.raises(PartyMismatch):
        await quote_trip(shop.counter, MARTA, ids, [NAMES[0], *children], EMAIL, now=NOW)
    right = [Passenger("Kai", "infant", 0), Passenger("Ola", "child", 5), NAMES[0]]
    assert (await quote_trip(shop.counter, MARTA, ids, right, EMAIL, now=NOW))[0].passengers == tuple(right)


async def test_two_currencies_have_no_total(shop: Shop):
    ids = await shop.show(flight(), replace(stay(), price=Money(Decimal("700.00"), "USD")))
    with pytest.raises(MixedCurrencies):
        await shop.quote(ids)


async def test_a_stay_needs_one_name_at_least(shop: Shop):
    ids = await shop.show(stay())
    with pytest.raises(PartyMismatch):
        await shop.quote(ids, 0)
    assert (await shop.quote(ids, 1))[0].amount == eur("792.00")


async def test_what_is_not_mine_is_not_there(shop: Shop):
    ids = await shop.show(flight())
    quote, _ = await shop.quote(ids)
    with pytest.raises(NoSuchOffer):
        await shop.quote(ids, owner=JAN)
    with pytest.raises(NoSuchQuote):
        await shop.yes(quote, owner=JAN)
    with pytest.raises(NoSuchQuote):
        await shop.yes(replace(quote, id="q_none"))
