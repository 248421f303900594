"""The three ways in that are offered whenever nothing else is under way."""

from __future__ import annotations

from actions.turn import Json, Turn, choice


def starters(turn: Turn) -> list[Json]:
    """Ideas, flights, my trips."""
    return [
        choice(turn.label("ideas"), "recommend_destinations"),
        choice(turn.label("flights"), "search_flights"),
        choice(turn.label("my_trips"), "show_trips"),
    ]
