"""From the engine's replies to ours: every choice becomes a token, everything is checked against the contract."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import structlog
from pydantic import ValidationError

from db.talk import ChoicePayload, IssuedChoice, issue
from messages import Reply

log = structlog.get_logger()
LONGEST_LABEL = 80
SIGNALS = ("signed_in", "signed_out", "profile", "forgotten")
"""What an action may report beside its words; ``gateway.signals`` acts upon it."""

Json = dict[str, Any]


class _Unreadable(ValueError):
    """A part of a reply breaks the contract."""


@dataclass
class Issued:
    """Replies as JSON, ready to be stored and sent, and the choices that must be stored with them.

    ``broken`` counts replies that could not be read and are left out. ``signals`` are for the gateway alone.
    """

    replies: list[Json] = field(default_factory=list)
    choices: list[IssuedChoice] = field(default_factory=list)
    broken: int = 0
    signals: list[str] = field(default_factory=list)


def issue_replies(raw: list[Any]) -> Issued:
    """Read the engine's replies in order; those that say nothing are dropped."""
    issued = Issued()
    for one in raw:
        try:
            reply, choices = _issue_reply(_without_signal(one, issued.signals))
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            # A validation error's message holds what was to be said.
            log.error("reply_unreadable", kind=type(error).__name__, places=_places(error))
            issued.broken += 1
            continue
        if reply.text or reply.cards or reply.choices or reply.ask:
            issued.replies.append(reply.model_dump(mode="json", exclude_none=True))
            issued.choices.extend(choices)
    return issued


def plain(text: str) -> Json:
    """A reply that is only text, as JSON."""
    return Reply(text=text).model_dump(mode="json", exclude_none=True)


def _without_signal(raw: Any, signals: list[str]) -> Any:
    if not isinstance(raw, dict) or raw.get("signal") is None:
        return raw
    if raw["signal"] not in SIGNALS:
        raise _Unreadable("a signal is one that the gateway knows")
    signals.append(raw["signal"])
    return {key: value for key, value in raw.items() if key != "signal"}


def _issue_reply(raw: Any) -> tuple[Reply, list[IssuedChoice]]:
    if not isinstance(raw, dict):
        raise _Unreadable("a reply is an object")
    tokens = _Tokens()
    reply = {key: value for key, value in raw.items() if value is not None}
    reply["choices"] = tokens.of(reply.get("choices"))
    reply["cards"] = [{**card, "choices": tokens.of(card.get("choices"))} for card in reply.get("cards") or []]
    if ask := reply.get("ask"):
        reply["ask"] = {**ask, "options": tokens.of(ask.get("options"))}
    return Reply.model_validate(reply), list(tokens.issued.values())


class _Tokens:
    """The same meaning within a reply gets one token, wherever it stands."""

    def __init__(self) -> None:
        self.issued: dict[str, IssuedChoice] = {}

    def of(self, choices: list[Json] | None) -> list[Json]:
        return [{"label": _label(one), "value": self._token(one)} for one in choices or []]

    def _token(self, one: Json) -> str:
        if not isinstance(one["intent"], str):
            raise _Unreadable("a choice names an intent")
        entities = one.get("entities") or []
        meaning = json.dumps([one["intent"], entities], sort_keys=True)
        if meaning not in self.issued:
            (self.issued[meaning],) = issue([ChoicePayload(_label(one), one["intent"], entities)])
        return self.issued[meaning].token


def _places(error: Exception) -> list[str]:
    return [".".join(map(str, one["loc"])) for one in error.errors()[:5]] if isinstance(error, ValidationError) else []


def _label(one: Json) -> str:
    label = str(one["label"]).strip()
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"
