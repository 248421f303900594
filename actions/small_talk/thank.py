"""Thanks are taken, and the open question stays open."""

from __future__ import annotations

from actions.capability import Capability
from actions.turn import Turn


class Thank(Capability):
    name = "thank"
    digression = True

    async def handle(self, turn: Turn) -> None:
        turn.say("utter_thank")
