"""Intents that are understood but have no builder yet: an honest no, and what can be done instead."""

from __future__ import annotations

import re

from actions.brief import remember_flight
from actions.capability import Capability
from actions.routing import DATES, FACTS
from actions.small_talk.starters import starters
from actions.turn import Turn

COSTS_NOW = re.compile(
    r"\b(?:what do|how much (?:do|are)) (?:the )?flights (?:there )?(?:cost\b|(?=around|on|from|for))"
)
""" "What do flights cost around the 10th" asks for the price of those days, not for what becomes of it."""


class Planned(Capability):
    name = "planned"
    digression = True

    async def handle(self, turn: Turn) -> None:
        if turn.intent == "change_booking" and turn.get("task") and turn.has(*FACTS):
            # Nothing is booked yet: it is the search that changes.
            await self.house["inform"].handle(turn)
            return
        if turn.intent == "price_outlook" and turn.has(*DATES) and COSTS_NOW.search(turn.text.casefold()):
            await self.house["search_flights"].handle(turn)
            return
        if turn.intent == "search_trains":
            remember_flight(turn)  # "then I fly" goes on with the same journey
        planned = turn.desk.capabilities[turn.intent]
        instead = planned.get("instead", "")
        text = " ".join(turn.words("utter_planned", what=planned["what"], instead=instead).split())
        turn.tell(text, choices=[] if turn.question else starters(turn))
