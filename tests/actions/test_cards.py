"""Cards as the Reply contract has them."""

from __future__ import annotations

from datetime import date

import pytest

from actions import cards
from actions.desk import Desk
from actions.turn import Turn
from tests.actions.talk import check_data, check_reply
from tests.actions.test_routing import turn_of
from tests.fakes.samples import BACK, EMAIL, MARTA, NOW, eur, flight, journey, stay
from travel.booking.bookings import Booking, Passenger
from travel.money import Money
from travel.offers import Content, Offer
from travel.party import Party

RETURN = flight(journey(via="FRA", minutes=420), journey(BACK, origin="LIS", destination="BER"), party=Party(2, (4,)))


@pytest.fixture
def turn(desk: Desk) -> Turn:
    return turn_of(desk, "", "inform")


def booking(content: Content, status: str = "confirmed", refund: Money | None = None) -> Booking:
    names = (Passenger("Marta Kowalska"),)
    return Booking("TW-7K2M9Q", "q_1", MARTA, status, content, names, EMAIL, content.price, refund, NOW, None)  # type: ignore[arg-type]


def checked(card: dict) -> dict:
    check_reply({"text": "x", "cards": [card], "choices": []})
    return card


def facts(card: dict) -> dict[str, str]:
    return {fact["label"]: fact["value"] for fact in card["facts"]}


def test_a_flight(turn: Turn):
    card = checked(cards.offer_card(turn, Offer("of_1", "c", RETURN, NOW)))
    assert (card["kind"], card["id"], card["title"]) == ("flight", "of_1", "TAP Air Portugal BER → LIS")
    assert card["price"] == {"amount": "171.80", "currency": "EUR", "per": "total"}
    out, back = card["data"]["slices"]
    assert (out["stops"], out["flights"], back["stops"]) == (1, ["TP535", "TP5351"], 0)
    assert out["departs"] == "2027-02-12T09:10:00+01:00"
    assert "1 stop in FRA" in facts(card)["Out"]
    assert facts(card)["Sold by"] == "demo"
    assert [one["entities"] for one in card["choices"]] == [[{"entity": "offer", "value": "of_1"}]]


def test_a_flight_that_lands_the_next_day_says_so(turn: Turn):
    card = checked(cards.offer_card(turn, Offer("of_1", "c", flight(journey(leaves="23:30")), NOW)))
    assert card["subtitle"].endswith("(+1)")


def test_a_stay(turn: Turn):
    card = checked(cards.offer_card(turn, Offer("of_2", "c", stay(amenities=("air_conditioning",)), NOW)))
    assert (card["kind"], card["title"], card["subtitle"]) == ("stay", "Casa da Rua", "★★★ Alfama, Lisbon")
    assert card["data"]["check_in"] == "2027-02-12"
    assert (card["data"]["rooms"], card["data"]["board"]) == (1, "room_only")
    assert "air conditioning" in facts(card)["Has"]
    assert "8 nights" in facts(card)["When"]


@pytest.mark.parametrize(("content", "counted", "number"), [(RETURN, "passengers", 3), (stay(), "guests", 2)])
def test_a_booking_counts_people_by_kind(turn: Turn, content: Content, counted: str, number: int):
    card = checked(cards.booking_card(turn, booking(content)))
    data = card["data"]
    assert (card["kind"], data["reference"], data["status"]) == ("booking", "TW-7K2M9Q", "confirmed")
    assert data["items"][0][counted] == number
    assert data["total"]["amount"] == str(content.price.amount)
    assert facts(card)["Names"] == "Marta Kowalska"


@pytest.mark.parametrize(
    ("status", "labels"), [("confirmed", ["Cancel"]), ("changed", ["Cancel"]), ("cancelled", []), ("expired", [])]
)
def test_only_what_stands_can_be_cancelled_from_its_card(turn: Turn, status: str, labels: list[str]):
    card = checked(cards.booking_card(turn, booking(stay(), status)))
    assert [one["label"] for one in card["choices"]] == labels


def test_a_journey_that_has_begun_has_no_cancel_button(turn: Turn):
    begun = flight(journey(date(2026, 11, 1)))
    assert cards.booking_card(turn, booking(begun))["choices"] == []


def test_a_refund_is_shown(turn: Turn):
    card = cards.booking_card(turn, booking(stay(), "cancelled", eur("792.00")))
    assert facts(card)["Refund"] == "792.00 EUR"
    assert card["data"]["refund"] == {"amount": "792.00", "currency": "EUR", "per": "total"}
    assert "refund" not in cards.booking_card(turn, booking(stay()))["data"]


def test_a_map_shows_where_a_trip_goes_each_place_once(turn: Turn):
    offers = [Offer("of_1", "c", RETURN, NOW), Offer("of_2", "c", stay(), NOW)]
    places = cards.itinerary_card(turn, offers, eur("963.80"))["data"]["places"]
    assert [one["name"] for one in places] == ["Berlin", "Lisbon"]
    assert (round(places[0]["lat"]), round(places[0]["lon"])) == (52, 14)
    assert [one["name"] for one in cards.booking_card(turn, booking(stay()))["data"]["places"]] == ["Lisbon"]


def test_an_airport_that_nobody_knows_is_no_place(turn: Turn):
    lost = flight(journey(origin="ZZZ"))
    assert [one["name"] for one in cards.booking_card(turn, booking(lost))["data"]["places"]] == ["Lisbon"]


def test_a_destination_brings_its_climate_and_its_place(turn: Turn):
    lisbon = turn.desk.recommender.destination("lisbon")
    assert lisbon is not None
    card = checked(cards.destination_card(turn, lisbon, "Portugal", [], 3))
    assert card["image"] == turn.desk.pictures["lisbon"]
    data = card["data"]
    assert [row["month"] for row in data["climate"]] == list(range(1, 13))
    march = {"month": 3, "high": lisbon.climate.high[2], "low": lisbon.climate.low[2]}
    assert data["climate"][2] == {**march, "rain_days": lisbon.climate.rain_days[2]}
    assert data["places"] == [{"name": "Lisbon", "lat": round(lisbon.lat, 2), "lon": round(lisbon.lon, 2)}]


def test_a_destination_that_is_not_drawn_has_no_picture(turn: Turn):
    porto = turn.desk.recommender.destination("porto")
    assert porto is not None
    assert "porto" not in turn.desk.pictures
    assert "image" not in cards.destination_card(turn, porto, "Portugal", [], 3)


def test_the_summary_has_every_rule_and_says_demo(turn: Turn):
    offers = [Offer("of_1", "c", RETURN, NOW), Offer("of_2", "c", stay(), NOW)]
    card = checked(cards.itinerary_card(turn, offers, eur("963.80")))
    assert [item["kind"] for item in card["data"]["items"]] == ["flight", "stay"]
    assert card["price"]["amount"] == "963.80"
    assert [fact["label"] for fact in card["facts"]].count("Rule") == 2
    assert facts(card)["Note"] == card["data"]["note"]
    assert "nothing is charged" in card["data"]["note"]
    assert [item["price"]["amount"] for item in card["data"]["items"]] == [str(one.price.amount) for one in offers]
    check_data("itinerary", card["data"])


def test_a_price_without_cents():
    assert cards.price(Money(eur("154000").amount, "JPY")) == {"amount": "154000", "currency": "JPY", "per": "total"}


def test_a_catalogue_destination_is_a_place(turn: Turn):
    lisbon = turn.desk.recommender.destination("lisbon")
    assert lisbon is not None
    value = cards.destination_value(lisbon)
    assert set(value) >= {"id", "text", "name", "kind", "city", "country", "airports", "lat", "lon", "tz"}
    assert value["airports"] == lisbon.airports
