"""Replies as calls of the Bot API, always the same ones for the same replies, so that a later try goes on in between.

A reply is one message wherever it fits: its text, its cards with numbers, and one keyboard. Cards with pictures have
messages of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from telegram import LinkPreviewOptions, ReplyParameters

from connectors.pictures import reachable
from connectors.telegram.cards import card_spans
from connectors.telegram.keyboards import Rows, Turning, Words, markup, rows_of
from connectors.telegram.quick import quick_answers
from connectors.telegram.spans import MAX_CAPTION, MAX_TEXT, Span, html_of, pieces
from messages import Card, Choice, Reply

Method = Literal["send_message", "send_photo"]
Json = dict[str, Any]

_IN_CHAT = re.compile(r"(-?\d+)\.(\d+)(?:\..+)?")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True)
class Call:
    """One call that puts a message into the chat. ``rows`` are all buttons below it, of which a page is shown."""

    method: Method
    arguments: Json
    rows: Rows
    plain: str
    """Its words without markup, for when Telegram takes neither markup nor picture."""


@dataclass(frozen=True)
class _Part:
    spans: list[Span]
    choices: list[Choice]
    photo: str | None = None


def calls_of(
    replies: Sequence[Json], sender: str, address: Mapping[str, Any], message_id: str, words: Words
) -> list[Call]:
    """The calls that say the replies to ``message_id`` at an address; in a group the first one replies to it."""
    user = sender.rpartition(":")[2]
    parts = [part for raw in replies for part in _parts(Reply.model_validate(raw), user, words.site)]
    calls: list[Call] = []
    for part in parts:
        for is_last, photo, spans in _messages(part):
            rows = rows_of(part.choices) if is_last else []
            where = Turning(0, len(calls), message_id)
            arguments: Json = {**_target(address, message_id, first=not calls), "parse_mode": "HTML"}
            if photo is None:
                arguments |= {"text": html_of(spans), "link_preview_options": _NO_PREVIEW}
            else:
                arguments |= {"photo": photo, "caption": html_of(spans)}
            if keyboard := markup(rows, user, where, words):
                arguments["reply_markup"] = keyboard
            plain = "".join(span.text for span in spans)
            calls.append(Call("send_message" if photo is None else "send_photo", arguments, rows, plain))
    return calls


def _parts(reply: Reply, user: str, site: str) -> list[_Part]:
    """A reply's messages before they are cut to size."""
    pictures = {id(card): reachable(card.image, site) for card in reply.cards}
    told = [card for card in reply.cards if pictures[id(card)] is None]
    shown = [card for card in reply.cards if pictures[id(card)] is not None]
    numbers = {id(card): place for place, card in enumerate(reply.cards, start=1)} if len(reply.cards) > 1 else {}
    spans = [Span(reply.text)] if reply.text else []
    for card in told:
        spans += [Span("\n\n"), *card_spans(card, numbers.get(id(card)))]
    below = [one for card in told for one in _on_card(card, numbers.get(id(card)))]
    parts = [_Part(spans, below)] if spans else []
    parts += [
        _Part(card_spans(card, numbers.get(id(card))), _on_card(card, None), pictures[id(card)]) for card in shown
    ]
    rest = _rest(reply, user)
    if not parts:
        # Nothing but buttons: they cannot stand alone.
        return [_Part([Span("…")], rest)] if rest else []
    last = parts[-1]
    return [*parts[:-1], _Part(last.spans, [*last.choices, *rest], last.photo)]


def _on_card(card: Card, number: int | None) -> list[Choice]:
    if number is None:
        return card.choices
    return [Choice(label=f"{number} · {one.label}"[:80], value=one.value) for one in card.choices]


def _rest(reply: Reply, user: str) -> list[Choice]:
    """The choices below everything: those that no card has, each once, and quick answers to what is asked."""
    on_cards = {one.value for card in reply.cards for one in card.choices}
    options = reply.ask.options if reply.ask else []
    quick = quick_answers(reply.ask, user) if reply.ask else []
    found = {one.value: one for one in (*quick, *reply.choices, *options) if one.value not in on_cards}
    return list(found.values())


def _messages(part: _Part) -> list[tuple[bool, str | None, list[Span]]]:
    """(is the last one, picture, words) of every message that a part needs."""
    if part.photo is None:
        cut = pieces(part.spans, MAX_TEXT)
        return [(place == len(cut), None, spans) for place, spans in enumerate(cut, start=1)]
    caption, *rest = pieces(part.spans, MAX_CAPTION)
    below = pieces([span for spans in rest for span in (*spans, Span("\n"))], MAX_TEXT)
    texts = [(place == len(below), None, spans) for place, spans in enumerate(below, start=1)]
    return [(not below, part.photo, caption), *texts]


def _target(address: Mapping[str, Any], message_id: str, *, first: bool) -> Json:
    target: Json = {"chat_id": address["chat"]}
    if address.get("thread") is not None:
        target["message_thread_id"] = address["thread"]
    said = _IN_CHAT.fullmatch(message_id)
    if first and said is not None and not address.get("private", True) and int(said[1]) == address["chat"]:
        target["reply_parameters"] = ReplyParameters(int(said[2]), allow_sending_without_reply=True)
    return target
