"""Cards as blocks: one section each where that fits, with a button beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from connectors.pictures import reachable
from connectors.slack.choosing import button, chooser
from connectors.slack.markup import escape, pieces, section
from messages import Card, Price

Json = dict[str, Any]

_PER = {"total": "in total", "night": "a night", "person": "a person", "day": "a day"}


def card_blocks(cards: Sequence[Card], name: str, hint: str, site: str) -> list[Json]:
    """The cards in order; ``name`` begins the ids of their blocks, ``hint`` stands in selects.

    ``site`` is where our own pictures are reached.
    """
    blocks: list[Json] = []
    for number, card in enumerate(cards):
        blocks += _card(card, f"{name}:{number}", hint, reachable(card.image, site))
    return blocks


def _card(card: Card, name: str, hint: str, picture: str | None) -> list[Json]:
    shown: list[Json] = [section(piece) for piece in _pieces(card)]
    if picture is not None:
        shown.append({"type": "image", "image_url": picture, "alt_text": card.title})
    if len(card.choices) == 1:
        shown[0] |= {"block_id": name, "accessory": button(card.choices[0], 0)}
        return shown
    return [*shown, *chooser(card.choices, name, hint)]


def _pieces(card: Card) -> list[str]:
    """The title is bold; all else is as it comes."""
    below = [card.subtitle or "", *(f"• {reason}" for reason in card.reasons)]
    below += [f"{fact.label}: {fact.value}" for fact in card.facts]
    first, *rest = pieces("\n".join(line for line in below if line), 2500) if any(below) else [""]
    head = f"*{escape(' '.join(card.title.split()))}*" + (f"\n*{escape(_price(card.price))}*" if card.price else "")
    return ["\n".join(line for line in (head, first) if line), *rest]


def _price(price: Price) -> str:
    return f"{price.amount} {price.currency} {_PER[price.per]}"
