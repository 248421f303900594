"""What is not ours to do is said, with what is."""

from __future__ import annotations

from actions.capability import Capability
from actions.small_talk.starters import starters
from actions.turn import Turn

PATIENCE = 3


class OutOfScope(Capability):
    name = "out_of_scope"

    async def handle(self, turn: Turn) -> None:
        # Understood, so it is answered where a miss would not be; only a run of misses and asides leads to a person.
        asides = int(turn.get("misses") or 0) + 1
        turn.set("misses", asides)
        if asides > PATIENCE:
            await self.house["fallback"].handle(turn)
            return
        turn.say("utter_out_of_scope", choices=starters(turn))
        if turn.question:
            await self.house[turn.question["owner"]].ask_again(turn)
