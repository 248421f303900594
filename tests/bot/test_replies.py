"""From Rasa's messages to replies of the contract."""

from __future__ import annotations

from typing import Any

import pytest

from bot.replies import BadReply, ReplyCollector, to_choice, to_reply

CARD = {"kind": "stay", "id": "s1", "title": "Pension"}


def message(**parts: Any) -> dict[str, Any]:
    """A message as Rasa builds it, with everything that is not given set to None."""
    empty = dict.fromkeys(("text", "buttons", "quick_replies", "elements", "attachment", "image", "custom"))
    return {**empty, "timestamp": 1.0, "utter_action": "utter_x", **parts}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (message(text="Hello."), {"text": "Hello."}),
        (message(custom={"text": "A", "cards": [CARD]}), {"text": "A", "cards": [CARD]}),
        (message(text="Words", custom={"cards": [CARD]}), {"text": "Words", "cards": [CARD]}),
        (message(text="Words", custom={"text": "Own"}), {"text": "Own"}),
        (message(text="Words", attachment={"ask": {"kind": "date"}}), {"text": "Words", "ask": {"kind": "date"}}),
        (message(), {}),
    ],
)
def test_reply(given: dict[str, Any], expected: dict[str, Any]) -> None:
    assert to_reply(given) == expected


def test_buttons_follow_an_actions_own_choices() -> None:
    own = {"label": "Own", "intent": "affirm", "entities": []}
    reply = to_reply(message(custom={"choices": [own]}, buttons=[{"title": "No", "payload": "/deny"}]))
    assert reply["choices"] == [own, {"label": "No", "intent": "deny", "entities": []}]


@pytest.mark.parametrize(
    ("payload", "intent", "entities"),
    [
        ("/greet", "greet", []),
        ("  /greet@0.9 ", "greet", []),
        ('/ask{"place": {"id": "1"}, "n": 2}', "ask", [("place", {"id": "1"}), ("n", 2)]),
        ('/ask{"place": "a{b}/c"}', "ask", [("place", "a{b}/c")]),
    ],
)
def test_choice(payload: str, intent: str, entities: list[tuple[str, Any]]) -> None:
    choice = to_choice({"title": "Go", "payload": payload})
    assert choice == {"label": "Go", "intent": intent, "entities": [{"entity": n, "value": v} for n, v in entities]}


@pytest.mark.parametrize("button", [{"title": "Go", "payload": "hello"}, {"title": "Go"}, {"payload": "/a"}])
def test_a_button_that_cannot_be_tapped_is_an_error(button: dict[str, Any]) -> None:
    with pytest.raises(BadReply):
        to_choice(button)


async def test_the_first_failure_is_kept() -> None:
    collector = ReplyCollector()
    collector.note_failure("action_a: TimeoutError")
    collector.note_failure("action_b: ValueError")
    assert collector.failure == "action_a: TimeoutError"
