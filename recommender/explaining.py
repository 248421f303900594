"""One answer laid open for operators: what was understood, what each hard wish leaves, how each score came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from recommender.clauses import clauses
from recommender.reasons import MONTHS
from recommender.recommender import Ranking, Recommender
from recommender.wish import Suggestion, Wish
from wording import Wording
from world.places.model import country_name

WIDTH = 100
LEAST = 0.005
"""What a part must bring to a score, or take of it, to be shown."""
SHOWN = 12
"""Known wishes, tags and themes shown at most."""


def explained(recommender: Recommender, wish: Wish, wording: Wording, *, today: date, limit: int) -> None:
    """Print how a wish is answered; fares are not looked at."""
    console = Console(width=min(WIDTH, Console().width), highlight=False)
    ranked = recommender.rank(wish, today=today)
    chosen = recommender.pick(ranked, ranked.rows, limit)
    console.print(_understood(ranked))
    console.print(_hard(ranked))
    console.print(_shares(ranked.shares))
    if not chosen:
        console.print("Nothing meets every hard wish; in chat the nearest is offered with what it misses.")
        return
    table = Table("", "Destination", "Score", "Why", box=box.SIMPLE_HEAD, expand=True)
    suggestions = recommender.suggestions(ranked, chosen, {})
    for number, (row, one) in enumerate(zip(chosen, suggestions, strict=True), start=1):
        place = f"{one.destination.name}\n{country_name(one.destination.country)}"
        table.add_row(str(number), place, f"{one.score:.3f}", _why(recommender, ranked, row, one, wording))
    console.print(table)


def _understood(ranked: Ranking) -> Table:
    table = Table(box=box.SIMPLE, show_header=False, title="Understood", title_justify="left")
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for name, value in _meanings(ranked):
        if value:
            table.add_row(name, Text(value))
    return table


def _meanings(ranked: Ranking) -> Iterator[tuple[str, str]]:
    meaning, taken = ranked.meaning, clauses(ranked.wish.text)
    themes: dict[str, float] = {}
    for part in meaning.themes:
        themes |= {theme: max(weight, themes.get(theme, 0)) for theme, weight in part.items()}
    yield "wish", meaning.text
    yield "parts", " | ".join(taken.parts)
    yield "refused", " | ".join(taken.refused)
    yield "known wishes", _weights(dict(meaning.concepts))
    yield "tags", _weights(meaning.tags)
    yield "unwanted", _weights(meaning.unwanted)
    yield "themes", _weights(themes)
    yield "audiences", _weights(meaning.audiences)
    yield "kinds", ", ".join(f"{'/'.join(sorted(kinds))} {weight:.2f}" for kinds, weight in meaning.kinds)
    yield "climate", ", ".join(sorted(meaning.climate))
    yield "month", MONTHS[ranked.month - 1] + ("" if ranked.wish.month else " (not said)")


def _weights(weights: Mapping[str, float]) -> str:
    surest = sorted(weights.items(), key=lambda entry: (-entry[1], entry[0]))
    more = f", and {len(surest) - SHOWN} more" if len(surest) > SHOWN else ""
    return ", ".join(f"{name} {weight:.2f}" for name, weight in surest[:SHOWN]) + more


def _hard(ranked: Ranking) -> Table:
    """Each hard wish with how many destinations meet it, and how many meet all up to it."""
    table = Table("Hard wish", "", "meet it", "left", box=box.SIMPLE_HEAD, title="Hard wishes", title_justify="left")
    left = ranked.allowed.copy()
    table.add_row("in question at all", "", str(int(left.sum())), str(int(left.sum())))
    for one in ranked.hard:
        left &= one.misses == 0
        values = ", ".join(f"{name} {value}" for name, value in one.values.items())
        table.add_row(one.name, Text(values), str(int(np.sum(one.misses == 0))), str(int(left.sum())))
    return table


def _shares(shares: Mapping[str, float]) -> Text:
    said = ", ".join(f"{name} {share:.0%}" for name, share in _largest(shares))
    return Text(f"The score is made of {said}")


def _why(recommender: Recommender, ranked: Ranking, row: int, one: Suggestion, wording: Wording) -> Text:
    """What each part brings to the score, the closest passage, and the reasons."""
    brought = {name: ranked.shares[name] * float(fit[row]) for name, fit in ranked.parts.items()}
    parts = [f"{name} {ranked.parts[name][row]:.2f} = {worth:.3f}" for name, worth in _largest(brought)]
    refused = sum(brought.values()) - one.score
    parts += [f"refused = -{refused:.3f}"] if refused > LEAST else []
    passage, cosine = recommender.closest_passage(ranked, row)
    reasons = "; ".join(wording.say(f"utter_reason_{reason.kind}", **reason.values) for reason in one.reasons)
    text = Text(" · ".join(parts))
    text.append(f"\n{cosine:.2f} ", style="bold").append(f"“{passage}”", style="italic")
    return text.append(f"\n{reasons}\n")


def _largest(values: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(((name, value) for name, value in values.items() if value >= LEAST), key=lambda entry: -entry[1])
