"""Narrowing down what is on screen: cheaper, no stops, with breakfast, not that airline."""

from __future__ import annotations

from actions.capability import Capability
from actions.small_talk.inform import ON_SCREEN
from actions.small_talk.starters import starters
from actions.turn import Turn

SEARCHES = ("search_flights", "search_stays", "recommend_destinations")


class RefineSearch(Capability):
    name = "refine_search"

    async def handle(self, turn: Turn) -> None:
        task = turn.get("task")
        if task not in SEARCHES and turn.has("origin"):
            # "JFK SFO 5/3 nonstop": with nothing to narrow down it is a wish of its own.
            await self.house["search_flights"].handle(turn)
        elif task not in SEARCHES:
            turn.say("utter_refine_search_nothing", choices=starters(turn))
        elif turn.has("pick") and not turn.has("refinements") and turn.get("shown"):
            await self.house["select_option"].handle(turn)
        elif turn.has("refinements") or turn.entities:
            if turn.has("refinements") and (turn.question or ON_SCREEN)["slot"] != "option":
                turn.say("utter_refine_search_noted")
            await self.house[task].answer(turn)
        else:
            await self.house["fallback"].handle(turn)
