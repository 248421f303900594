"""A no that answers no question, or turns down what is on offer."""

from __future__ import annotations

from actions.capability import Capability
from actions.routing import FACTS
from actions.small_talk.starters import starters
from actions.turn import Turn


class Deny(Capability):
    name = "deny"

    async def handle(self, turn: Turn) -> None:
        if turn.has(*FACTS) and turn.get("task"):
            await self.house["inform"].handle(turn)
            return
        dropped = turn.question is not None
        turn.set("question", None)
        response = "utter_deny_kept" if dropped else "utter_deny_nothing_open"
        turn.say(response, choices=starters(turn))
