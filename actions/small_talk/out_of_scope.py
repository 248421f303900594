"""What is not ours to do is said, with what is."""

from __future__ import annotations

from actions.capability import Capability
from actions.small_talk.starters import starters
from actions.turn import Turn


class OutOfScope(Capability):
    name = "out_of_scope"

    async def handle(self, turn: Turn) -> None:
        misses = int(turn.get("misses") or 0) + 1
        if misses >= 2:
            await self.house["fallback"].handle(turn)
            return
        turn.set("misses", misses)
        turn.say("utter_out_of_scope", choices=starters(turn))
        if turn.question:
            await self.house[turn.question["owner"]].ask_again(turn)
