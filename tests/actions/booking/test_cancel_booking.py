"""Cancelling by chat: what comes back is said first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.actions.talk import Talk
from tests.fakes.samples import EMAIL, NOW, eur, flight, stay
from travel.booking.bookings import Booking, Order, Owner, Passenger
from travel.offers import Content, Offer
from travel.rules import Rule


async def booked(talk: Talk, *contents: Content, key: str = "q_1") -> list[Booking]:
    """Bookings of this conversation, as if they had been made by chatting."""
    offers = tuple(
        Offer(f"of_{key}_{n}", talk.conversation, one, NOW + timedelta(hours=1)) for n, one in enumerate(contents)
    )
    order = Order(key, Owner(talk.conversation), offers, (Passenger("Marta Kowalska"),), EMAIL)
    await talk.desk.bookings.hold(order, now=NOW, deadline=NOW + timedelta(minutes=15))
    return await talk.desk.bookings.confirm(key, now=NOW)


async def status(talk: Talk, booking: Booking) -> str:
    return (await talk.desk.bookings.get(booking.reference, Owner(talk.conversation))).status


async def test_the_refund_is_said_and_a_yes_cancels(talk: Talk):
    (room,) = await booked(talk, stay())
    await talk.say("cancel my booking", "cancel_booking")
    assert (talk.kinds(), talk.asked) == (["booking"], "confirm")
    assert "792.00 EUR come back" in talk.text
    assert await status(talk, room) == "confirmed"
    await talk.say("yes", "affirm")
    assert (talk.said[0], await status(talk, room)) == ("utter_cancel_booking_done", "cancelled")
    assert "refund 792.00 EUR" in talk.text
    assert talk.cards[0]["data"]["status"] == "cancelled"
    await talk.say("yes", "affirm")
    assert talk.said == ["utter_affirm_nothing_open"]


async def test_the_kind_tells_which(talk: Talk):
    trip, room = await booked(talk, flight(), stay())
    await talk.say("cancel the hotel", "cancel_booking")
    assert talk.cards[0]["data"]["reference"] == room.reference
    await talk.say("yes", "affirm")
    assert (await status(talk, room), await status(talk, trip)) == ("cancelled", "confirmed")
    assert "utter_cancel_booking_rest" in talk.said


async def test_several_are_asked_about_with_choices(talk: Talk):
    trip, room = await booked(talk, flight(), stay())
    await talk.say("cancel my booking", "cancel_booking")
    assert (talk.asked, talk.kinds()) == ("booking_reference", ["booking", "booking"])
    label = next(one["label"] for one in talk.replies[-1]["ask"]["options"] if trip.reference in one["label"])
    await talk.tap(label)
    assert "85.90 EUR come back" in talk.text
    await talk.tap("Yes, cancel")
    assert (await status(talk, trip), await status(talk, room)) == ("cancelled", "confirmed")


@pytest.mark.parametrize("words", ["no", "keep it"])
async def test_a_no_keeps_it(talk: Talk, words: str):
    (room,) = await booked(talk, stay())
    await talk.say("cancel my booking", "cancel_booking")
    await talk.say(words, "deny")
    assert (talk.said, await status(talk, room)) == (["utter_cancel_booking_kept"], "confirmed")
    await talk.say("yes", "affirm")
    assert await status(talk, room) == "confirmed"


async def test_without_a_refund_it_is_said(talk: Talk):
    (trip,) = await booked(talk, flight(rule=Rule()))
    await talk.say("cancel my flight", "cancel_booking")
    assert "utter_cancel_booking_no_refund" in talk.said
    await talk.say("yes", "affirm")
    assert (talk.said[0], await status(talk, trip)) == ("utter_cancel_booking_done_no_refund", "cancelled")


async def test_a_refund_that_moved_is_asked_again(talk: Talk):
    soon = stay(rule=Rule(refund_share=Decimal(1), refund_until=NOW + timedelta(minutes=10)))
    (room,) = await booked(talk, soon)
    await talk.say("cancel my booking", "cancel_booking")
    talk.later(minutes=11)
    await talk.say("yes", "affirm")
    assert await status(talk, room) == "confirmed"
    assert talk.asked == "confirm"
    assert "nothing comes back" in talk.text
    await talk.say("yes", "affirm")
    cancelled = await talk.desk.bookings.get(room.reference, Owner(talk.conversation))
    assert (cancelled.status, cancelled.refund) == ("cancelled", eur("0.00"))


async def test_nothing_to_cancel(talk: Talk):
    await talk.say("cancel my booking", "cancel_booking")
    assert talk.said == ["utter_cancel_booking_none"]


async def test_what_is_over_cannot_be_cancelled(talk: Talk):
    (trip,) = await booked(talk, flight())
    talk.later(days=100)
    await talk.say(f"cancel {trip.reference}", "cancel_booking", booking_reference=trip.reference)
    assert talk.said[0] == "utter_cancel_booking_not_allowed"
    assert await status(talk, trip) == "confirmed"


async def test_somebody_elses_booking_is_not_found(talk: Talk, elsewhere: Callable[[], Talk]):
    (room,) = await booked(talk, stay())
    other = elsewhere()
    await other.say(f"cancel {room.reference}", "cancel_booking", booking_reference=room.reference)
    assert other.said == ["utter_cancel_booking_not_found"]
    assert await status(talk, room) == "confirmed"


async def test_a_question_in_the_middle_asks_again(talk: Talk):
    (room,) = await booked(talk, stay())
    await talk.say("cancel my booking", "cancel_booking")
    await talk.say("what is the weather like in Lisbon in May", "ask_weather")
    assert (talk.kinds(), talk.asked) == (["forecast", "booking"], "confirm")
    await talk.say("yes", "affirm")
    assert await status(talk, room) == "cancelled"


async def test_a_yes_to_a_booking_never_cancels(talk: Talk):
    """The yes that is open is the one asked last."""
    (room,) = await booked(talk, stay())
    await talk.say("cancel my booking", "cancel_booking")
    await talk.say("flight for 2 from berlin to lisbon 12-19 feb", "search_flights")
    await talk.say("yes", "affirm")
    assert await status(talk, room) == "confirmed"
    assert replace(room) == room


async def test_cancel_it_means_the_booking_when_nothing_is_under_way(talk: Talk):
    (room,) = await booked(talk, stay())
    await talk.say("cancel it", "stop")
    assert talk.asked == "confirm"
    assert await status(talk, room) == "confirmed"
    await talk.say("no", "deny")
    await talk.say("never mind then", "stop")
    assert talk.said == ["utter_stop_nothing"]
