"""What counts as a command, as visible text, as entities."""

from __future__ import annotations

import pytest

from bot.bodies import BadBody, is_command, read_entities, read_event, read_json, visible


@pytest.mark.parametrize("before", ["", " ", "\n\t", "\u200b", "\ufeff", "\u00ad", "\u3164", "\u2800", "\u202e \u2066"])
def test_a_slash_behind_nothing_visible_is_a_command(before: str) -> None:
    assert is_command(before + "/greet")


@pytest.mark.parametrize("text", ["greet", "1/2", "\uff0fgreet", "a /greet", ".", ""])
def test_other_text_is_not(text: str) -> None:
    assert not is_command(text)


@pytest.mark.parametrize("text", ["\u00e9t\u00e9", "\U0001f600", "12", "-", "\u6771\u4eac"])
def test_every_script_is_visible(text: str) -> None:
    assert visible("\u200b " + text) == text


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"7", b'"a"', b"\xff", b"[" * 100_000])
def test_only_objects_are_bodies(raw: bytes) -> None:
    with pytest.raises(BadBody) as refused:
        read_json(raw)
    assert refused.value.status == 400


def test_entities_as_a_list_or_an_object() -> None:
    listed = [{"entity": "place", "value": {"id": "1"}, "role": "to"}]
    assert read_entities(listed, "entities") == listed
    assert read_entities({"place": 1}, "entities") == [{"entity": "place", "value": 1}]
    assert read_entities(None, "entities") == []


@pytest.mark.parametrize("wrong", ["x", 7, [1], [{"entity": "a"}], [{"value": 1}], [{"entity": 1, "value": 1}]])
def test_wrong_entities_are_refused(wrong: object) -> None:
    with pytest.raises(BadBody) as refused:
        read_entities(wrong, "entities")
    assert (refused.value.status, refused.value.field) == (422, "entities")


def test_an_event_needs_a_known_intent() -> None:
    body = {"conversation": "c", "message_id": "1", "intent": "price_fell"}
    assert read_event(body, {"price_fell"}).text == "EXTERNAL: price_fell"
    with pytest.raises(BadBody):
        read_event(body, {"other"})
