"""Who takes a turn while a question is open."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from actions.desk import Desk
from actions.options import matching_option
from actions.routing import claimed_by
from actions.turn import Turn, choice, gather
from tests.actions.talk import place
from tests.fakes.samples import NOW
from world.reading import read

QUESTIONS: dict[str, tuple[str, str, str]] = {
    # what is open: owner, slot, kind
    "destination": ("search_flights", "destination", "place"),
    "depart": ("search_flights", "depart_date", "date"),
    "return": ("search_flights", "return_date", "date"),
    "people": ("search_flights", "adults", "party"),
    "ages": ("search_flights", "child_ages", "number"),
    "nights": ("search_stays", "nights", "number"),
    "days": ("search_stays", "check_in", "date_range"),
    "past": ("search_flights", "depart_date", "yes_no"),
    "offers": ("select_option", "option", "choice"),
    "names": ("book", "name", "text"),
    "email": ("book", "email", "email"),
    "book?": ("book", "confirm", "yes_no"),
    "cancel?": ("cancel_booking", "confirm", "yes_no"),
    "code": ("show_trips", "code", "text"),
    "language": ("ask_phrase", "language", "place"),
}


def turn_of(
    desk: Desk, text: str, intent: str, *, question: Any = None, confidence: float = 0.95, **slots: Any
) -> Turn:
    reading = read(text, NOW, gazetteer=desk.gazetteer, intent=None if intent == "nlu_fallback" else intent)
    found = [{"entity": one.name, "value": one.value, "start": one.start, "end": one.end} for one in reading.entities]
    return Turn(
        desk=desk,
        conversation="c",
        user=None,
        text=text,
        intent=intent,
        confidence=confidence,
        entities=gather(found),
        phrases={one["entity"]: text[one["start"] : one["end"]] for one in found if one["end"]},
        slots={"question": question, **slots},
        now=NOW,
        zone=ZoneInfo("Europe/Berlin"),
        locale="en-GB",
    )


def question(name: str, *options: Any) -> dict[str, Any]:
    owner, slot, kind = QUESTIONS[name]
    ask = {"slot": slot, "kind": kind, "options": list(options)}
    note = {"quote": "q_1", "reference": "TW-AAAAAA"}
    return {"owner": owner, "slot": slot, "text": "?", "ask": ask, "choices": [], "note": note}


ANSWERS = [
    ("destination", "Lisbon", "inform"),
    ("destination", "to lisbon please", "search_flights"),
    ("destination", "nice", "like"),
    ("destination", "Lisbon", "out_of_scope"),
    ("depart", "12 February", "inform"),
    ("depart", "next friday", "nlu_fallback"),
    ("depart", "tomorrow", "ask_time"),
    ("return", "one way", "inform"),
    ("return", "a week later", "inform"),
    ("return", "yes", "affirm"),
    ("people", "two", "inform"),
    ("people", "2 adults and a child", "inform"),
    ("people", "just me", "inform"),
    ("ages", "4 and 9", "inform"),
    ("ages", "she is 20 months", "nlu_fallback"),
    ("nights", "3", "inform"),
    ("nights", "three nights", "refine_search"),
    ("days", "12 to 15 February", "inform"),
    ("past", "yes", "affirm"),
    ("past", "no", "deny"),
    ("names", "Marta Kowalska and Jan Nowak", "inform"),
    ("names", "marta kowalska, jan nowak", "nlu_fallback"),
    ("names", "Marta Kowalska", "out_of_scope"),
    ("email", "marta@example.org", "inform"),
    ("email", "no mail", "nlu_fallback"),
    ("email", "I don't have an e-mail address", "inform"),
    ("email", "why do you need it?", "ask_visa"),
    ("email", "what do you need my email for", "bot_challenge"),
    ("email", "no", "deny"),
    ("email", "it is marta@example.org", "update_profile"),
    ("book?", "yes", "affirm"),
    ("book?", "no", "deny"),
    ("book?", "the second name is Jan Nowacki", "inform"),
    ("book?", "marta.k@example.org instead", "inform"),
    ("cancel?", "yes", "affirm"),
    ("cancel?", "no", "deny"),
    ("code", "123456", "inform"),
    ("offers", "yes, the second one", "affirm"),
    ("offers", "the second one", "inform"),
    ("language", "Greek", "nlu_fallback"),
    ("language", "in Lisbon", "inform"),
]


@pytest.mark.parametrize(("open_", "text", "intent"), ANSWERS)
def test_an_answer_goes_to_who_asked(desk: Desk, open_: str, text: str, intent: str):
    turn = turn_of(desk, text, intent, question=question(open_))
    assert claimed_by(turn) == QUESTIONS[open_][0]


OTHER = [
    ("destination", "what is the weather like in May", "ask_weather"),
    ("destination", "show my bookings", "show_trips"),
    ("destination", "is Naples safe", "ask_safety"),
    ("destination", "time in Tokyo", "ask_time"),
    ("depart", "weather on Friday", "ask_weather"),
    ("depart", "do I need a visa", "ask_visa"),
    ("depart", "rather a hotel in Rome for three nights from the fifth of May", "search_stays"),
    ("people", "how many bags can I take", "ask_baggage"),
    ("names", "show me cheaper ones", "refine_search"),
    ("names", "no", "deny"),
    ("names", "cancel the hotel", "cancel_booking"),
    ("email", "does it rain there", "ask_weather"),
    ("email", "why is the flight so expensive on that day", "nlu_fallback"),
    ("email", "not that hotel", "deny"),
    ("email", "stop", "stop"),
    ("book?", "does it rain a lot there", "ask_weather"),
    ("book?", "yes but back on the 20th", "affirm"),
    ("book?", "in business class", "refine_search"),
    ("book?", "thanks", "thank"),
    ("cancel?", "does it rain a lot there", "ask_weather"),
    ("offers", "yes", "affirm"),
    ("offers", "cheaper", "refine_search"),
    ("offers", "what is the weather like in May", "ask_weather"),
    ("code", "show my bookings", "show_trips"),
    ("past", "does it rain there", "ask_weather"),
]


@pytest.mark.parametrize(("open_", "text", "intent"), OTHER)
def test_what_is_no_answer_goes_its_own_way(desk: Desk, open_: str, text: str, intent: str):
    assert claimed_by(turn_of(desk, text, intent, question=question(open_))) is None


@pytest.mark.parametrize("open_", sorted(QUESTIONS))
@pytest.mark.parametrize("intent", ["stop", "restart", "help", "bot_challenge", "request_human", "repeat", "goodbye"])
def test_some_things_are_never_an_answer(desk: Desk, open_: str, intent: str):
    assert claimed_by(turn_of(desk, "…", intent, question=question(open_))) is None


def test_a_doubtful_stop_may_be_an_answer(desk: Desk):
    asked = question("names")
    assert claimed_by(turn_of(desk, "Marta Halt", "stop", question=asked, confidence=0.3)) == "book"
    assert claimed_by(turn_of(desk, "Marta Halt", "stop", question=asked, confidence=0.9)) is None


def test_without_a_question_nobody_claims(desk: Desk):
    assert claimed_by(turn_of(desk, "yes", "affirm")) is None


@pytest.mark.parametrize(
    ("task", "text", "intent", "confidence", "goes_on"),
    [
        ("ask_visa", "what about brits", "refine_search", 0.3, True),
        ("ask_phrase", "greek", "inform", 0.9, True),
        ("ask_exchange_rate", "dollars", "out_of_scope", 0.9, True),
        ("ask_visa", "what about brits", "refine_search", 0.9, False),
        ("ask_phrase", "dollars", "inform", 0.9, False),
        ("ask_plug", "greek", "inform", 0.9, False),
        ("recommend_destinations", "Rather in Spain", "ask_safety", 0.3, True),
        ("recommend_destinations", "is Spain safe", "ask_safety", 0.3, False),
        ("recommend_destinations", "somewhere safe in Spain", "ask_safety", 0.9, False),
        (None, "greek", "inform", 0.9, False),
        ("search_flights", "dollars", "inform", 0.9, False),
    ],
)
def test_a_few_words_go_on_with_the_question_just_answered(
    desk: Desk, task: str | None, text: str, intent: str, confidence: float, goes_on: bool
):
    turn = turn_of(desk, text, intent, confidence=confidence, task=task)
    assert claimed_by(turn) == (task if goes_on else None)


def portlands(desk: Desk) -> list[Any]:
    one = place(desk.gazetteer, "Portland")
    found = [one, *one["others"]]
    return [choice(f"{each['name']}, {each['admin']}", "inform", destination=each) for each in found]


@pytest.mark.parametrize(
    ("said", "admin"),
    [
        ("Portland, Maine", "Maine"),
        ("maine", "Maine"),
        ("the one in Maine please", "Maine"),
        ("oregon", "Oregon"),
        ("ore", "Oregon"),
        ("the west one", "Oregon"),
        ("the eastern one", "Maine"),
    ],
)
def test_an_option_is_meant_by_part_of_its_label_or_by_where_it_lies(desk: Desk, said: str, admin: str):
    options = [one for one in portlands(desk) if any(name in one["label"] for name in ("Maine", "Oregon"))]
    turn = turn_of(desk, said, "nlu_fallback")
    found = matching_option(turn, question("offers", *options))
    assert found is not None
    assert admin in found["label"]


@pytest.mark.parametrize(("said", "place_in_list"), [("the second one", 1), ("2", 1), ("the last one", 2)])
def test_an_option_is_meant_by_its_place(desk: Desk, said: str, place_in_list: int):
    options = [choice(label, "inform", number=n) for n, label in enumerate(("Alfa", "Bravo", "Charlie"))]
    assert matching_option(turn_of(desk, said, "select_option"), question("offers", *options)) == options[place_in_list]


@pytest.mark.parametrize("said", ["a", "portland", "yes", "", "the one please", "something else altogether"])
def test_what_could_be_several_is_none(desk: Desk, said: str):
    options = [choice("Portland, Maine", "inform", number=1), choice("Portland, Oregon", "inform", number=2)]
    assert matching_option(turn_of(desk, said, "nlu_fallback"), question("offers", *options)) is None
