"""Offers on screen, when something about the traveller changes what they should be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from actions.capability import Capability
from actions.search.shared import keep_wishes
from actions.turn import Turn
from travel.search.wishes import Wish

SEARCHES: Final[Mapping[str, str]] = {"flight": "search_flights", "stay": "search_stays"}


def kind_on_screen(turn: Turn) -> str | None:
    """``flight`` or ``stay`` while the last search's offers are what is looked at."""
    kind = (turn.get("shown") or {}).get("kind")
    return kind if kind in SEARCHES and turn.get("task") == SEARCHES[kind] else None


async def search_again(clerk: Capability, turn: Turn, kind: str, wishes: Sequence[Wish] = ()) -> None:
    """The same search with these wishes on top; the sentence has been understood, and says nothing else."""
    turn.entities.clear()  # "never Ryanair" names Ryanair
    turn.set("question", None)
    keep_wishes(turn, wishes)
    await clerk.house[SEARCHES[kind]].answer(turn)
