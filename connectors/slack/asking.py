"""What the assistant waits for, as something to pick or to fill in; typing the answer works all the same."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from connectors.slack.choosing import chooser
from connectors.slack.markup import plain_text
from connectors.slack.words import Words
from messages import Ask, Choice

Json = dict[str, Any]

DATE, FIRST, LAST, RANGE, ENTER = "date", "first", "last", "range", "enter"
"""Ids of what is picked and pressed."""
_FILLED_IN = ("text", "email", "number", "place", "party")


def ask_blocks(ask: Ask, name: str, shown: list[Choice], words: Words) -> list[Json]:
    """Blocks below a reply. ``shown`` are the choices that the reply offers already."""
    known = {one for choice in shown for one in (choice.label, choice.value)}
    left = [one for one in ask.options if not known & {one.label, one.value}]
    blocks = chooser(left, f"{name}:options", words.choose)
    elements = _elements(ask, words)
    return [*blocks, {"type": "actions", "block_id": f"{name}:answer", "elements": elements}] if elements else blocks


def _elements(ask: Ask, words: Words) -> list[Json]:
    if ask.kind == "date":
        return [_calendar(DATE, words.pick_date)]
    if ask.kind == "date_range":
        take = {"type": "button", "action_id": RANGE, "text": plain_text(words.take_dates)}
        return [_calendar(FIRST, words.first_day), _calendar(LAST, words.last_day), take]
    if ask.kind in _FILLED_IN and not (ask.kind == "party" and ask.options):
        return [_enter(ask, words)]
    return []


def _calendar(action: str, hint: str) -> Json:
    """Nothing is picked at first, because to pick what is picked already tells nobody. Slack's know no bounds."""
    return {"type": "datepicker", "action_id": action, "placeholder": plain_text(hint, 150)}


def _enter(ask: Ask, words: Words) -> Json:
    labels = {"name": words.enter_names, "email": words.enter_email}
    wanted = {"slot": ask.slot, "kind": ask.kind, "min": ask.min, "max": ask.max}
    value = json.dumps({key: one for key, one in wanted.items() if one is not None})
    return {"type": "button", "action_id": ENTER, "text": plain_text(labels.get(ask.slot, words.enter)), "value": value}


def spoken(day: str) -> str:
    """A picked day, ISO, as somebody would write it. Raises ValueError."""
    value = date.fromisoformat(day)
    return f"{value.day} {value:%B} {value.year}"
