"""Showing bookings, and finding one again from elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.booking.test_cancel_booking import booked
from tests.actions.talk import Talk
from tests.fakes.samples import flight, stay


async def test_all_bookings_are_shown_next_journey_first(talk: Talk):
    trip, room = await booked(talk, flight(), stay())
    await talk.say("show my bookings", "show_trips")
    assert talk.said == ["utter_show_trips_list"]
    assert [card["data"]["reference"] for card in talk.cards] == [trip.reference, room.reference]
    assert [card["data"]["total"]["amount"] for card in talk.cards] == ["171.80", "792.00"]


async def test_without_bookings_it_is_said(talk: Talk):
    await talk.say("show my bookings", "show_trips")
    assert (talk.said, talk.labels()) == (["utter_show_trips_none"], ["Ideas", "Flights", "My trips"])


async def test_one_is_shown_by_its_reference(talk: Talk):
    trip, _ = await booked(talk, flight(), stay())
    await talk.say(f"show {trip.reference}", "show_trips", booking_reference=trip.reference)
    assert (talk.said, talk.kinds()) == (["utter_show_trips_one"], ["booking"])
    await talk.tap("Cancel")
    assert talk.asked == "confirm"


async def elsewhere_to_code(talk: Talk, other: Talk) -> str:
    (trip,) = await booked(talk, flight())
    await other.say(f"show {trip.reference}", "show_trips", booking_reference=trip.reference)
    assert other.said == ["utter_show_trips_not_found"]
    await other.tap("Send a code")
    assert other.asked == "code"
    return other.desk.codes.sent[-1][2]  # type: ignore[attr-defined]


async def test_a_code_from_the_mail_finds_the_booking(talk: Talk, elsewhere: Callable[[], Talk]):
    other = elsewhere()
    code = await elsewhere_to_code(talk, other)
    await other.say(code, "inform", code=code)
    assert (other.said, other.kinds()) == (["utter_show_trips_found"], ["booking"])
    assert other.question is None
    await other.say("show my bookings", "show_trips")
    assert other.kinds() == ["booking"]


async def test_a_wrong_code_can_be_tried_again(talk: Talk, elsewhere: Callable[[], Talk]):
    other = elsewhere()
    code = await elsewhere_to_code(talk, other)
    await other.say("000001", "inform", code="000001")
    assert other.said == ["utter_show_trips_bad_code"]
    await other.say(code, "inform", code=code)
    assert other.said == ["utter_show_trips_found"]


async def test_too_many_wrong_codes_close_the_question(talk: Talk, elsewhere: Callable[[], Talk]):
    other = elsewhere()
    await elsewhere_to_code(talk, other)
    for _ in range(6):
        await other.say("000001", "inform", code="000001")
    assert other.said == ["utter_show_trips_too_many"]
    assert other.question is None


async def test_an_unknown_reference_gets_the_same_answer(elsewhere: Callable[[], Talk]):
    other = elsewhere()
    await other.say("show TW-AAAAAA", "show_trips", booking_reference="TW-AAAAAA")
    assert other.said == ["utter_show_trips_not_found"]
    await other.tap("Send a code")
    assert other.said == ["utter_show_trips_code_sent"]
    assert other.desk.codes.sent == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("times", [4])
async def test_codes_cannot_be_asked_for_without_end(talk: Talk, elsewhere: Callable[[], Talk], times: int):
    (trip,) = await booked(talk, flight())
    other = elsewhere()
    for _ in range(times):
        await other.say("send it", "show_trips", booking_reference=trip.reference, next_step="send_code")
    assert other.said == ["utter_show_trips_too_many"]
