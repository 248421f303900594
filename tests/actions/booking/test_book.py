"""Booking by chat: names, e-mail, a summary, and only a fresh yes buys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.actions.talk import Talk
from tests.fakes.samples import eur
from travel.booking.bookings import Passenger

FLIGHT = "flight for 2 from berlin to lisbon 12-19 feb"
FAMILY = "flight from berlin to lisbon 12-19 feb, 2 adults, a child of 4 and an infant"
STAY = "a hotel in Lisbon from 12 to 15 February for 2 adults"
NAMES = "Marta Kowalska and Jan Nowak"


async def to_names(talk: Talk, search: str = FLIGHT) -> Talk:
    await talk.say(search, "search_stays" if search == STAY else "search_flights")
    await talk.say("the first one", "select_option")
    return talk


async def to_summary(talk: Talk, search: str = FLIGHT, names: str = NAMES) -> Talk:
    await to_names(talk, search)
    await talk.say(names, "inform")
    await talk.say("marta@example.org", "inform")
    return talk


def bookings(talk: Talk) -> list:
    return list(talk.desk.bookings.kept.values())  # type: ignore[attr-defined]


async def test_the_way_to_a_booking(talk: Talk):
    await to_names(talk)
    assert (talk.asked, "2 names" in talk.text) == ("name", True)
    await talk.say(NAMES, "inform")
    assert talk.asked == "email"
    await talk.say("marta@example.org", "inform")
    assert (talk.kinds(), talk.asked, talk.replies[-1]["ask"]["kind"]) == (["itinerary"], "confirm", "yes_no")
    for part in (NAMES, "marta@example.org", "400.00 EUR in total", "refundable", "nothing is charged"):
        assert part in talk.text
    assert bookings(talk) == []
    await talk.say("yes", "affirm")
    assert (talk.said[-1], talk.kinds()) == ("utter_book_done", ["booking"])
    (booking,) = bookings(talk)
    assert (booking.status, booking.price, booking.email) == ("confirmed", eur("400.00"), "marta@example.org")
    assert booking.passengers == (Passenger("Marta Kowalska"), Passenger("Jan Nowak"))
    assert talk.cards[0]["data"]["items"][0]["passengers"] == 2
    assert "Add a stay" in talk.labels()


async def test_a_second_yes_books_nothing_more(talk: Talk):
    await to_summary(talk)
    await talk.say("yes", "affirm")
    await talk.say("yes", "affirm")
    assert talk.said == ["utter_affirm_nothing_open"]
    assert len(bookings(talk)) == 1


async def test_the_tapped_yes_is_as_good(talk: Talk):
    await to_summary(talk)
    before = list(talk.replies)
    await talk.tap("Yes, book")
    assert len(bookings(talk)) == 1
    talk.replies = before
    await talk.tap("Yes, book")
    assert len(bookings(talk)) == 1


async def test_a_no_keeps_the_choice_and_books_nothing(talk: Talk):
    await to_summary(talk)
    await talk.say("no", "deny")
    assert talk.said == ["utter_book_declined"]
    assert bookings(talk) == []
    assert talk.slots["chosen"]
    await talk.say("book it", "book")
    assert talk.asked == "confirm"
    await talk.say("yes", "affirm")
    assert len(bookings(talk)) == 1


@pytest.mark.parametrize(
    ("text", "intent"),
    [("yes but back on the 20th", "affirm"), ("ok, for 3 adults", "affirm"), ("yes from Vienna", "affirm")],
)
async def test_a_yes_with_a_change_is_a_change(talk: Talk, text: str, intent: str):
    await to_summary(talk)
    await talk.say(text, intent)
    assert bookings(talk) == []
    assert talk.kinds() == ["flight"] * 5


async def test_a_question_in_the_middle_asks_again_with_the_summary(talk: Talk):
    await to_summary(talk)
    await talk.say("does it rain a lot there?", "ask_weather")
    assert talk.kinds() == ["forecast", "itinerary"]
    assert talk.asked == "confirm"
    assert len(talk.desk.quotes.kept) == 1  # type: ignore[attr-defined]
    await talk.say("yes", "affirm")
    assert len(bookings(talk)) == 1


@pytest.mark.parametrize("intent", ["thank", "help", "bot_challenge", "request_human", "show_trips", "greet"])
async def test_digressions_keep_the_question_open(talk: Talk, intent: str):
    await to_summary(talk)
    await talk.say("…", intent, email=None, name=None)
    assert talk.asked == "confirm"
    assert bookings(talk) == []


async def test_an_unclear_word_is_no_yes(talk: Talk):
    await to_summary(talk)
    await talk.say("hmm well", "nlu_fallback", confidence=0.1)
    assert bookings(talk) == []
    assert talk.asked == "confirm"


async def test_names_come_in_parts(talk: Talk):
    await to_names(talk)
    await talk.say("Marta Kowalska", "inform")
    assert (talk.said[-1], talk.asked) == ("utter_book_ask_name_more", "name")
    await talk.say("and Jan Nowak", "inform")
    assert talk.asked == "email"
    assert talk.slots["travellers"] == ["Marta Kowalska", "Jan Nowak"]


async def test_too_many_names_are_said(talk: Talk):
    await to_names(talk)
    await talk.say("Marta Kowalska, Jan Nowak and Ida Nowak", "inform")
    assert talk.said[-1] == "utter_book_too_many_names"
    await talk.say(NAMES, "inform")
    assert talk.asked == "email"


async def test_names_are_corrected_until_the_yes(talk: Talk):
    await to_summary(talk)
    await talk.say("the second name is Jan Nowacki", "inform")
    assert "Marta Kowalska and Jan Nowacki" in talk.text
    assert talk.asked == "confirm"
    await talk.say("marta.k@example.org please", "inform")
    assert "confirmation to marta.k@example.org" in talk.text
    await talk.say("yes", "affirm")
    (booking,) = bookings(talk)
    assert ([one.name for one in booking.passengers], booking.email) == (
        ["Marta Kowalska", "Jan Nowacki"],
        "marta.k@example.org",
    )


async def test_children_and_infants_are_named_after_the_adults(talk: Talk):
    await to_summary(talk, FAMILY, "Marta Kowalska, Jan Nowak, Ida Nowak, Ola Nowak")
    await talk.say("yes", "affirm")
    (booking,) = bookings(talk)
    assert booking.passengers == (
        Passenger("Marta Kowalska"),
        Passenger("Jan Nowak"),
        Passenger("Ida Nowak", "child", 4),
        Passenger("Ola Nowak", "infant", 0),
    )
    assert talk.cards[0]["data"]["items"][0]["passengers"] == 4


async def test_a_room_needs_one_name(talk: Talk):
    await to_names(talk, STAY)
    assert talk.said[-1] == "utter_book_ask_name_guest"
    await talk.say("Marta Kowalska", "inform")
    await talk.say("marta@example.org", "inform")
    await talk.say("yes", "affirm")
    (booking,) = bookings(talk)
    assert (booking.kind, booking.price) == ("stay", eur("240.00"))
    assert talk.cards[0]["data"]["items"][0]["guests"] == 2


async def test_flight_and_stay_under_one_yes(talk: Talk):
    await talk.say(f"{FLIGHT}, and somewhere to stay", "search_flights")
    await talk.say("the first one", "select_option")
    await talk.say("the one with breakfast", "select_option")
    await talk.say(NAMES, "inform")
    await talk.say("marta@example.org", "inform")
    assert "Book both for 1,093.00 EUR in total?" in talk.text
    assert [item["kind"] for item in talk.cards[0]["data"]["items"]] == ["flight", "stay"]
    await talk.say("yes", "affirm")
    assert talk.kinds() == ["booking", "booking"]
    assert {one.status for one in bookings(talk)} == {"confirmed"}
    assert len({one.order for one in bookings(talk)}) == 1


async def test_the_last_seat_goes_to_somebody_else(talk: Talk):
    await to_summary(talk)
    offer = (await talk.desk.offers.get(talk.conversation, [talk.slots["chosen"]["flight"]]))[0]
    talk.desk.bookings.taken[offer.content.stock[0].key] = 8  # type: ignore[attr-defined]
    await talk.say("yes", "affirm")
    assert "utter_book_sold_out" in talk.said
    assert bookings(talk) == []
    assert talk.kinds() == ["flight"] * 5
    assert "flight" not in talk.slots["chosen"]


async def test_a_price_that_moved_is_said_and_asked_again(talk: Talk):
    await to_summary(talk)
    offer = (await talk.desk.offers.get(talk.conversation, [talk.slots["chosen"]["flight"]]))[0]
    dearer = replace(offer.content, price=eur("444.00"))
    talk.desk.flights.today[offer.content.key] = dearer  # type: ignore[attr-defined]
    talk.later(minutes=30)
    await talk.say("yes", "affirm")
    assert bookings(talk) == []
    assert "utter_book_price_changed" in talk.said
    assert "from 400.00 EUR to 444.00 EUR" in talk.text
    assert talk.asked == "confirm"
    await talk.say("yes", "affirm")
    assert [one.price for one in bookings(talk)] == [eur("444.00")]


async def test_an_old_summary_is_renewed_before_it_counts(talk: Talk):
    await to_summary(talk)
    talk.later(minutes=40)
    await talk.say("yes", "affirm")
    assert (bookings(talk), talk.asked) == ([], "confirm")
    assert "utter_book_price_changed" not in talk.said
    await talk.say("yes", "affirm")
    assert len(bookings(talk)) == 1


async def test_book_it_chooses_among_what_is_shown(talk: Talk):
    await talk.say(FLIGHT, "search_flights")
    await talk.say("book the second one", "book")
    assert (talk.said[0], talk.asked) == ("utter_select_option_flight", "name")
    assert bookings(talk) == []


async def test_book_with_nothing_chosen(talk: Talk):
    await talk.say("book it", "book")
    assert talk.said == ["utter_book_nothing"]


async def test_book_a_flight_means_search_for_one(talk: Talk):
    await talk.say("book a flight from Berlin to Lisbon on 12 February", "book")
    assert (talk.asked, talk.slots["task"]) == ("return_date", "search_flights")


async def test_after_a_booking_a_new_trip_starts_with_new_days(talk: Talk):
    await to_summary(talk)
    await talk.say("yes", "affirm")
    await talk.say("now a flight from Berlin to Rome", "search_flights")
    assert talk.asked == "depart_date"


async def test_a_stay_is_added_after_the_flight_is_booked(talk: Talk):
    await to_summary(talk)
    await talk.say("yes", "affirm")
    await talk.tap("Add a stay")
    assert talk.kinds() == ["stay"] * 3
    assert "Fri 12 Feb to Fri 19 Feb 2027" in talk.text


async def test_what_is_booked_belongs_to_the_conversation(talk: Talk, elsewhere: Callable[[], Talk]):
    await to_summary(talk)
    await talk.say("yes", "affirm")
    other = elsewhere()
    await other.say("show my bookings", "show_trips")
    assert other.said == ["utter_show_trips_none"]


@pytest.mark.parametrize(
    ("said", "intent"), [("no mail", "nlu_fallback"), ("why do you need it", "help"), ("no", "deny")]
)
async def test_who_gives_no_email_hears_what_it_is_for(talk: Talk, said: str, intent: str):
    await to_names(talk)
    await talk.say(NAMES, "inform")
    assert talk.asked == "email"
    await talk.say(said, intent)
    assert ("utter_book_email_needed" in talk.said, talk.asked) == (True, "email")
    await talk.say("marta@example.org", "inform")
    assert talk.asked == "confirm"
    assert "Marta" in talk.text


@pytest.mark.parametrize("said", ["is it refundable", "what if I have to cancel?", "can i change it later"])
async def test_the_rule_of_what_is_chosen_is_told_and_the_question_stays(talk: Talk, said: str):
    await to_summary(talk)
    await talk.say(said, "nlu_fallback")
    assert talk.said[0] == "utter_book_terms"
    assert talk.asked == "confirm"
    assert bookings(talk) == []


async def test_the_name_that_is_spelt_most_alike_is_corrected(talk: Talk):
    await to_names(talk)
    await talk.say("Ewa Nowak and Adam Nowak", "inform")
    await talk.say("actually Eva Nowak", "inform")
    assert talk.slots["travellers"] == ["Eva Nowak", "Adam Nowak"]
    assert talk.asked == "email"
