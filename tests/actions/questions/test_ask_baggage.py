"""Baggage: what the fare includes, of the flight chosen, shown or booked."""

from __future__ import annotations

from dataclasses import replace

from suppliers.demo.air.fares import FARES
from tests.actions.booking.test_book import to_summary
from tests.actions.talk import Talk
from tests.fakes.samples import flight, journey
from tests.fakes.suppliers import ShelfSupplier

FLIGHTS = "flight for 2 from berlin to lisbon 12-19 feb"


async def test_in_general_without_a_flight(talk: Talk):
    await talk.say("how many bags can I take", "ask_baggage")
    assert "utter_ask_baggage_general" in talk.said
    assert "airline's own rules" in talk.text


def test_what_is_said_in_general_is_true_of_the_demo_fares():
    economy = {fare.name: fare.bags for fare in FARES["economy"]}
    higher = {fare.bags for cabin, fares in FARES.items() if cabin != "economy" for fare in fares}
    assert economy == {"light": 0, "classic": 1, "flex": 1}
    assert (min(higher), max(higher)) == (1, 3)


async def test_the_flights_on_screen(talk: Talk):
    await talk.say(FLIGHTS, "search_flights")
    await talk.say("how many bags can I take", "ask_baggage")
    assert "Each of the flights on screen: 1 checked bag per person." in talk.text
    assert (talk.asked, talk.kinds()) == ("option", ["flight"] * 5)


async def test_flights_that_differ(talk: Talk):
    shelf = ShelfSupplier(
        talk.desk.bookings,  # type: ignore[arg-type]
        lambda query: [flight(journey(leaves=f"0{hour}:00", number=f"TP{hour}"), bags=bags) for hour, bags in
                       ((6, 0), (7, 0), (8, 2))],
    )  # fmt: skip
    other = Talk(replace(talk.desk, flights=shelf))
    await other.say("one way flight from berlin to lisbon 12 feb for 1", "search_flights")
    await other.say("is luggage included", "ask_baggage")
    assert "2 include no checked bag and 1 includes 2 checked bags per person" in other.text
    await other.say("how many bags with the third one", "ask_baggage")
    assert "fare classic: 2 checked bags per person" in other.text


async def test_the_flight_that_is_chosen(talk: Talk):
    await to_summary(talk)
    await talk.say("is a suitcase included", "ask_baggage")
    assert "fare classic: 1 checked bag per person" in talk.text
    assert talk.asked == "confirm"


async def test_the_flight_that_is_booked(talk: Talk):
    await to_summary(talk)
    await talk.say("yes", "affirm")
    await talk.say("how much luggage is allowed", "ask_baggage")
    assert "TAP Air Portugal BER → LIS, fare classic: 1 checked bag per person." in talk.text
