"""Modals with one field, whose content is handed over as if it had been typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from connectors.slack.markup import plain_text
from connectors.slack.places import Place
from connectors.slack.words import Words

Json = dict[str, Any]

ANSWER = "answer"
"""The callback of these modals."""
LONGEST_TITLE = 24


def answer_modal(place: Place, wanted: Mapping[str, Any], title: str, words: Words) -> Json:
    """For an open question; ``wanted`` is what its button carries: the slot, its kind and bounds."""
    names = wanted.get("slot") == "name"
    label = words.names if names else words.answer
    field = {"type": "input", "block_id": ANSWER, "label": plain_text(label, 2000), "element": _element(wanted)}
    if names:
        field["hint"] = plain_text(words.names_hint, 2000)
    return _modal(place, title, field, words)


def wish_modal(place: Place, words: Words) -> Json:
    """For anything that somebody wants to say."""
    element = {"type": "plain_text_input", "action_id": ANSWER, "multiline": True, "max_length": 2000}
    field = {"type": "input", "block_id": ANSWER, "label": plain_text(words.wish, 2000), "element": element}
    return _modal(place, words.plan, field, words)


def _element(wanted: Mapping[str, Any]) -> Json:
    kind = wanted.get("kind")
    if kind == "email":
        return {"type": "email_text_input", "action_id": ANSWER, "focus_on_load": True}
    if kind == "number":
        bounds = {f"{name}_value": str(wanted[name]) for name in ("min", "max") if name in wanted}
        number = {"type": "number_input", "action_id": ANSWER, "is_decimal_allowed": False, "focus_on_load": True}
        return {**number, **bounds}
    several = wanted.get("slot") == "name"
    element = {"type": "plain_text_input", "action_id": ANSWER, "multiline": several, "max_length": 500}
    return {**element, "focus_on_load": True}


def _modal(place: Place, title: str, field: Json, words: Words) -> Json:
    return {
        "type": "modal",
        "callback_id": ANSWER,
        "private_metadata": json.dumps({"channel": place.channel, "thread": place.thread}),
        "title": plain_text(title, LONGEST_TITLE),
        "submit": plain_text(words.send, LONGEST_TITLE),
        "close": plain_text(words.close, LONGEST_TITLE),
        "blocks": [field],
    }
