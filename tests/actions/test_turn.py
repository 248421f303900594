"""A turn as Rasa sends it, and what it gives back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.desk import Desk
from actions.turn import Turn, choice, gather
from tests.fakes.samples import NOW


def turn(desk: Desk, events: list[Any] | None = None, slots: dict[str, Any] | None = None, **message: Any) -> Turn:
    said = {"text": "hello", "intent": {"name": "greet", "confidence": 0.9}, "entities": [], **message}
    return Turn.of(Tracker("c", slots or {}, said, events or [], False, None, {}, "action_listen"), desk)


def test_time_zone_and_traveller_come_from_the_gateway(desk: Desk):
    metadata = {
        "now": "2026-11-22T23:30:00+00:00",
        "time_zone": "Asia/Tokyo",
        "traveller": "u_1",
        "locale": "de-DE",
    }
    one = turn(desk, metadata=metadata)
    assert one.today == datetime(2026, 11, 23, tzinfo=UTC).date()
    assert (one.owner.conversation, one.owner.user, one.locale) == ("c", "u_1", "de-DE")


@pytest.mark.parametrize("zone", [None, "", "Nowhere/Atlantis", "../../etc/passwd"])
def test_an_unknown_zone_is_utc(desk: Desk, zone: str | None):
    assert str(turn(desk, metadata={"time_zone": zone}).zone) == "UTC"


@pytest.mark.parametrize(
    ("said", "now"),
    [("2026-12-01T10:00:00", datetime(2026, 12, 1, 10, tzinfo=UTC)), (None, NOW)],
)
def test_now_is_always_aware(desk: Desk, said: str | None, now: datetime):
    assert turn(desk, metadata={"now": said}).now == now


def test_a_message_without_anything_is_not_understood(desk: Desk):
    one = Turn.of(Tracker("c", {}, {}, [], False, None, {}, "action_listen"), desk)
    assert (one.intent, one.confidence, one.text, one.entities) == ("nlu_fallback", 0.0, "", {})


def test_the_last_value_of_an_entity_wins_and_lists_are_joined():
    found = gather(
        [
            {"entity": "place", "value": "Rome"},
            {"entity": "place", "value": "Paris"},
            {"entity": "amenities", "value": "pool"},
            {"entity": "amenities", "value": ["wifi", "pool"]},
            {"entity": "via", "value": {"id": 1}},
            {"entity": "adults", "value": None},
            {"entity": None, "value": 1},
        ]
    )
    assert found == {"place": "Paris", "amenities": ["pool", "wifi"], "via": [{"id": 1}]}


def test_the_words_behind_an_entity_are_known(desk: Desk):
    one = turn(
        desk, text="back on the 20th", entities=[{"entity": "date", "value": "2026-12-20", "start": 8, "end": 16}]
    )
    assert one.phrases == {"date": "the 20th"}


def test_only_changes_become_events(desk: Desk):
    one = turn(desk, slots={"adults": 2, "origin": None})
    one.set("adults", 2)
    one.clear("origin", "never_set")
    one.set("rooms", 1)
    one.set("rooms", 2)
    assert [(event["name"], event["value"]) for event in one.events()] == [("rooms", 2)]


def test_a_question_is_asked_and_remembered(desk: Desk):
    one = turn(desk)
    yes = choice("Yes", "affirm")
    one.ask("book", "confirm", "yes_no", "Book it?", options=[yes], note={"quote": "q_1"}, again="So?", min=1)
    assert one.replies == [
        {
            "text": "Book it?",
            "cards": [],
            "choices": [yes],
            "ask": {"slot": "confirm", "kind": "yes_no", "options": [yes], "min": 1},
        }
    ]
    assert one.question is not None
    assert {name: one.question[name] for name in ("owner", "slot", "text", "note")} == {
        "owner": "book",
        "slot": "confirm",
        "text": "So?",
        "note": {"quote": "q_1"},
    }


def test_a_choice_carries_entities_and_its_label_is_cut():
    one = choice("x" * 100, "inform", adults=2)
    assert (len(one["label"]), one["intent"]) == (80, "inform")
    assert one["entities"] == [{"entity": "adults", "value": 2}]


def test_what_was_said_before_is_the_turn_before_this_one(desk: Desk):
    def bot(text: str) -> dict[str, Any]:
        return {"event": "bot", "text": None, "data": {"custom": {"text": text}}}

    events = [
        {"event": "user"},
        bot("first"),
        {"event": "user"},
        bot("second"),
        {"event": "slot"},
        bot("third"),
        {"event": "user"},
    ]
    assert [reply["text"] for reply in turn(desk, events).last_replies] == ["second", "third"]
    assert turn(desk, [{"event": "user"}]).last_replies == []
    assert turn(
        desk, [{"event": "user"}, {"event": "bot", "text": "plain", "data": {}}, {"event": "user"}]
    ).last_replies == [{"text": "plain"}]


def test_times_of_a_clock_that_the_gateway_did_not_send(desk: Desk):
    assert turn(desk).now - NOW == timedelta()
