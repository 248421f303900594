"""Cards as text: title, price, reasons and facts, line by line."""

from __future__ import annotations

from connectors.telegram.spans import Span
from messages import Card, Price

_PER = {"total": "in total", "night": "a night", "person": "a person", "day": "a day"}


def card_spans(card: Card, number: int | None = None) -> list[Span]:
    """The card's lines; ``number`` tells it from the others of its message."""
    head = f"{number}. {card.title}" if number is not None else card.title
    spans = [Span(head, "b")]
    if card.subtitle:
        spans += [Span("\n"), Span(card.subtitle, "i")]
    if card.price:
        spans += [Span("\n"), Span(_amount(card.price), "b"), Span(f" {_PER[card.price.per]}")]
    spans += [Span(f"\n• {reason}") for reason in card.reasons]
    for fact in card.facts:
        spans += [Span("\n"), Span(f"{fact.label}:", "i"), Span(f" {fact.value}")]
    return spans


def _amount(price: Price) -> str:
    return f"{price.amount} {price.currency}"
