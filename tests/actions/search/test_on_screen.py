"""Working with what is on screen: narrowing, turning pages, picking."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk

FLIGHTS = "flight for 2 from berlin to lisbon 12-19 feb"
STAYS = "a hotel in Lisbon from 12 to 15 February for 2 adults"


def numbers(talk: Talk) -> list[str]:
    return [card["data"]["slices"][0]["flights"][0] for card in talk.cards]


async def test_nothing_on_screen_is_said(talk: Talk):
    for text, intent, response in (
        ("cheaper", "refine_search", "utter_refine_search_nothing"),
        ("more", "show_more", "utter_show_more_nothing"),
        ("the second one", "select_option", "utter_select_option_nothing"),
    ):
        await talk.say(text, intent)
        assert talk.said == [response]
        assert talk.labels() == ["Ideas", "Flights", "My trips"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("leave later", "TP543"),
        ("no stops", "TP535"),
        ("only Lufthansa", "LH1172"),
        ("in the evening", "FR1141"),
        ("not before 11:00", "LH1172"),
    ],
)
async def test_flights_are_narrowed_down(talk: Talk, text: str, first: str):
    await talk.say(FLIGHTS, "search_flights")
    await talk.say(text, "refine_search")
    assert numbers(talk)[0] == first


async def test_wishes_add_up_and_are_said(talk: Talk):
    await talk.say(FLIGHTS, "search_flights")
    await talk.say("no stops", "refine_search")
    await talk.say("not Ryanair", "refine_search")
    assert numbers(talk) == ["TP535", "LH1172", "TP539", "TP541", "TP543"]
    assert "direct, not Ryanair" in talk.text


async def test_the_choice_below_the_flights_narrows_too(talk: Talk):
    await talk.say(FLIGHTS, "search_flights")
    await talk.tap("Direct only")
    assert "TP537" not in numbers(talk)


async def test_pages_hold_five_and_say_where_one_is(talk: Talk):
    await talk.say(FLIGHTS, "search_flights")
    first = numbers(talk)
    await talk.tap("More")
    assert (talk.said[0], "(6 to 7 of 7)" in talk.text) == ("utter_show_more", True)
    assert set(numbers(talk)).isdisjoint(first)
    assert "More" not in talk.labels()
    await talk.say("more please", "show_more")
    assert talk.said[0] == "utter_show_more_end"
    assert len(talk.cards) == 2


async def test_a_pick_counts_on_the_page_that_is_shown(talk: Talk):
    await talk.say(FLIGHTS, "search_flights")
    await talk.say("more", "show_more")
    await talk.say("the second one", "select_option")
    assert "21:30" in talk.text


@pytest.mark.parametrize(
    ("text", "departure"),
    [
        ("the second one", "09:10"),
        ("number 3", "11:00"),
        ("the last one", "19:40"),
        ("the cheapest", "06:30"),
        ("the latest one", "19:40"),
        ("the earliest", "06:30"),
        ("the fastest one", "06:30"),
        ("the Lufthansa one", "11:00"),
        ("the one at 14:20", "14:20"),
    ],
)
async def test_a_flight_is_picked_in_many_words(talk: Talk, text: str, departure: str):
    await talk.say(FLIGHTS, "search_flights")
    await talk.say(text, "select_option")
    assert talk.said[0] == "utter_select_option_flight"
    assert f" {departure}–" in talk.text
    assert set(talk.slots["chosen"]) == {"flight"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the one with breakfast", "Pensao do Sol"),
        ("the 5 star one", "Palacio Azul"),
        ("the one with the pool", "Pensao do Sol"),
        ("the best one", "Palacio Azul"),
        ("the Casa one", "Casa da Rua"),
    ],
)
async def test_a_stay_is_picked_in_many_words(talk: Talk, text: str, name: str):
    await talk.say(STAYS, "search_stays")
    await talk.say(text, "select_option")
    assert talk.said[0] == "utter_select_option_stay"
    assert talk.text.startswith(name)


async def test_a_card_can_be_tapped(talk: Talk):
    await talk.say(FLIGHTS, "search_flights")
    wanted = talk.cards[3]["id"]
    talk.replies[0]["cards"] = [talk.cards[3]]
    await talk.tap("Choose")
    assert talk.slots["chosen"] == {"flight": wanted}


async def test_several_that_fit_are_shown_and_none_is_taken(talk: Talk):
    await talk.say(FLIGHTS, "search_flights")
    await talk.say("the TAP one", "select_option")
    assert len(numbers(talk)) > 1
    assert all(number.startswith("TP") for number in numbers(talk))
    assert (talk.asked, not talk.slots.get("chosen")) == ("option", True)


async def test_a_number_that_is_not_there_is_said(talk: Talk):
    await talk.say(STAYS, "search_stays")
    await talk.say("number 7", "select_option")
    assert talk.said[0] == "utter_select_option_not_there"
    assert talk.kinds() == ["stay"] * 3


async def test_choosing_is_not_booking(talk: Talk):
    await talk.say(FLIGHTS, "search_flights")
    await talk.say("the second one", "select_option")
    assert talk.asked == "name"
    assert talk.desk.bookings.kept == {}  # type: ignore[attr-defined]


async def test_a_wish_for_a_stay_comes_after_the_flight_is_chosen(talk: Talk):
    await talk.say(f"{FLIGHTS}, and somewhere to stay", "search_flights")
    await talk.say("the second one", "select_option")
    assert talk.kinds() == ["stay"] * 3
    await talk.say("the one with breakfast", "select_option")
    assert set(talk.slots["chosen"]) == {"flight", "stay"}
    assert talk.asked == "name"


async def test_a_new_search_drops_what_was_chosen_of_its_kind(talk: Talk):
    await talk.say(FLIGHTS, "search_flights")
    await talk.say("the second one", "select_option")
    await talk.say("actually return on the 20th", "refine_search")
    assert talk.slots["chosen"] == {}
    assert talk.kinds() == ["flight"] * 5


async def test_somebody_elses_offer_is_not_there(talk: Talk, elsewhere):
    await talk.say(FLIGHTS, "search_flights")
    other = elsewhere()
    other.replies = [{**talk.replies[0], "cards": talk.cards[:1]}]
    await other.tap("Choose")
    assert other.said == ["utter_refused_no_such_offer"]
    assert not other.slots.get("chosen")


async def test_an_open_choice_of_flights_comes_back_with_its_wishes_after_the_stay(talk: Talk):
    await talk.say("direct flights for 2 from Vienna to Porto on 12 February, one way", "search_flights")
    await talk.say("and a hotel there for 3 nights", "search_stays")
    assert "utter_search_stays_then_flight" in talk.said
    await talk.say("the one with breakfast", "select_option")
    assert "utter_select_option_now_flights" in talk.said
    assert "Fri 12 Feb 2027, one way, 2 adults, direct: " in talk.text
    assert talk.kinds() == ["flight"] * 5
    await talk.say("the cheapest", "select_option")
    assert (talk.asked, set(talk.slots["chosen"])) == ("name", {"flight", "stay"})


async def test_an_open_choice_of_stays_comes_back_after_the_flight(talk: Talk):
    await talk.say("a hotel in Porto for 2 from 12 to 15 February", "search_stays")
    await talk.say("and flights there from Vienna", "search_flights")
    assert "utter_search_flights_then_stay" in talk.said
    await talk.say("the cheapest", "select_option")
    assert "utter_select_option_now_stays" in talk.said
    assert talk.kinds() == ["stay"] * 3


async def test_a_landmark_said_among_stays_is_about_the_stay(talk: Talk):
    await talk.say(STAYS, "search_stays")
    await talk.say("something near the castle", "find_attractions", confidence=0.4)
    assert talk.said[0] == "utter_search_stays_found"
    assert talk.slots["near"] == "castle"


async def test_a_route_with_a_wish_is_a_search_when_nothing_is_on_screen(talk: Talk):
    await talk.say("JFK SFO 5/3 nonstop business", "refine_search")
    assert "utter_refine_search_nothing" not in talk.said
    assert talk.slots["origin"]["airports"][0] == "JFK"
    assert talk.slots["task"] == "search_flights"


async def test_wishes_before_the_search_are_noted_and_no_misunderstanding(talk: Talk):
    await talk.say("nice hotel in nice for 3 nights from next friday", "search_stays")
    for text in ("with pool", "cheaper", "not that far from the beach"):
        await talk.say(text, "refine_search")
        assert "utter_fallback_second" not in talk.said
        assert talk.asked == "adults"
    assert {"attr": "amenity", "op": "with", "value": "pool"} in talk.slots["filters"]


async def test_offers_of_a_page_have_labels_of_their_own(talk: Talk):
    await talk.say("flight for 2 from berlin to lisbon 12-19 feb", "search_flights")
    labels = [option["label"] for option in talk.question["ask"]["options"]]
    assert len(set(labels)) == len(labels) == 5
