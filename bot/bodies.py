"""What the channel's routes accept: each body checked field by field, refused with the field's name."""

from __future__ import annotations

import json
import unicodedata
from typing import Any, NamedTuple

LONGEST_TEXT = 2000
LONGEST_ID = 200
FALLBACK_INTENT = "nlu_fallback"
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Characters that show nothing although Unicode counts them as letters or symbols."""


class BadBody(ValueError):
    """The body is refused: ``status`` for the answer, the field, and a sentence."""

    def __init__(self, status: int, field: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.field = field


class TurnBody(NamedTuple):
    """One message: ``parsed`` is set when it must not be understood as text (a tapped choice, a typed command)."""

    conversation: str
    message_id: str
    text: str
    parsed: dict[str, Any] | None
    metadata: dict[str, Any]


def read_json(raw: bytes) -> dict[str, Any]:
    """The body as an object. Raises BadBody 400 when it is not valid JSON."""
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadBody(400, "body", "the body is not valid JSON") from error
    if not isinstance(body, dict):
        raise BadBody(400, "body", "the body must be a JSON object")
    return body


def read_turn(body: dict[str, Any], intents: set[str]) -> TurnBody:
    """A turn: exactly one of text and parse. Raises BadBody 422."""
    if ("text" in body) == ("parse" in body):
        raise BadBody(422, "text", "exactly one of text and parse is needed")
    conversation, message_id = read_id(body, "conversation"), read_id(body, "message_id")
    metadata = read_metadata(body)
    if "text" in body:
        text = read_text(body)
        return TurnBody(conversation, message_id, text, fallback(text) if is_command(text) else None, metadata)
    parse = body["parse"]
    if not isinstance(parse, dict):
        raise BadBody(422, "parse", "parse must be an object")
    parsed = read_parse(parse, "parse.", intents)
    return TurnBody(conversation, message_id, parsed["text"], parsed, metadata)


def read_event(body: dict[str, Any], intents: set[str]) -> TurnBody:
    """An event from outside, in the shape in which Rasa keeps its external triggers. Raises BadBody 422."""
    parsed = read_parse(body, "", intents)
    parsed["text"] = f"EXTERNAL: {parsed['intent']['name']}"
    metadata = {**read_metadata(body), "is_external": True}
    return TurnBody(read_id(body, "conversation"), read_id(body, "message_id"), parsed["text"], parsed, metadata)


def read_id(body: dict[str, Any], field: str) -> str:
    """An id of 1 to 200 printable characters."""
    value = body.get(field)
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID or not value.isprintable():
        raise BadBody(422, field, f"{field} must be a string of 1 to {LONGEST_ID} printable characters")
    return value


def read_metadata(body: dict[str, Any]) -> dict[str, Any]:
    """Channel, locale, time zone, now, traveller: whatever the gateway knows of the message."""
    metadata = body.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise BadBody(422, "metadata", "metadata must be an object")
    return metadata


def read_text(body: dict[str, Any]) -> str:
    """Typed text: 100 kB would block the whole engine for 2.5 s, so it is capped before anything reads it."""
    text = body.get("text")
    if not isinstance(text, str):
        raise BadBody(422, "text", "text must be a string")
    if len(text) > LONGEST_TEXT:
        raise BadBody(422, "text", f"text is longer than {LONGEST_TEXT} characters")
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise BadBody(422, "text", "text contains U+0000 or half a character")
    if not visible(text):
        raise BadBody(422, "text", "text is empty")
    return text


def read_parse(parse: dict[str, Any], prefix: str, intents: set[str]) -> dict[str, Any]:
    """Intent and entities that take the place of understanding. The intent must be one that the model knows."""
    intent = parse.get("intent")
    name = intent.get("name") if isinstance(intent, dict) else intent
    if not isinstance(name, str) or name not in intents:
        raise BadBody(422, f"{prefix}intent", "the intent is not one of the domain")
    entities = read_entities(parse.get("entities"), f"{prefix}entities")
    return _parsed(f"/{name}", name, entities)


def read_entities(value: Any, field: str) -> list[dict[str, Any]]:
    """Entities as a list of `{"entity", "value", …}` or as an object of names and values."""
    if isinstance(value, dict):
        value = [{"entity": name, "value": carried} for name, carried in value.items()]
    value = [] if value is None else value
    wrong = not isinstance(value, list) or any(
        not isinstance(entity, dict) or not isinstance(entity.get("entity"), str) or "value" not in entity
        for entity in value
    )
    if wrong:
        raise BadBody(422, field, "entities must be a list of {entity, value} or an object")
    return value


def visible(text: str) -> str:
    """The text without leading blanks, controls and characters that show nothing."""
    for index, character in enumerate(text):
        if character not in BLANK_LETTERS and unicodedata.category(character)[0] not in "CZ":
            return text[index:]
    return ""


def is_command(text: str) -> bool:
    """Typed `/intent{…}` would skip understanding and set slots: only choices that we issued may do that."""
    return visible(text).startswith("/")


def fallback(text: str) -> dict[str, Any]:
    """The result of not having understood."""
    return _parsed(text, FALLBACK_INTENT, [])


def _parsed(text: str, intent: str, entities: list[dict[str, Any]]) -> dict[str, Any]:
    named = {"name": intent, "confidence": 1.0}
    return {"text": text, "intent": named, "intent_ranking": [dict(named)], "entities": entities}
