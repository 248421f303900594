"""Replies as panels and tables; every choice gets a number."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from messages import Card, Choice, Price, Reply

_PER = {"total": "in total", "night": "a night", "person": "a person", "day": "a day"}


class Numbers:
    """What may be typed instead of words: the choices on screen, counted from 1."""

    def __init__(self) -> None:
        self.choices: list[Choice] = []

    def add(self, choice: Choice) -> int:
        """The choice's number; the same value keeps its number."""
        for place, known in enumerate(self.choices, start=1):
            if known.value == choice.value:
                return place
        self.choices.append(choice)
        return len(self.choices)

    def pick(self, typed: str) -> Choice | None:
        """The choice of a typed number; None when it is none on screen."""
        number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
        return self.choices[number - 1] if 1 <= number <= len(self.choices) else None


def render(reply: Reply, numbers: Numbers) -> RenderableType:
    """One reply with its cards; its choices are added to ``numbers``."""
    parts: list[RenderableType] = []
    if reply.text:
        parts.append(Text(reply.text))
    parts.extend(_card(card, numbers) for card in reply.cards)
    on_cards = {choice.value for card in reply.cards for choice in card.choices}
    options = reply.ask.options if reply.ask else []
    rest = {one.value: one for one in (*reply.choices, *options) if one.value not in on_cards}
    if rest:
        parts.append(_choices(list(rest.values()), numbers))
    return Group(*parts)


def _card(card: Card, numbers: Numbers) -> Panel:
    lines: list[RenderableType] = []
    if card.subtitle:
        lines.append(Text(card.subtitle, style="dim"))
    if card.price:
        lines.append(_price(card.price))
    lines.extend(Text(f"• {reason}") for reason in card.reasons)
    if card.facts:
        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        for fact in card.facts:
            table.add_row(Text(fact.label), Text(fact.value))
        lines.append(table)
    if card.choices:
        lines.append(_choices(card.choices, numbers))
    return Panel(Group(*lines), title=Text(card.title, style="bold"), title_align="left", border_style="cyan")


def _price(price: Price) -> Text:
    return Text.assemble((f"{price.amount} {price.currency}", "bold green"), f" {_PER[price.per]}")


def _choices(choices: Sequence[Choice], numbers: Numbers) -> Text:
    line = Text()
    for choice in choices:
        line.append(f"[{numbers.add(choice)}]", style="bold cyan")
        line.append(f" {choice.label}   ")
    return line
