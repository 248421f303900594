"""A yes that answers no question."""

from __future__ import annotations

from actions.capability import Capability
from actions.routing import FACTS
from actions.small_talk.starters import starters
from actions.turn import Turn


class Affirm(Capability):
    name = "affirm"

    async def handle(self, turn: Turn) -> None:
        if turn.has(*FACTS) and turn.get("task"):
            await self.house["inform"].handle(turn)
            return
        question = turn.question
        if question:
            await self.house[question["owner"]].ask_again(turn)
            return
        turn.say("utter_affirm_nothing_open", choices=starters(turn))
